#include "server/map_view.h"

#include <algorithm>

#include "server/frame.h"

namespace pramen::server {

std::string MapView::country(const std::string& key) const { return schema.value_label("country", key, texts.code()); }

std::string MapView::plural(const corpus::Kind& kind) const {
  return std::string(corpus::label_in(kind.plural, texts.code(), kind.name));
}

std::string MapView::place(const MapPlace& place) const {
  if (!place.name.empty()) return place.name;
  return texts[place.lat ? "map_unnamed" : "map_no_place"];
}

Fields MapView::kept() const {
  Fields fields = query::to_parameters(request);
  std::erase_if(fields, [](const auto& one) {
    return one.first == "lang" || std::ranges::find(map_ignores, one.first) != std::end(map_ignores);
  });
  fields.insert(fields.begin(), {"lang", texts.code()});
  return fields;
}

std::string MapView::address_with(std::string_view path, std::string_view facet,
                                  const std::vector<std::string>& values) const {
  query::Request other = request;
  std::erase_if(other.filters, [&](const query::Filter& filter) { return filter.facet == facet; });
  if (!values.empty()) other.filters.push_back({std::string(facet), values});
  return address(path, MapView{schema, texts, other}.kept());
}

}  // namespace pramen::server
