#include <cmath>

#include <nlohmann/json.hpp>

#include "query/answer.h"
#include "query/definition_json.h"
#include "query/facet_values.h"
#include "query/histogram.h"
#include "query/similar.h"
#include "query/title_list.h"

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

Json filters_json(const Request& request) {
  Json filters = Json::object();
  for (const Filter& filter : request.filters) filters[filter.facet] = filter.values;
  return filters;
}

double rounded(double number) { return std::round(number * 1e4) / 1e4; }

// Stored text was checked when it was indexed; a query's text may be anything.
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json understood(const Answer& answer) {
  Json words = Json::array(), problems = Json::array();
  for (const UnderstoodWord& word : answer.words) {
    Json places = Json::array();
    for (const UnderstoodWord::Place& place : word.places)
      places.push_back({{"position", place.position}, {"length", place.length}});
    words.push_back({{"text", word.text},
                     {"phrase", word.phrase},
                     {"excluded", word.excluded},
                     {"optional", word.optional},
                     {"languages", word.languages},
                     {"read_as", word.read_as},
                     {"places", places}});
  }
  Json concepts = Json::array();
  for (const UnderstoodConcept& named : answer.concepts)
    concepts.push_back({{"text", named.text}, {"id", named.id}, {"label", named.label}});
  for (const QueryProblem& problem : answer.problems) {
    problems.push_back({{"code", oddity_name(problem.code)},
                        {"position", problem.position},
                        {"length", problem.length},
                        {"what", problem.what},
                        {"instead", problem.instead},
                        {"hint", problem.hint}});
  }
  return {{"text", answer.request.words},
          {"lang", or_null(answer.request.lang)},
          {"understood", or_null(answer.understood)},
          {"parsed", answer.parsed},
          {"words", words},
          {"concepts", concepts},
          {"filters", filters_json(answer.request)},
          {"sort", sort_name(answer.request.sort)},
          {"match", match_name(answer.request.match)},
          {"limit", answer.request.limit},
          {"offset", answer.request.offset},
          {"problems", problems}};
}

Json explanation_json(const Explanation& explanation) {
  Json parts = Json::array();
  for (const ScorePart& part : explanation.parts)
    parts.push_back({{"word", or_null(part.word)},
                     {"lang", or_null(part.lang)},
                     {"tier", indexer::tier_name(part.tier)},
                     {"forms", part.forms},
                     {"frequency", part.frequency},
                     {"weight", rounded(part.weight)},
                     {"score", rounded(part.score)}});
  return {{"factor", rounded(explanation.factor)}, {"parts", std::move(parts)}};
}

Json hits(const Answer& answer) {
  Json list = Json::array();
  for (const Hit& hit : answer.hits) {
    Json json = {{"id", hit.id},         {"kind", hit.kind},       {"title", hit.title},
                 {"lang", hit.lang},     {"snippet", hit.snippet}, {"url", "/record/" + hit.id},
                 {"facets", hit.facets}, {"why", hit.why},         {"score", rounded(hit.score)}};
    if (!hit.reader_title.empty()) json["reader_title"] = hit.reader_title;
    if (!hit.attachment.empty()) json["attachment"] = hit.attachment;
    if (hit.partial) json["partial"] = true;
    if (hit.pinned) json["pinned"] = true;
    if (hit.explanation) json["explain"] = explanation_json(*hit.explanation);
    list.push_back(std::move(json));
  }
  return list;
}

Json count_json(const FacetCount& value) {
  Json json = {{"value", value.value}, {"label", value.label}, {"count", value.count}, {"selected", value.selected}};
  if (!value.broader.empty()) json["broader"] = value.broader;
  return json;
}

Json facets(const Answer& answer) {
  Json all = Json::object();
  for (const FacetCounts& facet : answer.facets) {
    Json& values = all[facet.facet] = Json::array();
    for (const FacetCount& value : facet.values) values.push_back(count_json(value));
  }
  return all;
}

Json histograms(const Answer& answer) {
  Json all = Json::object();
  for (const FacetCounts& facet : answer.facets) {
    const auto histogram = query::histogram(facet);
    if (!histogram) continue;
    Json bars = Json::array();
    for (const Bar& bar : histogram->bars)
      bars.push_back({{"value", range_text(bar)},
                      {"from", bar.from},
                      {"to", bar.to},
                      {"count", bar.count},
                      {"selected", bar.selected}});
    all[facet.facet] = {{"step", histogram->step}, {"bars", std::move(bars)}};
  }
  return all;
}

Json shared_json(const SimilarRecord& record) {
  Json shared = Json::object();
  for (const SharedFacet& facet : record.shared) {
    Json& values = shared[facet.facet] = Json::array();
    for (const SharedValue& value : facet.values) values.push_back({{"value", value.value}, {"label", value.label}});
  }
  Json& concepts = shared["concepts"] = Json::array();
  for (const SharedValue& named : record.concepts) concepts.push_back({{"value", named.value}, {"label", named.label}});
  shared["words"] = record.words;
  return shared;
}

