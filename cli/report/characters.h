// Characters of UTF-8 text one by one, and what the checks ask of them. Pure
// functions; the text must be well-formed, as every text of a sound record is.
#pragma once

#include <cstddef>
#include <string_view>

#include "corpus/sentence.h"

namespace pramen::report {

// The character at `at`, which is moved behind it.
char32_t next_character(std::string_view text, std::size_t& at);

// Characters, not bytes: the width of a word in a table.
std::size_t character_count(std::string_view text);

// The first `most` characters.
std::string_view first_characters(std::string_view text, std::size_t most);

enum class Script { none, latin, cyrillic, greek };

// Of letters; none for digits, signs and all other scripts.
Script script_of(char32_t character);
corpus::Sentence in_words(Script script);

}  // namespace pramen::report
