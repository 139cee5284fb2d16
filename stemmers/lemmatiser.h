// Base forms of words, out of the tables of a pack.
#pragma once

#include <optional>
#include <vector>

#include "stemmers/letters.h"
#include "stemmers/pack.h"

namespace pramen::stemmers {

class Compounds;

// How a word's base forms were come by, the surest first.
enum class Knowledge { listed, table, prefix, rules, none };

struct BaseForms {
  std::vector<Letters> lemmas;  // best first; empty only for an empty word
  Knowledge how = Knowledge::none;
};

// Immutable; any number of threads may ask. The pack must outlive it.
class Lemmatiser {
 public:
  explicit Lemmatiser(const Pack& pack) : pack_(pack) {}

  BaseForms lemmas(const Letters& word) const;
  // What a word typed without marks may be a form of: of all forms that look like
  // it without marks, the most used. The lemmas have no marks either.
  BaseForms folded(const Letters& word) const;

  // A list or a table has it as a form.
  bool knows(const Letters& word) const;
  // All known forms that look like this without marks.
  std::vector<Letters> marked_forms(const Letters& word) const;
  // Whether there is one.
  bool knows_unmarked(const Letters& word) const;
  // log2 of how often it is used in everyday text, 0 where that is not known.
  unsigned frequency(const Letters& word) const;

 private:
  BaseForms lemmas(const Letters& word, int depth) const;
  BaseForms folded(const Letters& word, int depth) const;
  std::optional<BaseForms> without_affix(const Letters& word, bool unmarked, int depth) const;
  std::vector<Letters> vote(const Letters& word) const;
  std::vector<Letters> unmarked_vote(const Letters& word) const;
  std::vector<Letters> by_rules(const Letters& word, bool unmarked) const;
  bool is_base(const Letters& word, bool unmarked) const;

  const Pack& pack_;
};

}  // namespace pramen::stemmers
