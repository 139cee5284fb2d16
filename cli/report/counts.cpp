#include "cli/report/counts.h"

#include <algorithm>

#include "cli/report/addresses.h"

namespace pramen::report {

void CountsReader::add(const corpus::Record& record) {
  const std::string country(record.text_fact("country"));
  auto found = std::ranges::find(countries_, country);
  if (found == countries_.end()) found = countries_.insert(countries_.end(), country);
  country_of_.push_back(static_cast<std::uint16_t>(found - countries_.begin()));
  has_source_.push_back(!sources_of(record).empty());
}

Counts CountsReader::finish(const Catalogue& catalogue) const {
  Counts counts;
  for (const corpus::Kind& kind : catalogue.schema().kinds()) counts.kinds.push_back({.kind = kind.name});
  for (const std::string& country : countries_)
    counts.countries.push_back({.country = country, .kinds = std::vector<std::size_t>(counts.kinds.size())});
  for (Number i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i].withdrawn) continue;
    Counts::KindRow& kind = counts.kinds[catalogue[i].kind];
    Counts::CountryRow& country = counts.countries[country_of_[i]];
    ++kind.records;
    ++country.records;
    ++country.kinds[catalogue[i].kind];
    if (has_source_[i]) continue;
    ++kind.without_source;
    counts.without_source.push_back(catalogue[i].id);
  }
  std::erase_if(counts.countries, [](const Counts::CountryRow& row) { return row.records == 0; });
  std::ranges::sort(counts.countries, [](const Counts::CountryRow& a, const Counts::CountryRow& b) {
    return a.records != b.records ? a.records > b.records : a.country < b.country;
  });
  return counts;
}

}  // namespace pramen::report
