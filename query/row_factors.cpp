#include "query/row_factors.h"

#include <algorithm>
#include <cmath>

namespace pramen::query {
namespace {

using indexer::Columns;

void weigh_kinds(const corpus::Schema& schema, const Columns& columns, std::vector<float>& factors) {
  const std::vector<double>& kinds = schema.ranking().kinds;
  if (kinds.empty() || schema.facet("kind") == nullptr) return;
  const indexer::FacetNumbers::Place& place = columns.facets().of("kind");
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    if (!columns.live(row)) continue;
    for (const std::uint16_t value : columns.values(row, place))
      factors[row] *= static_cast<float>(kinds[value - place.begin]);
  }
}

void weigh_newness(const corpus::Schema& schema, const Columns& columns, std::vector<float>& factors) {
  const auto& recency = schema.ranking().recency;
  if (!recency || recency->gain == 0) return;
  const std::size_t range = columns.facets().of(recency->facet).range;
  const auto number = [&](std::uint32_t row) {
    return columns.live(row) ? columns.number(row, range) : indexer::no_number;
  };
  std::int32_t newest = indexer::no_number;
  for (std::uint32_t row = 0; row < columns.rows(); ++row) newest = std::max(newest, number(row));
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    if (number(row) == indexer::no_number) continue;
    const double age = static_cast<double>(newest) - number(row);
    factors[row] *= static_cast<float>(1 + recency->gain * std::exp2(-age / recency->half_life));
  }
}

}  // namespace

std::vector<float> row_factors(const corpus::Schema& schema, const Columns& columns) {
  if (schema.ranking().kinds.empty() && !schema.ranking().recency) return {};
  std::vector<float> factors(columns.rows(), 1);
  weigh_kinds(schema, columns, factors);
  weigh_newness(schema, columns, factors);
  return factors;
}

}  // namespace pramen::query
