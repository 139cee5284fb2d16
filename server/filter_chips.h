// The filters that are set, those that were clicked and those among the words of the query, each with the address
// of the search without it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/database.h"
#include "server/texts.h"

namespace pramen::server {

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
