// How much a facet value tells of a record: the logarithm of how rare it is (idf). Made once
// for a generation. Const after construction; any number of threads may ask.
#pragma once

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
  const RowValues& values() const { return values_; }

 private:
  RowValues values_;
  std::vector<float> weights_;
};

}  // namespace pramen::query
