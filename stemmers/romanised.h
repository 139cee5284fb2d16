// A word of Cyrillic script as it may be typed in Latin letters: a pack's
// romanisation.txt read backwards, letter by letter, so that the spelling of a
// beginning begins the spelling of the word. Immutable; any number of threads.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemmers/pack.h"

namespace pramen::stemmers {

class Romanised {
 public:
  explicit Romanised(const Romanisation& scheme);

  // In letters a-z: the likeliest spelling (sotsialna, zhena) and, where it differs,
  // the one in single letters as far as these are usual (socialna, jena). None of a word
  // that holds another letter, or where the pack has no romanisation. `exact` is in lower case.
  std::vector<std::string> spellings(std::string_view exact) const;

 private:
  using Spelling = std::array<std::optional<std::string>, 256>;  // by letter code
  Spelling likeliest_, single_;
};

}  // namespace pramen::stemmers
