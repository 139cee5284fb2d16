// GET /concept/{id}: the names of a concept, its definitions country by country, practices and
// organisations, and the term in use.
#include <fmt/format.h>

#include "query/concept_page.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "query/concept_list.h"
#include "server/assets.h"
#include "server/concept_routes.h"
#include "server/entity_tag.h"
#include "server/frame.h"
#include "server/marked.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

struct View {
  const query::Database& database;
  const Texts& texts;

  std::string to(std::string_view path, std::string_view id) const {
    return address(std::string(path) + percent_encode(id), {{"lang", texts.code()}});
  }
};

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

Json links_json(const View& view, const std::vector<query::NeighbourConcept>& links) {
  Json list = Json::array();
  for (const auto& link : links) list.push_back({{"label", link.label}, {"url", view.to("/concept/", link.id)}});
  return list;
}

Json neighbours_json(const View& view, const query::ConceptPage& page) {
  Json groups = Json::array();
  const auto add = [&](const char* name, const std::vector<query::NeighbourConcept>& links) {
    if (!links.empty()) groups.push_back({{"label", view.texts[name]}, {"links", links_json(view, links)}});
  };
  add("concept_broader", page.broader);
  add("concept_narrower", page.narrower);
  add("concept_related", page.related);
  return groups;
}

std::string language_label(const View& view, std::string_view code) {
  return view.database.schema().value_label("languages", code, view.texts.code());
}

// In the other languages; the reader's own stand on top of the page.
Json names_json(const View& view, const query::ConceptPage& page) {
  Json names = Json::array();
  for (const auto& one : page.names) {
    if (one.lang == view.texts.code()) continue;
    names.push_back({{"lang", one.lang},
                     {"language", language_label(view, one.lang)},
                     {"preferred", one.preferred},
                     {"alternative", joined(one.alternative)}});
  }
  return names;
}

Json definitions_json(const View& view, const query::ConceptPage& page) {
  Json countries = Json::array();
  for (const auto& country : page.definitions) {
    Json list = Json::array();
    for (const auto& one : country.definitions) {
      Json facts = Json::array();
      if (one.replaced) facts.push_back(view.texts["definition_replaced"]);
      if (!one.facts.issuer.empty()) facts.push_back(one.facts.issuer);
      if (one.facts.year) facts.push_back(std::to_string(*one.facts.year));
      if (!one.facts.legal_status.label.empty()) facts.push_back(one.facts.legal_status.label);
      if (!one.facts.version.empty()) facts.push_back(one.facts.version);
      list.push_back({{"title", one.title},
                      {"lang", one.lang},
                      {"summary", one.summary},
                      {"url", view.to("/record/", one.id)},
                      {"facts", std::move(facts)}});
    }
    countries.push_back({{"country", country.country.label}, {"definitions", std::move(list)}});
  }
  return countries;
}

Json records_json(const View& view, const query::ConceptPage& page) {
  Json kinds = Json::array();
  for (const auto& kind : page.records) {
    if (kind.total == 0) continue;
    Json records = Json::array();
    for (const auto& record : kind.records)
      records.push_back({{"title", record.title},
                         {"lang", record.lang},
                         {"country", record.country.label},
                         {"url", view.to("/record/", record.id)}});
    kinds.push_back(
        {{"kind", kind.kind.key},
         {"label", kind.kind.label},
         {"total", view.texts.number(kind.total)},
         {"records", std::move(records)},
         {"all_url", address("/", {{"lang", view.texts.code()}, {"q", page.query}, {"kind", kind.kind.key}})}});
  }
  return kinds;
}

// Words beside the term and the term in its context, language by language.
Json usage_json(const View& view, const std::vector<query::TermUsage>& texts) {
  Json list = Json::array();
  for (const query::TermUsage& text : texts) {
    Json words = Json::array(), lines = Json::array();
    for (const query::Collocate& one : text.collocates)
      words.push_back({{"word", one.word}, {"count", view.texts.number(one.frequency)}});
    for (const query::ConcordanceLine& line : text.lines)
      lines.push_back({{"left", line.left},
                       {"match", line.match},
                       {"right", line.right},
                       {"title", line.title},
                       {"url", view.to("/record/", line.id)}});
    const bool any = !words.empty();
    list.push_back({{"lang", text.lang},
                    {"language", language_label(view, text.lang)},
                    {"occurrences", view.texts.number(text.occurrences)},
                    {"words", std::move(words)},
                    {"words_any", any},
                    {"lines", std::move(lines)}});
  }
  return list;
}

