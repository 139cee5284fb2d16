// From the text of a query to words, phrases and operators, through the same Language
// that made the index. Never throws: what cannot be understood is a QueryProblem,
// and the rest is searched. The syntax is written down in docs/http-api.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "stemmers/language.h"

namespace pramen::query {

// How one word reads in one language.
struct Reading {
  const stemmers::Language* language = nullptr;
  std::shared_ptr<const stemmers::Word> word;
};

struct QueryWord {
  std::string text;  // as typed
  std::vector<Reading> readings;
  // With stars and question marks for letters not known: lower case; empty for a plain word.
  std::string pattern;
  bool exact = false;  // typed after "=": this form only
};

// How close a word of a text is to the word of the query; smaller is closer.
enum class Closeness { exact, lemma, folded, part, family };

struct QueryItem {
  enum class Kind {
    word,    // one element in `words`
    phrase,  // `words` side by side
    near,    // `words` within `distance`, in any order
    all,     // every one of `items`
    any,     // at least one of `items`
  };
  Kind kind = Kind::word;
  std::vector<QueryWord> words;
  std::vector<QueryItem> items;
  bool excluded = false;
  unsigned distance = 0;
};

struct ParsedWords {
  std::vector<QueryItem> items;
  std::vector<QueryProblem> problems;
};

// The items that hold words, in the order of the text; one inside of an excluded
// group is excluded too.
struct Leaf {
  const QueryItem* item;
  bool excluded;
};
std::vector<Leaf> leaves(const std::vector<QueryItem>& items);

// Letters that must stand before the first star or question mark of a pattern.
inline constexpr std::size_t min_pattern_characters = 2;
// NEAR/n: largest n, and n where none is typed.
inline constexpr unsigned max_distance = 100, usual_distance = 10;
// Brackets in brackets.
inline constexpr std::size_t max_depth = 16;

// At most max_query_words words; what comes after is left out, and said so.
ParsedWords parse_words(std::string_view text, const std::vector<const stemmers::Language*>& languages);

}  // namespace pramen::query
