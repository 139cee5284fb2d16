// How many records there are, by kind, country and language. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/report/catalogue.h"

namespace pramen::report {

struct Counts {
  struct KindRow {
    std::string kind;
    std::size_t records = 0, without_source = 0;
  };
  struct CountryRow {
    std::string country;             // empty: records without one
    std::vector<std::size_t> kinds;  // records of each kind, in the order of the schema
    std::size_t records = 0;
  };
  std::vector<KindRow> kinds;
  std::vector<CountryRow> countries;        // those that have records, most records first
  std::vector<std::string> without_source;  // ids
};

class CountsReader {
 public:
  void add(const corpus::Record& record);
  Counts finish(const Catalogue& catalogue) const;

 private:
  std::vector<std::string> countries_;
  std::vector<std::uint16_t> country_of_;  // by record; place in countries_
  std::vector<bool> has_source_;
};

}  // namespace pramen::report
