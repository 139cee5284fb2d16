// Forms that look like a word, whatever they mean: relatives that no table knows, names, compounds.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/forms.h"

namespace pramen::query {

// The forms of a language that are most like `word` (lower case), ascending. They begin with
// its first four letters, marks put aside, and share trigrams with it: Dice's coefficient, as for
// n-grams in McNamee and Mayfield, Character N-Gram Tokenization for European Language Text
// Retrieval, 2004, but of forms, so that the index needs none. None for words of other letters
// than those of the tables or of fewer than min_alike_letters.
std::vector<indexer::Form> alike_forms(const indexer::Forms& forms, std::string_view lang, std::string_view word);

// Four letters find relatives; three find as many strangers, and ten times the forms to look at.
inline constexpr std::size_t min_alike_letters = 4;
// Below it forms share little but a beginning.
inline constexpr double min_alike = 0.35;
// So many at most, and so many are looked at.
inline constexpr std::size_t max_alike = 50, max_alike_compared = 4'000;

}  // namespace pramen::query
