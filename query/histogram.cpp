#include "query/histogram.h"

#include <algorithm>
#include <charconv>

#include "query/answer.h"

namespace pramen::query {
namespace {

struct Counted {
  std::int32_t number;
  std::uint64_t count;
  bool selected;
};

std::vector<Counted> numbers_of(const FacetCounts& counts) {
  std::vector<Counted> numbers;
  for (const FacetCount& value : counts.values) {
    if (!counts.range || value.count == 0) continue;
    std::int32_t number = 0;
    std::from_chars(value.value.data(), value.value.data() + value.value.size(), number);
    numbers.push_back({number, value.count, value.selected});
  }
  return numbers;
}

// Rounded down, also below 0.
std::int64_t bar_of(std::int64_t number, std::int64_t step) {
  return number >= 0 ? number / step : -((-number + step - 1) / step);
}

// The narrowest bars of which no more than `most` cover the numbers.
std::int64_t step_for(std::int64_t least, std::int64_t greatest, std::size_t most) {
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t step : {power, 2 * power, 5 * power}) {
      if (static_cast<std::size_t>(bar_of(greatest, step) - bar_of(least, step)) < most) return step;
    }
  }
}

// The number at which all but one record in twenty have been seen, from the greatest down.
std::int32_t usual_least(const std::vector<Counted>& numbers) {
  std::uint64_t total = 0, below = 0;
  for (const Counted& one : numbers) total += one.count;
  for (const Counted& one : numbers) {
    below += one.count;
    if (below * 20 > total) return one.number;
  }
  return numbers.back().number;
}

}  // namespace

std::optional<Histogram> histogram(const FacetCounts& counts) {
  const std::vector<Counted> numbers = numbers_of(counts);
  if (numbers.empty()) return std::nullopt;
  const std::int32_t least = numbers.front().number, greatest = numbers.back().number;
  std::int64_t begin = least, step = step_for(least, greatest, most_bars);
  const std::int32_t usual = usual_least(numbers);
  const std::int64_t usual_step = step_for(usual, greatest, most_bars - 1);
  Histogram made;
  if (usual_step < step) {
    step = usual_step;
    begin = bar_of(usual, step) * step;
    if (least < begin) made.bars.push_back({.from = least, .to = static_cast<std::int32_t>(begin - 1)});
  }
  made.step = static_cast<std::int32_t>(step);
  for (std::int64_t bar = bar_of(begin, step); bar <= bar_of(greatest, step); ++bar)
    made.bars.push_back(
        {.from = static_cast<std::int32_t>(bar * step), .to = static_cast<std::int32_t>(bar * step + step - 1)});
  auto bar = made.bars.begin();
  for (const Counted& one : numbers) {
    while (bar->to < one.number) ++bar;
    bar->count += one.count;
    bar->selected = bar->selected || one.selected;
  }
  return made;
}

std::string range_text(const Bar& bar) {
  std::string text = std::to_string(bar.from);
  return bar.from == bar.to ? text : text.append("..").append(std::to_string(bar.to));
}

}  // namespace pramen::query
