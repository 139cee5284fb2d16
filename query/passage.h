// What of a record's text matched, and the passage to show of it.
//
// Works on the tokens of the index, so that a folded or stemmed match is
// marked as well as an exact one, and a mark always covers a whole word.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/record.h"
#include "indexer/forms.h"
#include "indexer/tokens.h"
#include "query/plan.h"
#include "query/request.h"
#include "query/words.h"

namespace pramen::query {

struct MatchedToken {
  std::uint32_t begin = 0, end = 0;            // byte range in the text: the word, or its part that matched
  std::uint32_t word_begin = 0, word_end = 0;  // the whole word
  std::size_t word = 0;                        // place among the query's words, counted through all items
  Closeness closeness = Closeness::folded;

  // By so many bytes.
  void move(std::uint32_t by) {
    for (std::uint32_t* place : {&begin, &end, &word_begin, &word_end}) *place += by;
  }
};

// Summary and body of a text, as passages are cut from them.
struct PassageText {
  explicit PassageText(const corpus::Text& text);
  std::string_view body() const { return std::string_view(text).substr(body_begin); }

  std::string text;
  std::uint32_t body_begin = 0;  // bytes
};

// The wanted (not excluded) words of a query, ready to be looked for in texts of one
// language: what is marked is what was found, by the same forms. Refers to `language`
// and `forms`.
class Matcher {
 public:
  Matcher(const std::vector<QueryItem>& items, const stemmers::Language& language, const Planner& planner,
          const indexer::Forms& forms);

  // In order of the text, which is the field's or its beginning. Words of a phrase match
  // only as the whole phrase.
  std::vector<MatchedToken> match(const indexer::FieldReader& field, std::string_view text) const;

 private:
  struct Word {
    const Reading* reading;
    std::size_t number;  // among all words of the query
    bool title;          // in titles only
  };
  // One form and one word of the query.
  struct Found {
    std::size_t place;  // in words_
    Closeness closeness;
  };
  struct Phrase {
    std::size_t first, size;  // places in words_
  };
  using Places = std::bitset<max_query_words>;  // places in words_ that a token matches
  void keep_whole_phrases(std::vector<Places>& found) const;
  MatchedToken part_of(MatchedToken whole, const Word& wanted, std::string_view surface) const;

  const stemmers::Language& language_;
  const indexer::Forms& forms_;
  std::vector<Word> words_;
  std::vector<Phrase> phrases_;
  std::unordered_map<std::uint32_t, std::vector<Found>> by_token_;
};

// About `length` bytes of `text` around the best matches, as HTML: escaped text
// and <mark>, with … where it was cut. The beginning if nothing matches.
std::string passage_html(std::string_view text, const std::vector<MatchedToken>& matches, std::size_t length);

// Escaped for HTML; line ends become a blank, or " · " where no sentence ended.
std::string escape_html(std::string_view text);

}  // namespace pramen::query
