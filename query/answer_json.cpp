#include <cmath>

#include <nlohmann/json.hpp>

#include "query/answer.h"

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

Json understood(const Answer& answer) {
  Json words = Json::array(), problems = Json::array(), filters = Json::object();
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
  for (const QueryProblem& problem : answer.problems) {
    problems.push_back({{"code", oddity_name(problem.code)},
                        {"position", problem.position},
                        {"length", problem.length},
                        {"what", problem.what},
                        {"instead", problem.instead},
                        {"hint", problem.hint}});
  }
  for (const Filter& filter : answer.request.filters) filters[filter.facet] = filter.values;
  return {{"text", answer.request.words},
          {"lang", answer.request.lang.empty() ? Json() : Json(answer.request.lang)},
          {"parsed", answer.parsed},
          {"words", words},
          {"filters", filters},
          {"sort", sort_name(answer.request.sort)},
          {"match", match_name(answer.request.match)},
          {"limit", answer.request.limit},
          {"offset", answer.request.offset},
          {"problems", problems}};
}

Json hits(const Answer& answer) {
  Json list = Json::array();
  for (const Hit& hit : answer.hits) {
    Json json = {{"id", hit.id},         {"kind", hit.kind},       {"title", hit.title},
                 {"lang", hit.lang},     {"snippet", hit.snippet}, {"url", "/record/" + hit.id},
                 {"facets", hit.facets}, {"why", hit.why},         {"score", std::round(hit.score * 1e4) / 1e4}};
    if (hit.partial) json["partial"] = true;
    list.push_back(std::move(json));
  }
  return list;
}

Json facets(const Answer& answer) {
  Json all = Json::object();
  for (const FacetCounts& facet : answer.facets) {
    Json& values = all[facet.facet] = Json::array();
    for (const FacetCount& value : facet.values) {
      Json& json = values.emplace_back();
      json = {{"value", value.value}, {"label", value.label}, {"count", value.count}, {"selected", value.selected}};
      if (!value.broader.empty()) json["broader"] = value.broader;
    }
  }
  return all;
}

Json did_you_mean(const Answer& answer) {
  if (!answer.did_you_mean) return nullptr;
  return {{"text", answer.did_you_mean->text}, {"total", answer.did_you_mean->total}};
}

}  // namespace

std::string to_json(const Answer& answer) {
  const Json json = {{"query", understood(answer)},    {"total", answer.total},
                     {"partial", answer.partial},      {"hits", hits(answer)},
                     {"facets", facets(answer)},       {"did_you_mean", did_you_mean(answer)},
                     {"cut_short", answer.cut_short},  {"took_ms", std::round(answer.took_ms * 1e3) / 1e3},
                     {"generation", answer.generation}};
  // Stored text was checked when it was indexed; a query's text may be anything.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
