// The filters that are set, those that were clicked and those among the words of the query, each with the address
// of the search without it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/database.h"
#include "server/texts.h"

namespace pramen::server {

// A range as people write it: "2015–2020" of "2015..2020"; anything else as it stands.
std::string with_dash(std::string range);
// A value of a facet as it is shown where it filters.
std::string filter_label(const corpus::Schema& schema, std::string_view facet, std::string_view value,
                         const Texts& texts);

struct FilterChips {
  query::Request request;
  query::WordFilters in_words;

  FilterChips(const query::Database& database, const query::Request& request);
  bool any() const { return !request.filters.empty() || !in_words.list.empty(); }
  // The search without any filter.
  query::Request cleared() const;
  nlohmann::json json(const corpus::Schema& schema, const Texts& texts) const;
};

}  // namespace pramen::server
