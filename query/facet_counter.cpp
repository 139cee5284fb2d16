#include "query/facet_counter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <limits>

#include "query/loop.h"

namespace pramen::query {
namespace {

std::optional<std::int32_t> parse_number(std::string_view text) {
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

}  // namespace

constexpr NumberRange usual_numbers = {1800, 2200};  // years; others are counted too, only slower

std::optional<NumberRange> parse_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto number = parse_number(text);
    if (!number) return std::nullopt;
    return NumberRange{*number, *number};
  }
  const std::string_view from = text.substr(0, dots), to = text.substr(dots + 2);
  if (from.empty() && to.empty()) return std::nullopt;
  NumberRange range{indexer::no_number + 1, std::numeric_limits<std::int32_t>::max()};
  if (!from.empty()) {
    const auto number = parse_number(from);
    if (!number) return std::nullopt;
    range.from = *number;
  }
  if (!to.empty()) {
    const auto number = parse_number(to);
    if (!number) return std::nullopt;
    range.to = *number;
  }
  if (range.from > range.to) return std::nullopt;
  return range;
}

std::string turned_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::string(text);
  return std::string(text.substr(dots + 2)).append("..").append(text.substr(0, dots));
}

FacetCounter::FacetCounter(const corpus::Schema& schema, const indexer::Columns& columns, const Request& request,
                           const ValueSets* sets)
    : columns_(columns), fulfils_(columns.facets().size()), tally_(columns.facets().size()) {
  for (const corpus::Facet& facet : schema.facets()) {
    FacetState state{.facet = &facet, .place = columns.facets().of(facets_.size())};
    const auto filter = std::ranges::find(request.filters, facet.name, &Filter::facet);
    if (filter != request.filters.end()) state.selected = filter->values;
    state.counted = request.facets ? std::ranges::find(*request.facets, facet.name) != request.facets->end()
                                   : !facet.on_request || !state.selected.empty();
    counts_ = counts_ || state.counted;
    if (!state.selected.empty()) {
      state.filter = std::uint64_t{1} << filtered_.size();
      all_filters_ |= state.filter;
      filtered_.push_back(facets_.size());
    }
    if (facet.type == corpus::FacetType::values) {
      for (const std::string& key : state.selected) {
        if (const auto index = facet.vocabulary->index_of(key)) fulfils_[state.place.begin + *index] = state.filter;
      }
      by_values_ |= state.filter;
      if (sets != nullptr) find_sets(state, *sets);
    } else {
      state.number_tally.resize(static_cast<std::size_t>(usual_numbers.to - usual_numbers.from));
      for (const std::string& text : state.selected) {
        if (const auto range = parse_range(text)) state.ranges.push_back({range->from, range->to});
      }
      ranges_.push_back(facets_.size());
    }
    facets_.push_back(std::move(state));
  }
}

// Sets of all chosen values, or of none. Of many values it is cheaper to look at the record's own.
void FacetCounter::find_sets(FacetState& facet, const ValueSets& sets) {
  constexpr std::size_t most = 8;
  if (facet.selected.size() > most) return;
  for (std::uint32_t value = facet.place.begin; value < facet.place.end; ++value) {
    if (fulfils_[value] != facet.filter || facet.filter == 0) continue;
    const std::uint64_t* set = sets.find(value);
    if (set == nullptr) return facet.sets.clear();
    facet.sets.push_back(set);
  }
  if (!facet.sets.empty()) by_values_ &= ~facet.filter;
}

bool FacetCounter::candidates(std::uint32_t base, std::span<std::uint64_t> words) const {
  const auto has_sets = [&](std::size_t facet) { return !facets_[facet].sets.empty(); };
  // Where facets are counted a record that fails one filter counts in that one.
  if (std::ranges::count_if(filtered_, has_sets) < (counts_ ? 2 : 1)) return false;
  std::array<std::uint64_t, most_window_rows / 64> once{}, twice{};  // rows that fail a filter, two filters
  const std::size_t at = base / 64, size = words.size();
  for (const std::size_t facet : filtered_) {
    if (!has_sets(facet)) continue;
    std::ranges::fill(words, 0);
    for (const std::uint64_t* set : facets_[facet].sets) {
      for (std::size_t i = 0; i < size; ++i) words[i] |= set[at + i];
    }
    for (std::size_t i = 0; i < size; ++i) {
      twice[i] |= once[i] & ~words[i];
      once[i] |= ~words[i];
    }
  }
  const auto& failed = counts_ ? twice : once;
  for (std::size_t i = 0; i < size; ++i) words[i] = ~failed[i];
  return true;
}

std::uint64_t FacetCounter::fulfilled(std::uint32_t row) const {
  if (all_filters_ == 0) return 0;
  std::uint64_t filters = 0;
  for (const std::size_t place : filtered_) {
    for (const std::uint64_t* set : facets_[place].sets) {
      if ((set[row / 64] >> row % 64 & 1) != 0) filters |= facets_[place].filter;
    }
  }
  if (by_values_ != 0) {
    for (const std::uint16_t value : columns_.values(row)) filters |= fulfils_[value];
  }
  for (const std::size_t place : ranges_) {
    const FacetState& facet = facets_[place];
    if (facet.filter == 0) continue;
    const std::int32_t number = columns_.number(row, facet.place.range);
    const auto holds = [number](const Range& range) { return range.from <= number && number <= range.to; };
    if (number != indexer::no_number && std::ranges::any_of(facet.ranges, holds)) filters |= facet.filter;
  }
  return filters;
}