Json did_you_mean(const Answer& answer) {
  if (!answer.did_you_mean) return nullptr;
  return {{"text", answer.did_you_mean->text},
          {"total", answer.did_you_mean->total},
          {"without_filters", answer.did_you_mean->without_filters}};
}

Json rescue(const Answer& answer) {
  if (!answer.rescue) return nullptr;
  Json ways = Json::array();
  for (const WayOut& way : answer.rescue->ways) {
    Json filters = Json::object();
    for (const Filter& filter : way.filters) filters[filter.facet] = filter.values;
    const bool words = !way.removed.empty(), in_other_language = !way.lang.empty();
    const bool filters_only = !words && !way.removed_filters.empty() && !way.loosened && !in_other_language;
    ways.push_back({{"without", in_other_language ? "language"
                                : words           ? "words"
                                : filters_only    ? "filters"
                                                  : "operators"},
                    {"removed", filters_only ? way.removed_filters : way.removed},
                    {"removed_filters", way.removed_filters},
                    {"loosened", way.loosened},
                    {"text", way.text},
                    {"lang", in_other_language ? way.lang : answer.request.lang},
                    {"filters", std::move(filters)},
                    {"total", way.total}});
  }
  return {{"missing", answer.rescue->missing}, {"ways", std::move(ways)}};
}

Json card_json(const Answer& answer) {
  if (!answer.card) return nullptr;
  const DefinitionCard& card = *answer.card;
  Json definitions = Json::array(), other_name;
  for (const ListedDefinition& definition : card.definitions) definitions.push_back(listed_json(definition));
  if (!card.other_name.empty())
    other_name = {{"name", card.other_name}, {"preferred", card.preferred}, {"lang", card.name_lang}};
  return {{"concept", card.id},
          {"label", card.label},
          {"other_name", std::move(other_name)},
          {"definitions", std::move(definitions)},
          {"total", card.total},
          {"url", "/concept/" + card.id},
          {"compare", "/compare?concept=" + card.id}};
}

}  // namespace

std::string to_json(const Answer& answer) {
  const Json json = {{"query", understood(answer)},
                     {"total", answer.total},
                     {"partial", answer.partial},
                     {"card", card_json(answer)},
                     {"hits", hits(answer)},
                     {"facets", facets(answer)},
                     {"histograms", histograms(answer)},
                     {"did_you_mean", did_you_mean(answer)},
                     {"rescue", rescue(answer)},
                     {"cut_short", answer.cut_short},
                     {"took_ms", std::round(answer.took_ms * 1e3) / 1e3},
                     {"generation", answer.generation}};
  return dump(json);
}

std::string to_json(const SimilarRecords& records) {
  Json list = Json::array();
  for (const SimilarRecord& record : records.similar)
    list.push_back({{"id", record.id},
                    {"kind", record.kind},
                    {"title", record.title},
                    {"lang", record.lang},
                    {"url", "/record/" + record.id},
                    {"country", or_null(record.country)},
                    {"score", rounded(record.score)},
                    {"related", record.related},
                    {"shared", shared_json(record)},
                    {"why", record.why}});
  return dump(
      {{"id", records.id}, {"lang", or_null(records.lang)}, {"similar", list}, {"generation", records.generation}});
}

std::string to_json(const FacetValues& found) {
  const FacetValuesRequest& request = found.request;
  Json values = Json::array();
  for (const NamedValue& value : found.values) {
    Json json = count_json(value.count);
    if (!value.matched.empty()) json["matched"] = value.matched;
    values.push_back(std::move(json));
  }
  return dump({{"facet", request.facet},
               {"label", found.label},
               {"q", request.text},
               {"query", request.search.words},
               {"lang", or_null(request.search.lang)},
               {"filters", filters_json(request.search)},
               {"total", found.total},
               {"values", values},
               {"records", found.records},
               {"cut_short", found.cut_short},
               {"generation", found.generation}});
}

std::string to_json(const TitleList& list) {
  Json letters = Json::array(), titles = Json::array();
  for (const Letter& letter : list.letters) letters.push_back({{"letter", letter.letter}, {"count", letter.count}});
  for (const ListedTitle& title : list.titles)
    titles.push_back({{"id", title.id},
                      {"kind", title.kind},
                      {"title", title.title},
                      {"lang", title.lang},
                      {"letter", title.letter},
                      {"url", "/record/" + title.id}});
  return dump({{"lang", or_null(list.request.search.lang)},
               {"letter", or_null(list.request.letter)},
               {"filters", filters_json(list.request.search)},
               {"limit", list.request.search.limit},
               {"offset", list.request.search.offset},
               {"records", list.records},
               {"letters", letters},
               {"total", list.total},
               {"titles", titles},
               {"generation", list.generation}});
}

}  // namespace pramen::query