Json uses_json(const View& view, const query::ConceptPage& page) {
  Json countries = Json::array();
  for (const auto& country : page.uses) {
    Json uses = Json::array();
    for (const auto& use : country.uses) {
      Json passages = Json::array();
      for (const auto& passage : use.passages)
        passages.push_back({{"lang", passage.lang}, {"html", marked_only(passage.html)}});
      uses.push_back({{"title", use.title},
                      {"lang", use.lang},
                      {"url", view.to("/record/", use.id)},
                      {"passages", std::move(passages)}});
    }
    countries.push_back({{"country", country.country.label},
                         {"records", view.texts.count("browsing", country.records)},
                         {"uses", std::move(uses)},
                         {"usage", usage_json(view, country.texts)}});
  }
  return countries;
}

Json page_json(const View& view, const query::ConceptPage& page) {
  const Texts& texts = view.texts;
  const auto own = std::ranges::find(page.names, texts.code(), &query::ConceptNames::lang);
  Json data = {{"t", texts_json(texts)},
               {"lang", texts.code()},
               {"label", page.label},
               {"id", page.id},
               {"iri", page.iri.starts_with("https://") || page.iri.starts_with("http://") ? page.iri : ""},
               {"alternative", own == page.names.end() ? std::string() : joined(own->alternative)},
               {"definition", page.definition},
               {"scope_note", page.scope_note},
               {"deprecated", page.deprecated},
               {"replaced_by", false},
               {"names", names_json(view, page)},
               {"neighbours", neighbours_json(view, page)},
               {"countries", definitions_json(view, page)},
               {"kinds", records_json(view, page)},
               {"uses", uses_json(view, page)},
               {"compare_url", address("/compare", {{"concept", page.id}, {"lang", texts.code()}})},
               {"json_url", address("/api/v1/concepts/" + percent_encode(page.id), {{"lang", texts.code()}})},
               {"permalink", "/concept/" + percent_encode(page.id)},
               {"back_url", home_address(texts)}};
  if (page.replaced_by) data["replaced_by"] = links_json(view, {*page.replaced_by}).front();
  data["definitions_any"] = !data["countries"].empty();
  data["names_any"] = !data["names"].empty();
  data["uses_any"] = !data["uses"].empty();
  return data;
}

}  // namespace

HttpResponse no_such_concept_page(const query::Database& database, const HttpRequest& request, std::string_view id) {
  constexpr std::size_t offered = 5;
  const View view{database, page_texts(request)};
  const Texts& texts = view.texts;
  Json nearest = Json::array();
  const query::ConceptList list =
      query::concept_list(database, {.text = std::string(id.substr(0, 100)), .lang = texts.code(), .limit = offered});
  for (const auto& one : list.concepts)
    nearest.push_back({{"label", one.label}, {"url", view.to("/concept/", one.id)}});
  const bool any = !nearest.empty();
  const Json data = {{"t", texts_json(texts)},
                     {"lang", texts.code()},
                     {"home_url", home_address(texts)},
                     {"nearest", std::move(nearest)},
                     {"nearest_any", any}};
  const Frame frame{texts, texts["concept_missing"] + " – Prameň", texts["description"], "/", {}, true};
  auto response = framed(database, request, frame, render("concept_missing", data), 404);
  response.set("Cache-Control", "no-store");
  return response;
}

// Links to the concept as data.
static std::string other_forms(const std::string& path) {
  std::string links;
  for (const RecordFormRow& row : record_forms) {
    if (row.form != RecordForm::page)
      links += fmt::format("<link rel=\"alternate\" type=\"{}\" href=\"{}{}\">\n",
                           row.type.substr(0, row.type.find(';')), path, row.extension);
  }
  return links;
}

HttpResponse concept_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                          std::string_view id) {
  const Texts& texts = page_texts(request);
  const auto tag = page_tag(database, request, texts, "concept page", id);
  return cache.answer(request, tag, page_vary, [&] {
    const std::string_view lang = database.schema().has_language(texts.code()) ? texts.code() : std::string_view();
    const auto page = query::concept_page(database, id, lang);
    if (!page) return no_such_concept_page(database, request, id);
    const Frame frame{texts,
                      page->label + " – Prameň",
                      page->definition.empty() ? texts["description"] : page->definition,
                      "/concept/" + percent_encode(page->id),
                      {},
                      false,
                      other_forms("/concept/" + percent_encode(page->id))};
    return framed(database, request, frame, render("concept", page_json({database, texts}, *page)));
  });
}

}  // namespace pramen::server
