// A stretch of a query's text as words: each with its reading in every language, with
// the letters it leaves open (inov*) or that may be wrong (inovácia~).
#pragma once

#include "query/lexer.h"

namespace pramen::query {

// Counts the words and patterns of one query. Refers to grammar and problems.
class WordReader {
 public:
  WordReader(std::string_view query, const Grammar& grammar, ProblemList& problems)
      : query_(query), grammar_(grammar), problems_(problems) {}

  // Of a piece of text or a phrase. The languages break words alike but for rare cases;
  // there the first one decides.
  std::vector<QueryWord> read(const Piece& piece);
  std::size_t patterns() const { return patterns_; }
  // max_query_words are read: there are no more.
  bool full() const { return full_; }

 private:
  struct Place {
    std::size_t begin, end;  // bytes of the query
  };
  void read(std::string_view text, std::size_t begin, std::vector<QueryWord>& words) const;
  bool one_word(std::string_view text) const;
  std::vector<QueryWord> join_patterns(const Piece& piece, std::vector<QueryWord> words);
  static std::size_t pattern_end(std::string_view text, const std::vector<Place>& words, std::size_t& last);
  bool one_pattern(std::string_view text) const;
  bool take_pattern(QueryWord& word, Place whole);
  void mark_fuzzy(const Piece& piece, std::vector<QueryWord>& words);
  void take(std::vector<QueryWord>& words);

  const std::string_view query_;
  const Grammar& grammar_;
  ProblemList& problems_;
  std::size_t words_ = 0, patterns_ = 0;
  bool full_ = false;
};

}  // namespace pramen::query
