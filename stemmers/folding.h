// From a word as written to the forms that are compared: lower case, then
// without marks. Pure functions on UTF-8; invalid bytes become U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace pramen::stemmers {

// Unicode NFKC_Casefold: lower case, ß as ss, compatibility forms and soft
// hyphens gone, composed. Curly apostrophes become straight ones.
std::string fold_case(std::string_view text);

// fold_case(), then marks removed. Bulgarian й stays й: it is a letter, not и
// with a mark. Letters that Unicode does not decompose follow a table (ł, đ, ø, æ).
std::string fold_marks(std::string_view text);
// The same of what fold_case() gave.
std::string remove_marks(std::string_view lower);

// Some letter of the text is a small one.
bool has_small_letters(std::string_view text);

}  // namespace pramen::stemmers
