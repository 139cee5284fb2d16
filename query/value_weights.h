// How much a facet value tells of a record: the logarithm of how rare it is (idf). Made once
// for a generation. Const after construction; any number of threads may ask.
#pragma once

#include <cstdint>
#include <vector>

#include "query/row_values.h"

namespace pramen::query {

class ValueWeights {
 public:
  // Values of `kind`, `country`, `languages` and `evidence` weigh nothing: they do not say what a
  // record is about.
  ValueWeights(const corpus::Schema& schema, const indexer::Columns& columns);

  // By number (row_values.h).
  float of(std::size_t number) const { return weights_[number]; }
  // The length of a row as a vector of its values' roots of weights: what Ochiai's coefficient
  // divides by. 0 for one that is not live.
  float length(std::uint32_t row) const { return lengths_[row]; }
  const RowValues& values() const { return values_; }

 private:
  RowValues values_;
  std::vector<float> weights_, lengths_;
};

}  // namespace pramen::query
