// From the text of a query to words and phrases, through the same Language that
// made the index. Never throws: what cannot be understood is a QueryProblem,
// and the rest is searched.
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
  std::string text;  // as typed, without the star
  std::vector<Reading> readings;
  bool prefix = false;  // followed by a star: every word that begins so
};

// How close a word of a text is to the word of the query; smaller is closer.
enum class Closeness { exact, lemma, folded, part, family };

// A plain word (one element) or a phrase.
struct QueryItem {
  std::vector<QueryWord> words;
  bool phrase = false, excluded = false;
};

struct ParsedWords {
  std::vector<QueryItem> items;
  std::vector<QueryProblem> problems;
};

// A star after a word of at least min_prefix_characters asks for all that begin so.
inline constexpr std::size_t min_prefix_characters = 2;

// Quotes: "…" „…“ „…” “…” »…« «…»; a leading - excludes. At most
// max_query_words words; what comes after is left out, and said so.
ParsedWords parse_words(std::string_view text, const std::vector<const stemmers::Language*>& languages);

}  // namespace pramen::query
