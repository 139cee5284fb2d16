// Turtle (W3C Recommendation, 2014) to statements, by libserd.
#pragma once

#include <string_view>

#include "corpus/findings.h"
#include "corpus/triples.h"

namespace pramen::corpus {

// Brackets in brackets, at most; serd reads them by recursion.
inline constexpr std::size_t max_turtle_depth = 64;

// `text` must be UTF-8 without NUL (check_characters). After the first fault of syntax the rest is
// not read. IRIs are resolved against @base; those that stay relative are left so.
void read_turtle(std::string_view text, Triples& triples, Findings& findings);

}  // namespace pramen::corpus
