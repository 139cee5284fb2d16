// What is asked for and answered while somebody types, as plain values, and the
// JSON of the HTTP contract (also printed by `pramen suggest --json`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "query/request.h"

namespace pramen::query {

inline constexpr std::size_t max_suggest_characters = 100;

struct SuggestRequest {
  std::string text;  // anything; at most max_suggest_characters are read
  std::string lang;  // of the reader; empty: not known
};

struct ParsedSuggestRequest {
  SuggestRequest request;
  std::vector<RequestFault> faults;
};

// Reads q and lang, and faults every other name but those that begin with "_" or "utm_".
ParsedSuggestRequest parse_suggest_request(const corpus::Schema& schema, const std::vector<Parameter>& parameters);
// In a fixed order and without defaults: the base of ETags.
std::vector<Parameter> to_parameters(const SuggestRequest& request);

struct Suggestion {
  std::string id;  // of the record; empty: a word
  std::string title, lang;
  std::string highlight;    // the title as HTML: escaped text and <mark>, nothing else
  std::string other_name;   // likewise; where not the title fits but this other name of the record
  std::uint64_t count = 0;  // of a word: records that hold it in this language
};

struct SuggestGroup {
  std::string kind, label;  // a kind of the schema, or words_group
  std::uint64_t total = 0;  // records or words that fit
  std::vector<Suggestion> suggestions;
};
inline constexpr std::string_view words_group = "queries";

struct Suggestions {
  SuggestRequest request;
  bool cut = false;                  // the text was longer than what is read
  std::vector<SuggestGroup> groups;  // in the schema's order, words last; all of them, also where nothing fits
  double took_ms = 0;
  std::uint64_t generation = 0;
};

std::string to_json(const Suggestions& suggestions);

}  // namespace pramen::query
