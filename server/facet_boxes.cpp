#include "server/facet_boxes.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/histogram_box.h"
#include "server/templates.h"
#include "server/value_tree.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;
using Counts = std::vector<query::FacetCount>;

constexpr std::size_t shown_values = 8;    // the rest folds away
constexpr std::size_t listed_values = 60;  // and what comes after these must be looked for
constexpr std::size_t open_boxes = 4;      // the boxes below are folded, but for histograms

std::string find_field(const std::string& facet) { return "_find_" + facet; }

// A checkbox is rendered by itself: the same row stands in two places of the box.
Json choice(const std::string& facet, const PlacedValue& placed, const Texts& texts) {
  const query::FacetCount& value = *placed.value;
  return {{"value_html", render("facet_value", {{"id", facet + "-" + value.value},
                                                {"name", facet},
                                                {"value", value.value},
                                                {"label", value.label},
                                                {"level", placed.level == 0 ? "" : std::to_string(placed.level)},
                                                {"count", std::to_string(value.count)},
                                                {"count_text", texts.number(value.count)},
                                                {"selected", value.selected}})}};
}

Json choices(const std::string& facet, const Counts& values, const Texts& texts) {
  Json list = Json::array();
  for (const PlacedValue& placed : value_tree(values)) list.push_back(choice(facet, placed, texts));
  return list;
}

const query::Filter* filter_of(const query::Request& request, std::string_view facet) {
  const auto found = std::ranges::find(request.filters, facet, &query::Filter::facet);
  return found == request.filters.end() ? nullptr : &*found;
}

void add_values(Json& box, const query::FacetCounts& counts, const Texts& texts) {
  Counts first, more;
  std::size_t left_out = 0;
  for (const query::FacetCount& value : counts.values) {
    if (value.count == 0 && !value.selected) continue;
    // Chosen values always stand in the open, so that they can be taken back.
    if (first.size() < shown_values || value.selected)
      first.push_back(value);
    else if (first.size() + more.size() < listed_values)
      more.push_back(value);
    else
      ++left_out;
  }
  box["values"] = choices(counts.facet, first, texts);
  box["more"] = !more.empty();
  box["values_more"] = choices(counts.facet, more, texts);
  box["cut"] = left_out > 0;
  if (left_out > 0) box["left_out"] = texts.count("facet_left_out", left_out);
  if (!more.empty()) box["find"] = {{"text", ""}, {"result", ""}};
}

void add_found(Json& box, const query::FacetValues& found, const Texts& texts) {
  Counts values;
  for (const query::NamedValue& value : found.values) {
    values.push_back(value.count);
    if (!value.matched.empty()) values.back().label += " (" + value.matched + ")";
  }
  box["values"] = choices(found.request.facet, values, texts);
  box["find"] = {{"text", found.request.text}, {"result", texts.count("facet_found", found.total)}};
}

// The fields take one range; several in an address stay as chips.
void add_range(Json& box, const query::Request& request, const query::FacetCounts& counts, const Texts& texts) {
  Json range = {{"name", counts.facet}, {"from", ""}, {"to", ""}, {"least", ""}, {"most", ""}};
  const query::Filter* filter = filter_of(request, counts.facet);
  if (filter != nullptr && filter->values.size() == 1) {
    const std::string& value = filter->values.front();
    const auto dots = value.find("..");
    range["from"] = value.substr(0, dots);
    range["to"] = dots == value.npos ? value : value.substr(dots + 2);
  }
  if (!counts.values.empty()) {
    range["least"] = counts.values.front().value;
    range["most"] = counts.values.back().value;
  }
  range["histogram"] = histogram_box(request, counts, texts);
  box["range"] = std::move(range);
}

}  // namespace

Fields typed_in_facets(const corpus::Schema& schema, const HttpRequest& request) {
  Fields typed;
  for (const corpus::Facet& facet : schema.facets()) {
    for (const auto& [name, value] : request.parameters) {
      if (name != find_field(facet.name) || value.empty() || facet.vocabulary == nullptr) continue;
      typed.emplace_back(facet.name, value);
      break;
    }
  }
  return typed;
}

FoundValues find_values(const query::Database& database, const query::Request& request, const Fields& typed) {
  FoundValues found;
  for (const auto& [facet, text] : typed) {
    query::FacetValuesRequest wanted{.facet = facet, .text = text, .search = request, .limit = listed_values};
    if (query::characters(text) > query::max_query_characters) continue;
    wanted.search.limit = wanted.search.offset = 0;
    wanted.search.passages = false;
    wanted.search.facets = {{facet}};
    found.emplace(facet, database.facet_values(wanted));
  }
  return found;
}

Json facet_boxes(const query::Answer& answer, const FoundValues& found, const corpus::Schema& schema,
                 const Texts& texts) {
  Json boxes = Json::array();
  for (const query::FacetCounts& counts : answer.facets) {
    if (schema.facet(counts.facet) == nullptr || (counts.values.empty() && !counts.range)) continue;
    const auto* filter = filter_of(answer.request, counts.facet);
    const std::size_t chosen = filter == nullptr ? 0 : filter->values.size();
    const auto searched = found.find(counts.facet);
    Json box = {{"name", counts.facet},
                {"label", counts.label},
                {"chosen", chosen == 0 ? "" : std::to_string(chosen)},
                {"open", counts.range || boxes.size() < open_boxes || chosen > 0 || searched != found.end()},
                {"range", false},
                {"find", false},
                {"find_label", texts.fill("facet_find", {{"facet", counts.label}})},
                {"cut", false},
                {"left_out", ""},
                {"values", Json::array()},
                {"more", false},
                {"values_more", Json::array()}};
    if (counts.range)
      add_range(box, answer.request, counts, texts);
    else if (searched != found.end())
      add_found(box, searched->second, texts);
    else
      add_values(box, counts, texts);
    boxes.push_back(std::move(box));
  }
  return boxes;
}

}  // namespace pramen::server
