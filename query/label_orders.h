// The order of facet values by their labels, in each language by its own alphabet.
// Collation is dear, so each language's order is made once, when it is first asked for.
// Any number of threads may ask. Refers to the schema.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"

namespace pramen::query {

class LabelOrders {
 public:
  explicit LabelOrders(const corpus::Schema& schema) : schema_(schema) {}

  // By facet (in the order of the schema) and value number: the value's place among the
  // labels; empty for a range.
  const std::vector<std::vector<std::uint32_t>>& in(std::string_view lang) const;

 private:
  const corpus::Schema& schema_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::vector<std::vector<std::uint32_t>>, std::less<>> orders_;
};

}  // namespace pramen::query
