// The words of a name (a title, another name, a word of the index) as they are
// compared while somebody types: the one folding of suggestions, of lists in
// alphabetical order and of looking for a facet's value.
//
// A word is a run of letters, digits and marks; hyphens, apostrophes and whatever else
// part words, so that both halves of "e-mail" are found. Soft hyphens belong to their
// word and count for nothing. Names and typed text are read alike, which is why nothing
// here knows a language. Pure functions; invalid UTF-8 parts words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::stemmers {

struct NameWord {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  std::string exact;                 // fold_case(): lower case, marks kept
  std::string folded;                // fold_marks(); never empty
  bool marked() const { return exact != folded; }
};

// In the order of the text. What is folded ends after max_word_bytes.
std::vector<NameWord> name_words(std::string_view text);

// The folded form of a word, from its exact one.
std::string fold_name_word(std::string_view exact);

// How many bytes of `word` it takes until `folded_bytes` bytes of its folded form are
// there: whole characters with the marks that follow them.
std::size_t bytes_until(std::string_view word, std::size_t folded_bytes);

}  // namespace pramen::stemmers
