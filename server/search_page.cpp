// GET /: the search box, the hits, the facets. A plain GET form; every link is
// the address of another request.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/api_answer.h"
#include "server/assets.h"
#include "server/facet_boxes.h"
#include "server/fault_texts.h"
#include "server/filter_chips.h"
#include "server/frame.h"
#include "server/hit_rows.h"
#include "server/pages.h"
#include "server/paging.h"
#include "server/share_box.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// A form has two fields for a range, a request one value "from..to". Fields that
// were left empty are no parameters at all.
std::vector<query::Parameter> from_form(const corpus::Schema& schema, const HttpRequest& request) {
  std::vector<query::Parameter> parameters;
  const auto field = [&](const std::string& name) {
    const auto found = std::ranges::find(request.parameters, name, &query::Parameter::first);
    return found == request.parameters.end() ? std::string{} : found->second;
  };
  for (const auto& parameter : request.parameters) {
    const bool page_language = parameter.first == "lang" && find_texts(parameter.second) != nullptr;
    if (!parameter.second.empty() && !page_language) parameters.push_back(parameter);
  }
  for (const auto& facet : schema.facets()) {
    if (facet.type != corpus::FacetType::range) continue;
    const auto from = field("_" + facet.name + "_from"), to = field("_" + facet.name + "_to");
    if (!from.empty() || !to.empty()) parameters.emplace_back(facet.name, from == to ? from : from + ".." + to);
  }
  return parameters;
}

Json sorts_json(const query::Request& request, const Texts& texts) {
  const auto row = [&](query::Sort sort, const char* value) {
    return Json{{"value", value}, {"selected", request.sort == sort}, {"label", texts[std::string("sort_") + value]}};
  };
  return {row(query::Sort::relevance, "relevance"), row(query::Sort::title, "title"), row(query::Sort::year, "year")};
}

// What the form must carry along that has no field of its own.
Json hidden_json(const query::Request& request, const corpus::Schema& schema) {
  Json hidden = Json::array();
  // The two fields of a range take one; several are carried as they are.
  for (const auto& filter : request.filters) {
    const auto* facet = schema.facet(filter.facet);
    if (facet == nullptr || facet->type != corpus::FacetType::range || filter.values.size() < 2) continue;
    for (const auto& value : filter.values) hidden.push_back({{"name", filter.facet}, {"value", value}});
  }
  for (const auto& [name, value] : query::to_parameters(request)) {
    if (name == "match" || name == "limit") hidden.push_back({{"name", name}, {"value", value}});
  }
  return hidden;
}

// The start page's ways in: one for each kind.
Json kinds_json(const query::Answer& answer, const corpus::Schema& schema, const Texts& texts) {
  Json kinds = Json::array();
  const auto counts = std::ranges::find(answer.facets, "kind", &query::FacetCounts::facet);
  for (const auto& kind : schema.kinds()) {
    if (counts == answer.facets.end()) break;
    const auto value = std::ranges::find(counts->values, kind.name, &query::FacetCount::value);
    if (value == counts->values.end() || value->count == 0) continue;
    kinds.push_back({{"label", corpus::label_in(kind.plural, texts.code(), kind.name)},
                     {"count", texts.number(value->count)},
                     {"url", address("/", {{"lang", texts.code()}, {"kind", kind.name}})}});
  }
  return kinds;
}

// What a way out gives up.
std::string way_text(const query::WayOut& way, const corpus::Schema& schema, const Texts& texts) {
  std::vector<std::string> given_up, removed = way.removed;
  if (!way.lang.empty())
    given_up.push_back(
        texts.fill("none_language", {{"language", schema.value_label("languages", way.lang, texts.code())}}));
  if (way.loosened) given_up.push_back(texts["none_loose"]);
  for (const std::string& facet : way.removed_filters)
    removed.emplace_back(corpus::label_in(schema.facet(facet)->labels, texts.code(), facet));
  if (!removed.empty())
    given_up.push_back(texts.fill("none_without", {{"removed", fmt::format("{}", fmt::join(removed, ", "))}}));
  return fmt::format("{}", fmt::join(given_up, " · "));
}

