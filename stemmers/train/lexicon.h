// Word lists in the trainer's memory.
#pragma once

#include <string>
#include <vector>

#include "stemmers/letters.h"

namespace pramen::stemmers::train {

struct Weighted {
  Letters lemma;
  double weight = 0;

  bool operator==(const Weighted&) const = default;
};

// One form with what it may be a form of, best first.
struct Entry {
  Letters form;
  std::vector<Weighted> lemmas;
};

// Ascending by form, every form once.
using Lexicon = std::vector<Entry>;

// Best first; equal weights by length, then letters, so that the order never
// depends on the machine.
void sort_lemmas(std::vector<Weighted>& lemmas);

const Entry* find(const Lexicon& lexicon, const Letters& form);

// Joins entries of the same form, adding weights.
Lexicon sorted(std::vector<Entry> entries);

}  // namespace pramen::stemmers::train
