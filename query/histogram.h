// The counts of a range facet as a few bars of equal width: records by year. Each bar is a range that a filter takes.
// Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pramen::query {

struct FacetCounts;

// As many as a finger can tell apart in a column beside the hits (24 pixels each).
inline constexpr std::size_t most_bars = 12;

struct Bar {
  std::int32_t from = 0, to = 0;  // both belong to it
  std::uint64_t count = 0;
  bool selected = false;  // some number that counts in it is chosen
};

struct Histogram {
  std::int32_t step = 1;  // width of a bar: 1, 2 or 5 times a power of ten
  // Ascending, without gaps, every record counted once. The first one may be wider: it takes in the few that lie
  // so far from the others that these would all stand in one bar.
  std::vector<Bar> bars;
};

// Nothing where no number counts, or the facet is no range (a range counts numbers, ascending).
std::optional<Histogram> histogram(const FacetCounts& counts);

// "2015..2019", or "2015": the value of a filter.
std::string range_text(const Bar& bar);

}  // namespace pramen::query
