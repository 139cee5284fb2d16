#include "server/facet_boxes.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "server/frame.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

constexpr std::size_t shown_values = 8;  // the rest folds away
constexpr std::size_t open_boxes = 4;    // so do the boxes below

// A checkbox is rendered by itself: the same row stands in two places of the box.
Json choice(const corpus::Facet& facet, const query::FacetCount& value, const Texts& texts) {
  return {{"value_html", render("facet_value", {{"id", facet.name + "-" + value.value},
                                                {"name", facet.name},
                                                {"value", value.value},
                                                {"label", value.label},
                                                {"count", std::to_string(value.count)},
                                                {"count_text", texts.number(value.count)},
                                                {"selected", value.selected}})}};
}

const query::Filter* filter_of(const query::Request& request, std::string_view facet) {
  const auto found = std::ranges::find(request.filters, facet, &query::Filter::facet);
  return found == request.filters.end() ? nullptr : &*found;
}

void add_values(Json& box, const corpus::Facet& facet, const query::FacetCounts& counts, const Texts& texts) {
  box["values"] = Json::array();
  Json more = Json::array();
  for (const auto& value : counts.values) {
    if (value.count == 0 && !value.selected) continue;
    // Chosen values always stand in the open, so that they can be taken back.
    const bool first = box["values"].size() < shown_values || value.selected;
    (first ? box["values"] : more).push_back(choice(facet, value, texts));
  }
  box["more"] = !more.empty();
  box["values_more"] = std::move(more);
}

// The fields take one range; several in an address stay as chips.
void add_range(Json& box, const query::FacetCounts& counts, const query::Filter* filter) {
  Json range = {{"name", counts.facet}, {"from", ""}, {"to", ""}, {"least", ""}, {"most", ""}};
  if (filter != nullptr && filter->values.size() == 1) {
    const std::string& value = filter->values.front();
    const auto dots = value.find("..");
    range["from"] = value.substr(0, dots);
    range["to"] = dots == value.npos ? value : value.substr(dots + 2);
  }
  long long least = 0, most = 0;
  bool any = false;
  for (const auto& value : counts.values) {
    long long number = 0;
    const auto* end = value.value.data() + value.value.size();
    if (const auto [at, error] = std::from_chars(value.value.data(), end, number); error != std::errc() || at != end)
      continue;
    least = any ? std::min(least, number) : number;
    most = any ? std::max(most, number) : number;
    any = true;
  }
  if (any) {
    range["least"] = std::to_string(least);
    range["most"] = std::to_string(most);
  }
  box["range"] = std::move(range);
}

}  // namespace

Json facet_boxes(const query::Answer& answer, const corpus::Schema& schema, const Texts& texts) {
  Json boxes = Json::array();
  for (const auto& counts : answer.facets) {
    const auto* facet = schema.facet(counts.facet);
    if (facet == nullptr || (counts.values.empty() && facet->type != corpus::FacetType::range)) continue;
    const auto* filter = filter_of(answer.request, counts.facet);
    const std::size_t chosen = filter == nullptr ? 0 : filter->values.size();
    Json box = {{"name", counts.facet},
                {"label", counts.label},
                {"chosen", chosen == 0 ? "" : std::to_string(chosen)},
                {"open", boxes.size() < open_boxes || chosen > 0},
                {"range", false},
                {"values", Json::array()},
                {"more", false},
                {"values_more", Json::array()}};
    if (facet->type == corpus::FacetType::range) {
      add_range(box, counts, filter);
    } else {
      add_values(box, *facet, counts, texts);
    }
    boxes.push_back(std::move(box));
  }
  return boxes;
}

Json filter_chips(const query::Request& request, const corpus::Schema& schema, const Texts& texts) {
  Json chips = Json::array();
  for (std::size_t i = 0; i < request.filters.size(); ++i) {
    const auto& filter = request.filters[i];
    const auto* facet = schema.facet(filter.facet);
    if (facet == nullptr) continue;
    for (const auto& key : filter.values) {
      query::Request without = request;
      std::erase(without.filters[i].values, key);
      if (without.filters[i].values.empty())
        without.filters.erase(without.filters.begin() + static_cast<std::ptrdiff_t>(i));
      without.offset = 0;
      std::string label = schema.value_label(facet->name, key, texts.code());
      const bool range = facet->type == corpus::FacetType::range;
      if (const auto dots = label.find(".."); range && dots != label.npos) label.replace(dots, 2, "–");
      chips.push_back({{"facet", corpus::label_in(facet->labels, texts.code(), facet->name)},
                       {"label", label},
                       {"url", address("/", query::to_parameters(without))}});
    }
  }
  return chips;
}

}  // namespace pramen::server