// Why nothing was found, and links to what is.
void add_rescue(Json& data, const query::Answer& answer, const corpus::Schema& schema, const Texts& texts) {
  data["ways"] = Json::array();
  data["missing"] = false;
  if (!answer.rescue) return;
  std::vector<std::string> quoted;
  for (const std::string& word : answer.rescue->missing) quoted.push_back(texts.fill("quoted", {{"text", word}}));
  if (!quoted.empty())
    data["missing"] = {{"text", texts.fill("none_missing", {{"words", fmt::format("{}", fmt::join(quoted, ", "))}})}};
  for (const query::WayOut& way : answer.rescue->ways) {
    query::Request other = answer.request;
    other.words = way.text;
    other.filters = way.filters;
    other.offset = 0;
    if (!way.lang.empty()) other.lang = way.lang;
    data["ways"].push_back({{"url", search_address(other)},
                            {"text", way_text(way, schema, texts)},
                            {"count", texts.count("browsing", way.total)}});
  }
  data["ways_any"] = !data["ways"].empty();
}

// What a term means, where the query is one.
Json card_json(const query::Answer& answer, const Texts& texts) {
  if (!answer.card) return false;
  const query::DefinitionCard& card = *answer.card;
  Json definitions = Json::array();
  for (const query::ListedDefinition& one : card.definitions) {
    Json facts = Json::array();
    if (!one.facts.country.label.empty()) facts.push_back(one.facts.country.label);
    if (!one.facts.issuer.empty()) facts.push_back(one.facts.issuer);
    if (one.facts.year) facts.push_back(std::to_string(*one.facts.year));
    definitions.push_back({{"url", record_address(one.id, texts)},
                           {"title", one.title},
                           {"title_lang", one.lang},
                           {"summary", one.summary},
                           {"facts", std::move(facts)}});
  }
  Json json = {{"label", card.label},
               {"url", address("/concept/" + percent_encode(card.id), {{"lang", texts.code()}})},
               {"compare_url", address("/compare", {{"concept", card.id}, {"lang", texts.code()}})},
               {"compare", texts.count("card_compare", card.total)},
               {"definitions", std::move(definitions)},
               {"other_name", ""}};
  if (!card.other_name.empty())
    json["other_name"] = texts.fill("card_other_name", {{"typed", card.other_name}, {"preferred", card.preferred}});
  return json;
}

bool is_browsing(const query::Request& request) { return request.words.empty() && request.filters.empty(); }

// What the page says about the reading of the query.
Json notes_json(const query::Answer& answer, const Texts& texts) {
  Json notes = Json::array();
  const auto note = [&](std::string text) { notes.push_back({{"text", std::move(text)}}); };
  if (!answer.understood.empty()) note(texts.fill("query_understood", {{"text", answer.understood}}));
  if (answer.cut_short) note(texts["query_cut_short"]);
  for (const auto& problem : answer.problems) {
    const std::string position = std::to_string(problem.position + 1), sentence = problem.sentence();
    // What is said of the whole query needs no place.
    const bool whole = problem.length == query::characters(answer.request.words);
    note(whole ? sentence : texts.fill("query_problem", {{"position", position}, {"sentence", sentence}}));
  }
  for (const auto& word : answer.words) {
    if (word.read_as.empty()) continue;
    const std::string meant = fmt::format("{}", fmt::join(word.read_as, ", "));
    note(texts.fill("query_read_as", {{"typed", word.text}, {"meant", meant}}));
  }
  return notes;
}

struct Shown {
  const query::Answer& answer;
  const FoundValues& found;
  const FilterChips& chips;
  std::string edition;  // for a citation
  std::string origin;
};

