// Values of a facet as a tree: each under the value above it that stands in the same list. Plain values.
#pragma once

#include <cstddef>
#include <vector>

#include "query/answer.h"

namespace pramen::server {

struct PlacedValue {
  const query::FacetCount* value = nullptr;  // of the list
  std::size_t level = 0;                     // 0: nothing in the list is above it
};

// Below the deepest level values are not set in any further.
inline constexpr std::size_t deepest_level = 3;

// Every value once; those beside each other keep the order of the list. One with several above it goes under the
// first of them.
std::vector<PlacedValue> value_tree(const std::vector<query::FacetCount>& values);

}  // namespace pramen::server