void FacetCounter::FacetState::count(std::int32_t number) {
  if (number == indexer::no_number) return;
  if (number >= usual_numbers.from && number < usual_numbers.to)
    ++number_tally[static_cast<std::size_t>(number - usual_numbers.from)];
  else
    ++far_numbers[number];
}

// Values in all facets, also those that are not asked for: to leave them out would cost more.
void FacetCounter::count(std::uint32_t row) {
  for (const std::uint16_t value : columns_.values(row)) ++tally_[value];
  for (const std::size_t place : ranges_) {
    FacetState& facet = facets_[place];
    if (facet.counted) facet.count(columns_.number(row, facet.place.range));
  }
}

void FacetCounter::count(std::uint32_t row, FacetState& facet) {
  if (facet.facet->type == corpus::FacetType::range)
    facet.count(columns_.number(row, facet.place.range));
  else
    for (const std::uint16_t value : columns_.values(row, facet.place)) ++tally_[value];
}

void FacetCounter::visit(std::span<const std::uint32_t> rows, std::vector<std::uint32_t>& passed) {
  // Matches lie far apart in memory: most of the time would go in waiting for them.
  constexpr std::size_t ahead = 12;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + ahead < rows.size()) columns_.prefetch(rows[i + ahead]);
    const std::uint32_t row = rows[i];
    if (!columns_.live(row)) continue;
    const std::uint64_t missing = all_filters_ & ~fulfilled(row);
    if (missing == 0) {
      passed.push_back(static_cast<std::uint32_t>(i));
      if (counts_) count(row);
    } else if (counts_ && (missing & (missing - 1)) == 0) {
      count(row, facets_[filtered_[static_cast<std::size_t>(std::countr_zero(missing))]]);
    }
  }
}

void FacetCounter::take_counts(const FacetCounter& all) {
  tally_ = all.tally_;
  for (const std::size_t place : ranges_) {
    facets_[place].number_tally = all.facets_[place].number_tally;
    facets_[place].far_numbers = all.facets_[place].far_numbers;
  }
}

namespace {

// Years that somebody chose by themselves stay also at 0.
template <typename State>
std::vector<FacetCount> number_counts(const State& state) {
  std::map<std::int32_t, std::uint64_t> tally(state.far_numbers.begin(), state.far_numbers.end());
  for (std::size_t i = 0; i < state.number_tally.size(); ++i) {
    if (state.number_tally[i] > 0) tally[usual_numbers.from + static_cast<std::int32_t>(i)] = state.number_tally[i];
  }
  for (const auto& range : state.ranges) {
    if (range.from == range.to) tally.try_emplace(range.from, 0);
  }
  std::vector<FacetCount> counts;
  for (const auto& [number, count] : tally) {
    const std::string value = std::to_string(number);
    const bool chosen =
        std::ranges::any_of(state.ranges, [n = number](const auto& range) { return range.from <= n && n <= range.to; });
    counts.push_back({value, value, count, chosen, {}});
  }
  return counts;
}

}  // namespace

std::vector<FacetCount> FacetCounter::value_counts(const FacetState& state, std::string_view lang,
                                                   std::span<const std::uint32_t> label_order) const {
  const auto values = state.facet->vocabulary->values();
  const std::span tally = std::span(tally_).subspan(state.place.begin, values.size());
  const auto is_selected = [&](std::size_t i) {
    return state.filter != 0 && fulfils_[state.place.begin + i] == state.filter;
  };
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (tally[i] > 0 || is_selected(i)) shown.push_back(i);
  }
  std::ranges::sort(shown, [&](std::size_t a, std::size_t b) {
    return tally[a] != tally[b] ? tally[a] > tally[b] : label_order[a] < label_order[b];
  });
  std::vector<FacetCount> counts;
  counts.reserve(shown.size());
  for (const std::size_t i : shown)
    counts.push_back({values[i].key, std::string(corpus::label_in(values[i].labels, lang, values[i].key)), tally[i],
                      is_selected(i), values[i].broader});
  return counts;
}

std::vector<FacetCounts> FacetCounter::counts(std::string_view lang, const LabelOrders& orders) const {
  const auto& order = orders.in(lang);
  std::vector<FacetCounts> all;
  for (std::size_t i = 0; i < facets_.size(); ++i) {
    const FacetState& state = facets_[i];
    if (!state.counted) continue;
    const bool range = state.facet->type == corpus::FacetType::range;
    all.push_back({.facet = state.facet->name,
                   .label = std::string(corpus::label_in(state.facet->labels, lang, state.facet->name)),
                   .values = range ? number_counts(state) : value_counts(state, lang, order[i]),
                   .range = range});
  }
  return all;
}

}  // namespace pramen::query
