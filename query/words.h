// What a query asks for, as a tree of words, phrases, fields and operators. parse_words()
// makes it (parser.cpp) of the pieces that the lexer sees, read through the same Language that made
// the index; printed() writes it down again. Never throws: what cannot be understood is a
// QueryProblem, and the rest is searched. The syntax is in docs/query-syntax.md.
//
// Plain values. Readings refer to the languages.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/concepts.h"
#include "query/facet_condition.h"
#include "query/field_names.h"
#include "query/query_problem.h"
#include "stemmers/language.h"

namespace pramen::query {

// How one word reads in one language.
struct Reading {
  const stemmers::Language* language = nullptr;
  std::shared_ptr<const stemmers::Word> word;
};

struct QueryWord {
  std::string text;                // as typed
  std::size_t begin = 0, end = 0;  // bytes of the query
  std::vector<Reading> readings;
  // With stars and question marks for letters not known: lower case; empty for a plain word.
  std::string pattern;
  std::size_t most_forms = 0;  // that the pattern may take
  bool exact = false;          // typed after "=": this form only
  bool title = false;          // in titles only
  unsigned edits = 0;          // word~: forms that differ in so many letters count too
};

// How close a word of a text is to the word of the query; smaller is closer.
enum class Closeness { exact, lemma, folded, similar, part, family, concepts };

// What an item and those after it, `items` together, stand for.
struct Meant {
  std::size_t items = 0;  // 0: nothing is known
  std::vector<indexer::Subject> subjects;
  // What this item alone, or it and the next ones, stand for within a longer name: "poverty" in "child poverty".
  std::vector<indexer::Subject> within;
};

struct QueryItem {
  enum class Kind {
    word,     // one element in `words`
    phrase,   // `words` side by side
    near,     // `words` within `distance`, in any order
    facet,    // records that fulfil `condition`
    subject,  // records that have one of the concepts in `meant`, or one below it
    all,      // every one of `items`
    any,      // at least one of `items`
  };
  Kind kind = Kind::word;
  std::vector<QueryWord> words;
  std::vector<QueryItem> items;
  bool excluded = false;
  unsigned distance = 0;
  FacetCondition condition;
  Meant meant;
};

struct ParsedWords {
  std::vector<QueryItem> items;
  std::vector<QueryProblem> problems;  // in the order of the text
};

// A word as it stands: nothing is asked of it but that a record has it.
bool is_plain_word(const QueryItem& item);

// A word of everyday in one of the languages in which it is read.
bool is_stop_word(const QueryWord& word);

// The items that hold words, in the order of the text; one inside of an excluded
// group is excluded too.
struct Leaf {
  const QueryItem* item;
  bool excluded;
};
std::vector<Leaf> leaves(std::span<const QueryItem> items);

// Letters that must stand before the first star or question mark of a pattern.
inline constexpr std::size_t min_pattern_characters = 2;
// Patterns in a query, and forms that they may take together.
inline constexpr std::size_t max_patterns = 8, max_pattern_forms = 10'000;
// NEAR/n: largest n, and n where none is typed.
inline constexpr unsigned max_distance = 100, usual_distance = 10;
// Brackets in brackets.
inline constexpr std::size_t max_depth = 32;

// What a query is read by. All of it must outlive the items.
struct Grammar {
  const FieldNames& fields;
  std::vector<const stemmers::Language*> languages;  // in which each word is read
  std::string_view lang;                             // of the reader, for problems; may be empty
  const indexer::Concepts* concepts = nullptr;       // for concept:name; nullptr: there are none
};

// At most max_query_characters and max_query_words; what comes after is left out, and said so.
ParsedWords parse_words(std::string_view text, const Grammar& grammar);

// The tree in one canonical form: every group in brackets, operators in English, fields by
// name, values by key, a word in quotation marks where it would read as something else. It parses to
// the same tree.
std::string printed(const std::vector<QueryItem>& items, const corpus::Schema& schema,
                    const indexer::Concepts* concepts = nullptr);

// A list or table of the language has the word as it stands, or it is a stop word; its base forms are not guessed.
bool is_known(const stemmers::Word& word);

}  // namespace pramen::query
