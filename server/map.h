// The records of a search by country and by place.
//
// Countries are counted by the search itself (its facet `country`), so that a count is what
// the link brings, however many there are. Places are gathered from the records, for a
// place is no facet; beyond max_mapped_records of them there are countries only. Records
// have no region (NUTS), so countries stand where regions would.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "query/database.h"

namespace pramen::server {

inline constexpr std::size_t max_mapped_records = 10'000;

using KindCounts = std::map<std::string, std::uint64_t>;  // kind -> records

struct MapCountry {
  std::string country;
  std::uint64_t count = 0;
  KindCounts kinds;
};

struct MapRecord {
  std::string id, kind, lang, title;
};

// Records of one country with one place; the mean of their coordinates.
struct MapPlace {
  std::string country, name;  // name: as it stands in the records; empty where they have none
  std::optional<double> lat, lon;
  std::vector<MapRecord> records;  // in the order of the search

  KindCounts kinds() const;
};

struct MapAnswer {
  std::uint64_t total = 0;
  std::vector<MapCountry> countries;  // by count, then label
  std::vector<MapPlace> places;       // by records, then name; those without a place last
  std::uint64_t without_place = 0;    // records of places without coordinates
  bool places_left_out = false;       // too many records
  bool cut_short = false;             // as in query::Answer
};

// The request must be free of faults; its sort is that of the records, paging does not count.
MapAnswer map_of(const query::Database& database, const query::Request& request);

std::string map_json(const query::Database& database, const query::Request& request, const MapAnswer& answer);

}  // namespace pramen::server
