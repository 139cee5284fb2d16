// Filters and facet counts in one look at a record, over columns.
//
// A record that passes every filter counts in all facets. One that fails
// exactly one facet's filter still counts in that facet: what a click on another
// value there would bring (disjunctive counts). One object per search; one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "indexer/columns.h"
#include "query/answer.h"
#include "query/label_orders.h"
#include "query/request.h"
#include "query/value_sets.h"

namespace pramen::query {

class FacetCounter {
 public:
  // Counts the facets that the request names (all, if it names none). Schema,
  // columns and sets must outlive the counter.
  FacetCounter(const corpus::Schema& schema, const indexer::Columns& columns, const Request& request,
               const ValueSets* sets = nullptr);

  // Counts records; appends the places in `rows` of those that pass all filters to `passed`. A
  // row without a record is passed over.
  void visit(std::span<const std::uint32_t> rows, std::vector<std::uint32_t>& passed);
  // Of the rows of a window (loop.h) from `base` on, sets the bits of those that may pass or count; false: that would
  // be (nearly) all, or cannot be told.
  bool candidates(std::uint32_t base, std::span<std::uint64_t> words) const;
  // As visit(), without counting.
  bool passes(std::uint32_t row) const { return columns_.live(row) && fulfilled(row) == all_filters_; }
  bool filters() const { return all_filters_ != 0; }
  // Takes the counts of another counter over the same columns as its own.
  void take_counts(const FacetCounter& all);

  // Counts with labels in `lang`, by count, then label; years ascending.
  std::vector<FacetCounts> counts(std::string_view lang, const LabelOrders& orders) const;

 private:
  struct Range {
    std::int32_t from, to;
  };
  struct FacetState {
    const corpus::Facet* facet = nullptr;
    indexer::FacetNumbers::Place place;
    bool counted = false;
    std::vector<std::string> selected;       // empty: no filter
    std::uint64_t filter = 0;                // its bit
    std::vector<const std::uint64_t*> sets;  // of the chosen values; empty: look at the columns
    // of a range facet
    std::vector<Range> ranges;
    std::vector<std::uint32_t> number_tally;            // of usual numbers
    std::map<std::int32_t, std::uint32_t> far_numbers;  // of the others

    void count(std::int32_t number);
  };

  void find_sets(FacetState& facet, const ValueSets& sets);
  // A bit for each filter that the record fulfils.
  std::uint64_t fulfilled(std::uint32_t row) const;
  void count(std::uint32_t row);
  void count(std::uint32_t row, FacetState& facet);
  std::vector<FacetCount> value_counts(const FacetState& state, std::string_view lang,
                                       std::span<const std::uint32_t> label_order) const;

  const indexer::Columns& columns_;
  std::vector<FacetState> facets_;
  std::vector<std::size_t> filtered_, ranges_;  // places in facets_: by filter bit; range facets
  std::vector<std::uint64_t> fulfils_;          // by value number: the filter that it fulfils
  std::vector<std::uint32_t> tally_;            // by value number
  std::uint64_t all_filters_ = 0;
  std::uint64_t by_values_ = 0;  // filters that want a look at a record's values
  bool counts_ = false;          // some facet is asked for
};

// "2015", "2015..2020", "2015..", "..2020"; nothing if it is none of these or runs
// backwards.
struct NumberRange {
  std::int32_t from, to;
};
std::optional<NumberRange> parse_range(std::string_view text);
// "2020..2015" the other way round; a text that is no range as it is.
std::string turned_range(std::string_view text);

}  // namespace pramen::query
