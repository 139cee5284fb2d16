// The base forms that tell a record from others, and the records that share them.
//
// The record's forms are taken from the token column, the best of them by tf-idf (Spärck Jones
// 1972; frequency saturated as in BM25) are brought to their base forms, and these are
// looked up in all their forms. Bounded: max_terms base forms, max_postings postings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/forms.h"

namespace pramen::query {

struct Generation;

inline constexpr std::size_t max_terms = 25;
inline constexpr std::size_t max_postings = 50'000;

// A base form that stands in the record and in others.
struct RareWord {
  std::size_t language = 0;  // its place among those of the schema
  std::string word;          // the base form, lower case; the form as it stands where that was guessed
  double weight = 0;
  std::vector<indexer::Form> forms;
  std::vector<std::uint32_t> rows;  // that hold it, in no order
};

struct RareWords {
  std::vector<RareWord> words;  // by language, the strongest first
  // By row: the share of the record's rare words that the row holds, in the language in which
  // that is most; 0 to 1.
  std::vector<float> shares;
};

RareWords rare_words(const Generation& generation, std::uint32_t row);

}  // namespace pramen::query
