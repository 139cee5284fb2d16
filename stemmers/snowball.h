// The Snowball stemmers that Xapian carries, for the languages that have one.
#pragma once

#include <string>
#include <string_view>

namespace pramen::stemmers {

// The stem of a lower-case word; the word itself where Snowball knows no
// algorithm for `lang` (ISO 639-1). Any thread.
std::string snowball_stem(std::string_view lang, const std::string& word);

}  // namespace pramen::stemmers
