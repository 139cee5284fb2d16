#include "cli/report/characters.h"

#include <algorithm>

#include "corpus/characters.h"

namespace pramen::report {

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t length = std::max<std::size_t>(corpus::character_length(text, at), 1);
  char32_t character = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  at += length;
  return character;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < most && at < text.size(); ++i) next_character(text, at);
  return text.substr(0, at);
}

// The blocks of Unicode that European texts use; × and ÷ lie among the Latin letters.
Script script_of(char32_t c) {
  const auto within = [&](char32_t from, char32_t to) { return c >= from && c <= to; };
  if (within(U'a', U'z') || within(U'A', U'Z')) return Script::latin;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return Script::none;
  if (within(0xC0, 0x24F) || within(0x1E00, 0x1EFF)) return Script::latin;
  if (within(0x400, 0x481) || within(0x48A, 0x52F)) return Script::cyrillic;
  if (within(0x370, 0x3FF) && c != 0x37E && c != 0x387) return Script::greek;
  return Script::none;
}

corpus::Sentence in_words(Script script) {
  switch (script) {
    case Script::latin: return corpus::say("Latin");
    case Script::cyrillic: return corpus::say("Cyrillic");
    case Script::greek: return corpus::say("Greek");
    default: return corpus::say("other");
  }
}

}  // namespace pramen::report
