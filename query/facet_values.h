// The values of one facet whose name is being typed: with long vocabularies a box of
// checkboxes cannot show them all.
//
// A value is found by any of its names, in whatever language, or by its key: each word
// typed must begin a word of one name, marks and case aside. The counts are those of a
// search with the same words and filters, disjunctive as there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "query/request.h"

namespace pramen::query {

class LabelOrders;
class ValueNames;

enum class ValueSort { count, label };

inline constexpr std::size_t usual_values = 20;

struct FacetValuesRequest {
  std::string facet;
  std::string text;  // as far as it is typed; empty: every value
  Request search;    // what is counted: words, match, filters; lang is the reader's
  ValueSort sort = ValueSort::count;
  std::size_t limit = usual_values;
};

struct NamedValue {
  FacetCount count;
  std::string matched;  // the name that was found, where it is not the label shown
};

struct FacetValues {
  FacetValuesRequest request;
  std::string label;               // of the facet
  std::vector<NamedValue> values;  // by count, then label, or by label; selected ones always there
  std::uint64_t total = 0;         // values that are found; those beyond `limit` too
  std::uint64_t records = 0;       // records that answer the search
  bool cut_short = false;          // as in Answer
  std::uint64_t generation = 0;
};

std::string to_json(const FacetValues& values);

struct ParsedFacetValues {
  FacetValuesRequest request;
  std::vector<RequestFault> faults;
};

// Reads q (what is typed), query (what `q` is in a search), lang, match, sort, limit and the
// facets as filters. `facet` must be one of the schema. Every fault is reported.
ParsedFacetValues parse_facet_values(const corpus::Schema& schema, const corpus::Facet& facet,
                                     const std::vector<Parameter>& parameters);

// The request in a fixed order and without defaults, for ETags.
std::vector<Parameter> to_parameters(const FacetValuesRequest& request);

// What `answer` says of the facet, narrowed to what was typed. `answer` is that of
// request.search with only this facet counted.
FacetValues named_values(const corpus::Schema& schema, const ValueNames& names, const LabelOrders& orders,
                         const FacetValuesRequest& request, const Answer& answer);

}  // namespace pramen::query
