// The sentences of query problems, for linguists. In each {typed} is the piece as it was
// typed, {field} the name before its colon, {limit} a number, {meant} what it was read as: quoted,
// never declined, so that one pattern serves every word.
#pragma once

#include <array>
#include <string_view>

#include "query/query_problem.h"

namespace pramen::query {

inline constexpr std::array<std::string_view, 6> sentence_languages = {"en", "sk", "cs", "de", "hu", "bg"};

struct ProblemSentences {
  std::string_view what, instead, hint;
};
struct ProblemRow {
  std::string_view name;
  std::array<ProblemSentences, sentence_languages.size()> sentences;  // in the order of sentence_languages
};
const ProblemRow& problem_row(Oddity code);

// Where something else may be meant: the nearest, or a list; {} is it.
struct ProblemOffers {
  std::string_view meant, choice;
};
const ProblemOffers& problem_offers(std::size_t language);

}  // namespace pramen::query
