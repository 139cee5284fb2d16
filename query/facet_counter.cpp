#include "query/facet_counter.h"

#include <algorithm>
#include <charconv>
#include <limits>

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

bool FacetCounter::FacetState::passes(std::uint32_t row) const {
  if (!filtered) return true;
  if (values != nullptr) {
    return std::ranges::any_of(values->row(row), [&](std::uint16_t value) { return accepted[value] != 0; });
  }
  const std::int32_t number = numbers[row];
  return number != indexer::no_number &&
         std::ranges::any_of(ranges, [&](const Range& range) { return range.from <= number && number <= range.to; });
}

void FacetCounter::FacetState::count(std::span<const std::uint32_t> rows) {
  if (!counted) return;
  if (values != nullptr) {
    for (const std::uint32_t row : rows) {
      for (std::uint32_t i = values->offsets[row]; i < values->offsets[row + 1]; ++i) ++tally[values->values[i]];
    }
    return;
  }
  for (const std::uint32_t row : rows) {
    if (numbers[row] == indexer::no_number) continue;
    const auto place = static_cast<std::int64_t>(numbers[row]) - first_number;
    if (place >= 0 && place < static_cast<std::int64_t>(number_tally.size()))
      ++number_tally[static_cast<std::size_t>(place)];
    else
      ++far_numbers[numbers[row]];
  }
}

FacetCounter::FacetCounter(const corpus::Schema& schema, const indexer::Columns& columns, const Request& request)
    : columns_(columns) {
  for (const corpus::Facet& facet : schema.facets()) {
    FacetState state;
    state.facet = &facet;
    state.counted = !request.facets || std::ranges::find(*request.facets, facet.name) != request.facets->end();
    const auto filter = std::ranges::find(request.filters, facet.name, &Filter::facet);
    state.filtered = filter != request.filters.end() && !filter->values.empty();
    if (state.filtered) state.selected = filter->values;
    if (facet.type == corpus::FacetType::values) {
      state.values = &columns.facet(facet.name);
      state.tally.resize(facet.vocabulary->values().size());
      if (state.filtered) state.accepted.resize(state.tally.size());
      for (const std::string& key : state.selected) {
        if (const auto index = facet.vocabulary->index_of(key)) state.accepted[*index] = 1;
      }
    } else {
      state.numbers = columns.number(facet.name);
      state.first_number = usual_numbers.from;
      state.number_tally.resize(static_cast<std::size_t>(usual_numbers.to - usual_numbers.from));
      for (const std::string& text : state.selected) {
        if (const auto range = parse_range(text)) state.ranges.push_back({range->from, range->to});
      }
    }
    if (state.filtered) filtered_.push_back(facets_.size());
    facets_.push_back(std::move(state));
  }
  failed_.resize(filtered_.size());
}

void FacetCounter::visit(std::span<const std::uint32_t> rows, std::vector<std::uint32_t>& passed) {
  const std::size_t before = passed.size();
  for (std::vector<std::uint32_t>& failed : failed_) failed.clear();
  for (const std::uint32_t row : rows) {
    if (!columns_.live(row)) continue;
    std::size_t failures = 0, failure = 0;
    for (std::size_t i = 0; i < filtered_.size() && failures < 2; ++i) {
      if (facets_[filtered_[i]].passes(row)) continue;
      ++failures;
      failure = i;
    }
    if (failures == 0)
      passed.push_back(row);
    else if (failures == 1)
      failed_[failure].push_back(row);
  }
  for (FacetState& state : facets_) state.count(std::span(passed).subspan(before));
  for (std::size_t i = 0; i < filtered_.size(); ++i) facets_[filtered_[i]].count(failed_[i]);
}

void FacetCounter::take_counts(const FacetCounter& all) {
  for (std::size_t i = 0; i < facets_.size(); ++i) {
    if (!facets_[i].counted) continue;
    facets_[i].tally = all.facets_[i].tally;
    facets_[i].number_tally = all.facets_[i].number_tally;
    facets_[i].far_numbers = all.facets_[i].far_numbers;
  }
}

bool FacetCounter::passes(std::uint32_t row) const {
  return columns_.live(row) &&
         std::ranges::all_of(filtered_, [&](std::size_t place) { return facets_[place].passes(row); });
}

std::vector<FacetCounts> FacetCounter::counts(std::string_view lang, const LabelOrders& orders) const {
  const auto& order = orders.in(lang);
  std::vector<FacetCounts> all;
  for (const FacetState& state : facets_) {
    if (!state.counted) continue;
    FacetCounts& out = all.emplace_back();
    out.facet = state.facet->name;
    out.label = corpus::label_in(state.facet->labels, lang, state.facet->name);
    const auto is_selected = [&](std::string_view value) {
      return std::ranges::find(state.selected, value) != state.selected.end();
    };
    if (state.values == nullptr) {
      std::map<std::int32_t, std::uint64_t> tally = state.far_numbers;
      for (std::size_t i = 0; i < state.number_tally.size(); ++i) {
        if (state.number_tally[i] > 0) tally[state.first_number + static_cast<std::int32_t>(i)] = state.number_tally[i];
      }
      for (const Range& range : state.ranges) {
        if (range.from == range.to) tally.try_emplace(range.from, 0);  // chosen by itself: stays also at 0
      }
      for (const auto& [number, count] : tally) {
        const std::string value = std::to_string(number);
        const bool chosen = std::ranges::any_of(
            state.ranges, [n = number](const Range& range) { return range.from <= n && n <= range.to; });
        out.values.push_back({value, value, count, chosen});
      }
      continue;
    }
    const std::vector<std::uint32_t>& place = order[static_cast<std::size_t>(&state - facets_.data())];
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < state.tally.size(); ++i) {
      if (state.tally[i] > 0 || is_selected(state.facet->vocabulary->values()[i].key)) shown.push_back(i);
    }
    std::ranges::sort(shown, [&](std::size_t a, std::size_t b) {
      return state.tally[a] != state.tally[b] ? state.tally[a] > state.tally[b] : place[a] < place[b];
    });
    for (const std::size_t i : shown) {
      const corpus::VocabularyValue& value = state.facet->vocabulary->values()[i];
      out.values.push_back({value.key, std::string(corpus::label_in(value.labels, lang, value.key)), state.tally[i],
                            is_selected(value.key)});
    }
  }
  return all;
}

}  // namespace pramen::query
