// What of a record's text matched, and the passage to show of it.
//
// Works on the tokens of our own Language, so that a folded or stemmed match is
// marked as well as an exact one, and a mark always covers a whole word.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/words.h"

namespace pramen::query {

struct MatchedToken {
  std::uint32_t begin = 0, end = 0;            // byte range in the text: the word, or its part that matched
  std::uint32_t word_begin = 0, word_end = 0;  // the whole word
  std::size_t word = 0;                        // place among the query's words, counted through all items
  Closeness closeness = Closeness::folded;
};

// The wanted (not excluded) words of a query, ready to be looked for in texts of
// one language. Refers to `items`.
class Matcher {
 public:
  Matcher(const std::vector<QueryItem>& items, const stemmers::Language& language);

  bool empty() const { return words_.empty(); }
  // In order of the text. Words of a phrase match only as the whole phrase.
  std::vector<MatchedToken> match(std::string_view text) const;

 private:
  struct Word {
    const Reading* reading;
    std::size_t number;
    bool in_phrase;
  };
  // One word of a text and one of the query.
  struct Found {
    std::size_t place;  // in words_
    Closeness closeness;
    std::uint32_t begin, end;  // bytes of the word as written
  };
  struct Phrase {
    std::size_t first, size;  // word numbers
  };
  using Places = std::bitset<max_query_words>;  // places in words_ that a token matches
  std::vector<Found> find(const stemmers::Word& word, std::uint32_t bytes) const;
  void keep_whole_phrases(std::vector<Places>& found) const;

  const stemmers::Language& language_;
  std::vector<Word> words_;
  std::vector<Phrase> phrases_;
  std::unordered_multimap<std::string, std::size_t> by_form_;  // any form or family -> place in words_
};

// About `length` bytes of `text` around the best matches, as HTML: escaped text
// and <mark>, with … where it was cut. The beginning if nothing matches.
std::string passage_html(std::string_view text, const std::vector<MatchedToken>& matches, std::size_t length);

// Escaped for HTML; line ends become a blank, or " · " where no sentence ended.
std::string escape_html(std::string_view text);

}  // namespace pramen::query
