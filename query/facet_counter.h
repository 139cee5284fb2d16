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

namespace pramen::query {

class FacetCounter {
 public:
  // Counts the facets that the request names (all, if it names none). Schema
  // and columns must outlive the counter.
  FacetCounter(const corpus::Schema& schema, const indexer::Columns& columns, const Request& request);

  // Counts records; appends those that pass all filters to `passed`, in their order. A row
  // without a record is passed over.
  void visit(std::span<const std::uint32_t> rows, std::vector<std::uint32_t>& passed);
  // The same without counting.
  bool passes(std::uint32_t row) const;
  bool filters() const { return !filtered_.empty(); }
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
    bool counted = false;
    std::vector<std::string> selected;
    bool filtered = false;
    // values
    const indexer::Columns::Facet* values = nullptr;
    std::vector<char> accepted;        // by value number; empty: no filter
    std::vector<std::uint64_t> tally;  // by value number
    // range
    std::span<const std::int32_t> numbers;
    std::vector<Range> ranges;
    std::int32_t first_number = 0;
    std::vector<std::uint64_t> number_tally;            // from first_number on
    std::map<std::int32_t, std::uint64_t> far_numbers;  // those beyond it

    bool passes(std::uint32_t row) const;
    void count(std::span<const std::uint32_t> rows);
  };

  const indexer::Columns& columns_;
  std::vector<FacetState> facets_;
  std::vector<std::size_t> filtered_;               // places in facets_
  std::vector<std::vector<std::uint32_t>> failed_;  // by place in filtered_: rows that fail it alone
};

// "2015", "2015..2020", "2015..", "..2020"; nothing if it is none of these or runs
// backwards.
struct NumberRange {
  std::int32_t from, to;
};
std::optional<NumberRange> parse_range(std::string_view text);

}  // namespace pramen::query
