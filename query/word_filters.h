// The conditions that stand among the words of a query ("country:sk", "concept:poverty", "-year:2020"), as a page
// shows them beside the filters that were clicked. Only those that hold for the whole query: not those in brackets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"

namespace pramen::indexer {
class Concepts;
}

namespace pramen::query {

struct Grammar;

struct WordFilter {
  std::string facet;  // its name; empty: a concept
  std::string value;  // a key, a range "2015..2020", or the concept's label for the reader
  bool excluded = false;
  std::string without;  // the query without it; its other parts in their printed form (words.h)
};

struct WordFilters {
  std::vector<WordFilter> list;  // in the order of the text
  std::string rest;              // the query without any of them
};

WordFilters word_filters(const corpus::Schema& schema, const indexer::Concepts& concepts, const Grammar& grammar,
                         std::string_view words);

}  // namespace pramen::query
