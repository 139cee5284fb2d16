#include <nlohmann/json.hpp>

#include "query/generation_diff.h"

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const std::vector<RecordChange>& records) {
  Json list = Json::array();
  for (const RecordChange& record : records) {
    Json one = {{"id", record.id}, {"title", record.title}};
    if (!record.what.empty()) one["what"] = record.what;
    list.push_back(std::move(one));
  }
  return list;
}

Json to_json(const SearchChange& search) {
  Json moves = Json::array();
  const auto place = [](std::size_t at) { return at == 0 ? Json() : Json(at); };
  for (const Move& move : search.moves)
    moves.push_back(
        {{"id", move.id}, {"title", move.title}, {"before", place(move.before)}, {"after", place(move.after)}});
  return {{"text", search.query.text}, {"lang", search.query.lang}, {"before", search.before},
          {"after", search.after},     {"worse", search.worse},     {"moves", std::move(moves)}};
}

}  // namespace

std::string to_json(const GenerationDiff& diff) {
  Json renamed = Json::array(), facets = Json::array(), searches = Json::array();
  for (const RecordRename& rename : diff.renamed)
    renamed.push_back(
        {{"before", rename.before}, {"after", rename.after}, {"title", rename.title}, {"what", rename.what}});
  for (const ValueChange& value : diff.values)
    facets.push_back({{"facet", value.facet},
                      {"value", value.value},
                      {"label", value.label},
                      {"before", value.before},
                      {"after", value.after}});
  for (const SearchChange& search : diff.changed_searches) searches.push_back(to_json(search));
  const Json json = {{"before", diff.before},
                     {"after", diff.after},
                     {"records",
                      {{"before", diff.records_before},
                       {"after", diff.records_after},
                       {"added", to_json(diff.added)},
                       {"changed", to_json(diff.changed)},
                       {"removed", to_json(diff.removed)},
                       {"renamed", std::move(renamed)}}},
                     {"facets", std::move(facets)},
                     {"searches",
                      {{"watched", diff.searches},
                       {"changed", diff.changed_searches.size()},
                       {"worse", std::ranges::count_if(diff.changed_searches, &SearchChange::worse)},
                       {"list", std::move(searches)}}}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
