#include "server/map.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <nlohmann/json.hpp>

namespace pramen::server {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string>* filtered(const query::Request& request, std::string_view facet) {
  const auto found = std::ranges::find(request.filters, facet, &query::Filter::facet);
  return found == request.filters.end() || found->values.empty() ? nullptr : &found->values;
}

bool passes(const query::Request& request, std::string_view facet, const std::string& value) {
  const auto* values = filtered(request, facet);
  return values == nullptr || std::ranges::find(*values, value) != values->end();
}

query::Request counting(query::Request request) {
  request.facets = std::vector<std::string>{"country"};
  request.limit = request.offset = 0;
  request.passages = false;
  return request;
}

query::Request of_kind(query::Request request, const std::string& kind) {
  std::erase_if(request.filters, [](const query::Filter& filter) { return filter.facet == "kind"; });
  request.filters.push_back({"kind", {kind}});
  return request;
}

std::vector<query::FacetCount> country_counts(const query::Answer& answer) {
  return answer.facets.empty() ? std::vector<query::FacetCount>{} : answer.facets.front().values;
}

// The counts of a facet leave its own filter out: countries that are not chosen are none of the answer.
void count_countries(const query::Database& database, const query::Request& request, MapAnswer& map) {
  const query::Answer all = database.search(counting(request));
  map.total = all.total;
  map.cut_short = all.cut_short;
  for (const auto& value : country_counts(all)) {
    if (value.count > 0 && passes(request, "country", value.value))
      map.countries.push_back({value.value, value.count, {}});
  }
  for (const corpus::Kind& kind : database.schema().kinds()) {
    if (!passes(request, "kind", kind.name)) continue;
    const query::Answer answer = database.search(counting(of_kind(request, kind.name)));
    map.cut_short |= answer.cut_short;
    for (const auto& value : country_counts(answer)) {
      const auto found = std::ranges::find(map.countries, value.value, &MapCountry::country);
      if (found != map.countries.end() && value.count > 0) found->kinds[kind.name] = value.count;
    }
  }
}

// Records meet by the name of their place; those without a name by a tenth of a degree.
class Gatherer {
 public:
  void add(const corpus::Record& record, MapRecord listed) {
    const auto *lat = record.fact_as<double>("lat"), *lon = record.fact_as<double>("lon");
    const bool located = lat != nullptr && lon != nullptr;
    const std::string country(record.text_fact("country")), name(record.text_fact("city"));
    const bool unnamed = name.empty() && located;
    const Key key{country, name, unnamed ? tenths(*lat) : 0, unnamed ? tenths(*lon) : 0};
    Sum& sum = sums_[key];
    sum.place.country = country;
    sum.place.name = name;
    sum.place.records.push_back(std::move(listed));
    if (!located) return;
    sum.lat += *lat;
    sum.lon += *lon;
    ++sum.located;
  }

  std::vector<MapPlace> take() {
    std::vector<MapPlace> places;
    for (auto& [key, sum] : sums_) {
      if (sum.located > 0) {
        sum.place.lat = sum.lat / sum.located;
        sum.place.lon = sum.lon / sum.located;
      }
      places.push_back(std::move(sum.place));
    }
    std::ranges::stable_sort(places, [](const MapPlace& a, const MapPlace& b) {
      const bool none_a = a.name.empty() && !a.lat, none_b = b.name.empty() && !b.lat;
      return none_a != none_b ? none_b : a.records.size() > b.records.size();
    });
    return places;
  }

 private:
  using Key = std::tuple<std::string, std::string, long, long>;
  struct Sum {
    MapPlace place;
    double lat = 0, lon = 0;
    int located = 0;
  };
  // Never 0: that is the key of records without coordinates.
  static long tenths(double degrees) { return std::lround(degrees * 10) * 2 + 1; }

  std::map<Key, Sum> sums_;
};

void gather_places(const query::Database& database, query::Request request, MapAnswer& map) {
  request.facets = std::vector<std::string>{};
  request.limit = map.total;
  request.offset = 0;
  request.passages = false;
  Gatherer gatherer;
  const query::Answer answer = database.search(request);
  map.cut_short |= answer.cut_short;
  for (const query::Hit& hit : answer.hits) {
    const auto record = hit.partial ? std::nullopt : database.record(hit.id);
    if (!record) continue;
    gatherer.add(*record, {hit.id, hit.kind, hit.lang, hit.title});
  }
  map.places = gatherer.take();
  for (const MapPlace& place : map.places) map.without_place += place.lat ? 0 : place.records.size();
}

}  // namespace

KindCounts MapPlace::kinds() const {
  KindCounts counts;
  for (const MapRecord& record : records) ++counts[record.kind];
  return counts;
}

MapAnswer map_of(const query::Database& database, const query::Request& request) {
  MapAnswer map;
  count_countries(database, request, map);
  map.places_left_out = map.total > max_mapped_records;
  if (!map.places_left_out && map.total > 0) gather_places(database, request, map);
  return map;
}

std::string map_json(const query::Database& database, const query::Request& request, const MapAnswer& answer) {
  const corpus::Schema& schema = database.schema();
  Json json = {{"total", answer.total},
               {"countries", Json::array()},
               {"places", Json::array()},
               {"without_place", answer.without_place},
               {"places_left_out", answer.places_left_out},
               {"cut_short", answer.cut_short},
               {"generation", database.generation()}};
  for (const MapCountry& one : answer.countries)
    json["countries"].push_back({{"country", one.country},
                                 {"label", schema.value_label("country", one.country, request.lang)},
                                 {"count", one.count},
                                 {"kinds", one.kinds}});
  for (const MapPlace& place : answer.places) {
    if (!place.lat || !place.lon) continue;
    json["places"].push_back({{"country", place.country},
                              {"place", place.name},
                              {"lat", *place.lat},
                              {"lon", *place.lon},
                              {"count", place.records.size()},
                              {"kinds", place.kinds()}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::server