Json answer_json(const Shown& shown, const corpus::Schema& schema, const Texts& texts) {
  const query::Answer& answer = shown.answer;
  const query::Request& request = answer.request;
  Json data = {
      {"answered", true},
      {"total", answer.total},
      {"count", texts.count(is_browsing(request) ? "browsing" : "found", answer.total)},
      {"partial_count",
       answer.partial == 0 ? "" : texts.fill("partial_count", {{"count", texts.number(answer.partial)}})},
      {"first", request.offset + 1},
      {"card", card_json(answer, texts)},
      {"hits", hit_rows(answer, schema, texts)},
      {"none", answer.hits.empty()},
      {"sorts", sorts_json(request, texts)},
      {"facets", facet_boxes(answer, shown.found, schema, texts)},
      {"chips", shown.chips.json(schema, texts)},
      {"chips_any", shown.chips.any()},
      {"clear_url", search_address(shown.chips.cleared())},
      {"hidden", hidden_json(request, schema)},
      {"notes", notes_json(answer, texts)},
      {"other_spelling", false},
      {"share", ""},
      {"kinds", Json::array()},
      // Where nothing is found and nothing is set there is nothing to choose.
      {"filters_any", !answer.hits.empty() || !request.filters.empty()},
  };
  if (is_browsing(request) && request.offset == 0) data["kinds"] = kinds_json(answer, schema, texts);
  data["kinds_any"] = !data["kinds"].empty();
  if (answer.did_you_mean) {
    query::Request other = request;
    other.words = answer.did_you_mean->text;
    other.offset = 0;
    std::string count = texts.count("browsing", answer.did_you_mean->total);
    if (answer.did_you_mean->without_filters) {
      other.filters.clear();
      count += ", " + texts["without_filters"];
    }
    data["other_spelling"] = {
        {"url", search_address(other)}, {"text", answer.did_you_mean->text}, {"count", std::move(count)}};
  }
  if (answer.total > 0) {
    Fields kept = query::to_parameters(request);
    std::erase_if(kept,
                  [](const auto& one) { return one.first == "offset" || one.first == "limit" || one.first == "sort"; });
    data["results_map_url"] = address("/map", kept);
  }
  if (!is_browsing(request)) data["share"] = share_box(answer, schema, shown.origin, shown.edition, texts);
  add_rescue(data, answer, schema, texts);
  data.update(paging(answer, texts));
  return data;
}

Frame frame_of(const query::Request& request, const Texts& texts) {
  const std::string name = "Prameň – " + texts["subtitle"];
  Frame frame{texts, name, texts["description"], "/", {}, !is_browsing(request)};
  if (!request.words.empty()) frame.title = request.words + " – " + texts["search"] + " – Prameň";
  for (auto& parameter : query::to_parameters(request)) {
    if (parameter.first != "lang") frame.parameters.push_back(std::move(parameter));
  }
  return frame;
}

}  // namespace

HttpResponse search_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const Texts& texts = page_texts(request);
  const corpus::Schema& schema = database.schema();
  auto parsed = query::parse_request(schema, from_form(schema, request), false);
  // A language of the pages that this corpus does not have is no fault of the reader's.
  if (schema.has_language(texts.code())) parsed.request.lang = texts.code();
  if (parsed.request.limit == 0) parsed.request.limit = query::Request{}.limit;
  parsed.request.facets.reset();

  const Frame frame = frame_of(parsed.request, texts);
  const bool home = is_browsing(parsed.request) && parsed.request.offset == 0;
  const auto page = [&](Json data) {
    data["t"] = texts_json(texts);
    data["lang"] = texts.code();
    data["q"] = parsed.request.words;
    data["heading"] = home && parsed.faults.empty() ? texts["welcome"] : texts["results"];
    data["plain"] = !home && parsed.faults.empty();
    data["home_url"] = home_address(texts);
    return render("search", data);
  };
  if (!parsed.faults.empty()) {
    auto response = framed(database, request, frame,
                           page({{"errors", fault_texts(texts, schema, parsed.faults)}, {"errors_any", true}}), 400);
    response.set("Cache-Control", "no-store");
    return response;
  }
  const Fields typed = typed_in_facets(schema, request);
  const auto tag = page_tag(database, request, texts, "page",
                            encode_query(query::to_parameters(parsed.request)) + " " + encode_query(typed));
  return cache.answer(request, tag, page_vary, [&] {
    const query::Answer answer = database.search(parsed.request);
    const FoundValues found = find_values(database, parsed.request, typed);
    const FilterChips chips(database, parsed.request);
    const Shown shown{answer, found, chips, edition(database, texts), request.origin};
    HttpResponse response = framed(database, request, frame, page(answer_json(shown, schema, texts)));
    response.lasting = !answer.cut_short;
    response.searched = searched(answer);
    if (answer.cut_short) response.set("Cache-Control", "no-store");
    return response;
  });
}

}  // namespace pramen::server
