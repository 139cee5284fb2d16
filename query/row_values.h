// The facet values of a row as numbers that run through all facets (indexer::FacetNumbers),
// and what each number stands for.
//
// Small and const; refers to schema and columns. Any number of threads may ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "corpus/schema.h"
#include "indexer/columns.h"

namespace pramen::query {

class RowValues {
 public:
  RowValues(const corpus::Schema& schema, const indexer::Columns& columns) : columns_(columns) {
    for (const corpus::Facet& facet : schema.facets()) {
      if (facet.vocabulary == nullptr) continue;
      for (const corpus::VocabularyValue& value : facet.vocabulary->values()) values_.push_back({&facet, &value});
    }
  }

  // How many numbers there are.
  std::size_t size() const { return values_.size(); }
  // Calls `sink` with each number of a live row, ascending.
  template <typename Sink>
  void each(std::uint32_t row, const Sink& sink) const {
    for (const std::uint16_t number : columns_.values(row)) sink(std::size_t{number});
  }

  struct Value {
    const corpus::Facet* facet;
    const corpus::VocabularyValue* value;
  };
  const Value& value(std::size_t number) const { return values_[number]; }

 private:
  const indexer::Columns& columns_;
  std::vector<Value> values_;
};

}  // namespace pramen::query
