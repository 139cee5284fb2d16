// The stop words of a pack: packs/<lang>/stop_words.txt, one word a line, lines
// that begin with # are remarks.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace pramen::stemmers {

// Folded, so that a word typed without marks is known too.
std::unordered_set<std::string> stop_words(std::string_view lang);

}  // namespace pramen::stemmers
