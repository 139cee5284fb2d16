#include "query/value_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace pramen::query {
namespace {

constexpr std::array<std::string_view, 5> telling_nothing = {"kind", "country", "languages", "outdated", "evidence"};

}  // namespace

ValueWeights::ValueWeights(const corpus::Schema& schema, const indexer::Columns& columns)
    : values_(schema, columns), weights_(values_.size()), lengths_(columns.rows()) {
  float records = 0;
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    if (!columns.live(row)) continue;
    ++records;
    values_.each(row, [&](std::size_t number) { ++weights_[number]; });
  }
  for (std::size_t number = 0; number < weights_.size(); ++number) {
    float& weight = weights_[number];
    const bool tells = std::ranges::find(telling_nothing, values_.value(number).facet->name) == telling_nothing.end();
    weight = tells && weight > 0 ? std::log(records / weight) : 0;
  }
  for (std::uint32_t row = 0; row < columns.rows(); ++row) {
    if (!columns.live(row)) continue;
    values_.each(row, [&](std::size_t number) { lengths_[row] += weights_[number]; });
    lengths_[row] = std::sqrt(lengths_[row]);
  }
}

}  // namespace pramen::query
