#include "query/facet_condition.h"

#include <algorithm>

namespace pramen::query {

FacetPredicate::FacetPredicate(const indexer::Columns& columns, const FacetCondition& condition)
    : columns_(columns), condition_(condition), place_(columns.facets().of(condition.facet)) {}

bool FacetPredicate::operator()(std::uint32_t row) const {
  if (!columns_.live(row)) return false;
  if (!condition_.range) {
    return std::ranges::binary_search(columns_.values(row),
                                      static_cast<std::uint16_t>(place_.begin + condition_.value));
  }
  const std::int32_t number = columns_.number(row, place_.range);
  return number != indexer::no_number && condition_.from <= number && number <= condition_.to;
}

}  // namespace pramen::query
