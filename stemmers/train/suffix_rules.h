// Suffix rules for words that no list knows, as ripple-down rules on the
// reversed word (Juršič, Mozetič, Erjavec & Lavrač, "LemmaGen", 2010): every
// ending that calls for another change than the ending it extends gets a rule
// of its own. A node keeps the few most frequent changes, not only the first,
// so that the reader may take the first one that leads to a known base form.
#pragma once

#include <cstdint>
#include <vector>

#include "stemmers/train/ending_sets_builder.h"
#include "stemmers/train/lexicon.h"

namespace pramen::stemmers::train {

struct SuffixRuleOptions {
  std::size_t longest = 10;   // letters of an ending, the word's start counted
  double least_share = 0.05;  // of a node's words, for a change to be kept
  std::size_t changes = 4;    // kept at a node at most
  double least_words = 2;     // that share an ending, for it to get a rule
};

// The automaton over reversed endings; its numbers are sets in `endings`.
std::vector<std::uint32_t> learn_suffix_rules(const Lexicon& lexicon, const SuffixRuleOptions& options,
                                              EndingSetsBuilder& endings);

}  // namespace pramen::stemmers::train
