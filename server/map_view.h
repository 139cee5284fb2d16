// What the page of the map and its pictures say alike: names, and where they lead. Lives as long as a request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "query/request.h"
#include "server/http.h"
#include "server/map.h"
#include "server/texts.h"

namespace pramen::server {

// What belongs to a list of results and not to a map.
inline constexpr std::string_view map_ignores[] = {"limit", "offset", "sort", "facets"};

struct MapView {
  const corpus::Schema& schema;
  const Texts& texts;
  const query::Request& request;

  std::string country(const std::string& key) const;
  std::string plural(const corpus::Kind& kind) const;
  std::string place(const MapPlace& place) const;
  // What the map keeps of a request in its address.
  Fields kept() const;
  // The same search with the filter of one facet replaced; no values: without it.
  std::string address_with(std::string_view path, std::string_view facet, const std::vector<std::string>& values) const;
  std::string country_address(const std::string& key) const { return address_with("/", "country", {key}); }
};

}  // namespace pramen::server
