// How texts use a term: every place in its context (a concordance, key word in context), and the words that stand
// beside it more often than chance has it (collocates).
//
// Collocates are counted within `collocate_span` words to either side, in the same paragraph or item, by base forms
// (abbreviations in capitals as they stand); stop words, numbers, words of one or two letters, words in another
// language and the term itself are left out. They are ordered by log-likelihood (Dunning, Accurate Methods for the
// Statistics of Surprise and Coincidence, 1993) against all words of that language in the generation; what is below
// `least_log_likelihood` (p < 0.001), rarer than `least_together` times or in one record only is no collocate. logDice
// (Rychlý, A Lexicographer-Friendly Association Score, 2008) is given beside it, since it compares between corpora.
//
// Read from the token column and the recognised concepts; const, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/concepts.h"

namespace pramen::query {

struct Generation;

inline constexpr std::size_t collocate_span = 5, concordance_context = 9;  // words to either side
inline constexpr std::size_t most_collocates = 10, most_lines = 10;        // of a language
inline constexpr std::uint32_t least_together = 3;
inline constexpr double least_log_likelihood = 10.83;
inline constexpr std::size_t most_walked_rows = 1'000;  // places are looked for in so many records, the first

struct Collocate {
  std::string word;                          // the base form
  std::uint32_t frequency = 0, records = 0;  // together with the term
  double log_likelihood = 0, log_dice = 0;
};

struct ConcordanceLine {
  std::string id, title;           // of the record, in the language of the text
  std::string left, match, right;  // plain text on one line
};

// Of texts in one language.
struct TermUsage {
  std::string lang;
  std::uint64_t occurrences = 0, records = 0;
  std::vector<Collocate> collocates;
  // Of as many records as there is room for, in the order of what follows the term.
  std::vector<ConcordanceLine> lines;
};

// Where summaries and bodies of these rows (ascending) name one of the subjects (ascending). The reader's language
// comes first, then those with most occurrences.
std::vector<TermUsage> term_usage(const Generation& generation, std::span<const indexer::Subject> subjects,
                                  std::span<const std::uint32_t> rows, std::string_view lang);

}  // namespace pramen::query
