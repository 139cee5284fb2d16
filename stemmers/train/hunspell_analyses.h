// Base forms out of the morphological analyses of a hunspell dictionary that
// builds its words as it reads them (Hungarian): affixes on affixes and
// compounds, which cannot be listed as a whole. Every word of a vocabulary is asked.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "stemmers/train/lexicon.h"

namespace pramen::stemmers::train {

// A derivation whose result is a word of its own (-ság, -ás), by the tag hunspell
// gives it: how it looks in a word (a regular expression), and what to append to
// make the base form of what is left.
struct Derivation {
  std::string tag, pattern, append;
};

class HunspellAnalyser {
 public:
  // `aff` lies beside a .dic file of the same name. Throws std::runtime_error.
  HunspellAnalyser(const std::filesystem::path& aff, const std::vector<Derivation>& derivations);
  ~HunspellAnalyser();

  // The words the dictionary lists.
  const std::vector<std::string>& stems() const;
  // What a lower-case word may be a form of; compounds weigh less. Empty lemmas:
  // the dictionary does not know it.
  Entry analyse(const std::string& word) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> own_;
};

}  // namespace pramen::stemmers::train
