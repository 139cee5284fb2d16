// Something odd in the text of a query: where, what, what was done instead and what would be
// right, in the reader's language. The sentences of all six languages are in
// problem_sentences.cpp; plain values, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::query {

enum class Oddity {
  quote_open,         // a quotation mark that is never closed
  quote_stray,        // the same, and nothing stands behind it
  phrase_empty,       // no word between quotation marks
  bracket_open,       // never closed
  bracket_stray,      // never opened
  bracket_empty,      // nothing inside
  bracket_deep,       // max_depth
  operator_dangling,  // AND, OR, NOT or NEAR without what it joins
  near_operand,       // NEAR between something else than words
  near_distance,      // no number from 1 to max_distance
  field_empty,        // title: and nothing after it
  field_in_field,     // title:country:sk
  field_unknown,      // author:x where there is no such field
  value_unknown,      // country:narnia
  range_bad,          // year:abc
  range_backwards,    // year:2020..2015
  wildcard_short,     // fewer than min_pattern_characters before the first star
  wildcard_many,      // max_patterns
  wildcard_wide,      // more forms fit than are taken
  fuzzy_word,         // ~ after something that is no plain word
  fuzzy_phrase,       // ~ after a phrase
  fuzzy_distance,     // word~5
  fuzzy_wide,         // more forms are near than are taken
  words_many,         // max_query_words
  text_long,          // max_query_characters
  words_none,         // no word and no field in the query
  only_excluded,      // -word alone
  only_stop_words,    // nothing but the, je, und
};

struct QueryProblem {
  Oddity code = Oddity::words_none;
  std::size_t position = 0, length = 0;  // characters of the query, from 0
  std::string what, instead, hint;       // hint may be empty

  // All of it on one line.
  std::string sentence() const;
};

// What the sentences need to know. Each uses what concerns it.
struct OddityFacts {
  std::string_view typed;           // the piece as it was typed
  std::string_view field;           // its name as it was typed
  std::size_t limit = 0;            // of what is counted
  std::string_view meant;           // the nearest name or value; what a piece was read as
  std::vector<std::string> choice;  // where nothing is near: some of what there is
};

// English for languages that have no sentences.
QueryProblem query_problem(Oddity code, std::size_t position, std::size_t length, std::string_view lang,
                           const OddityFacts& facts = {});

// Puts problems where their place in the text is known by bytes.
class ProblemList {
 public:
  ProblemList(std::string_view text, std::string_view lang) : text_(text), lang_(lang) {}
  // `facts.typed` may be left empty: then it is the piece itself.
  void add(Oddity code, std::size_t begin, std::size_t end, OddityFacts facts = {});
  // In the order of the text; the same of brackets side by side is one problem.
  std::vector<QueryProblem> take();

 private:
  const std::string_view text_;
  const std::string_view lang_;
  std::vector<QueryProblem> problems_;
};

// "bracket-open": what scripts go by.
std::string_view oddity_name(Oddity code);

}  // namespace pramen::query
