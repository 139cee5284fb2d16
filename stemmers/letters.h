// Words as the tables see them: one byte a letter, the same for every language
// and table, so that automata are small and fast and a language needs no
// alphabet of its own. Covers lower-case letters of the Latin and Cyrillic
// scripts of Europe, digits, apostrophe and hyphen.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pramen::stemmers {

// Letter codes, not text: never print it, decode() it.
using Letters = std::string;

// Longer words are not looked up in tables.
inline constexpr std::size_t max_letters = 64;

// A case-folded, composed UTF-8 word as codes; empty where it holds something
// else than letters of the tables or is too long.
Letters encode(std::string_view word);
std::string decode(std::string_view letters);

// The code of one character; 0: none.
std::uint8_t letter_code(char32_t character);

// Marks removed (á -> a; й stays), as fold_marks() does it on text.
Letters without_marks(std::string_view letters);
// What every letter is without its marks, for loops that compare many: its code,
// or 0 where it becomes more than one letter (æ) or is none.
const std::array<std::uint8_t, 256>& plain_letters();
// The same in full; of a code that is no letter, nothing.
std::string_view letter_without_marks(std::uint8_t code);

// Beyond all letter codes: where a word begins.
inline constexpr std::uint8_t word_start = 255;

}  // namespace pramen::stemmers
