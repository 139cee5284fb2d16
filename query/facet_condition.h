// "Records with this value of a facet", as a query's text may ask for: country:sk,
// year:2015..2020. Plain values; a predicate reads columns and may be used by any
// number of threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/columns.h"

namespace pramen::query {

struct FacetCondition {
  std::string facet;
  bool range = false;
  std::uint16_t value = 0;         // its number in the vocabulary, where it is no range
  std::int32_t from = 0, to = -1;  // of a range, both within

  bool operator==(const FacetCondition&) const = default;
};

// Refers to the columns.
class FacetPredicate {
 public:
  FacetPredicate(const indexer::Columns& columns, const FacetCondition& condition);
  bool operator()(std::uint32_t row) const;

 private:
  const indexer::Columns& columns_;
  const FacetCondition condition_;
  const indexer::FacetNumbers::Place& place_;
};

}  // namespace pramen::query
