#include "stemmers/name_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

// The character at `at`, which moves behind it; negative where there is none.
UChar32 next(std::string_view text, std::size_t& at) {
  auto i = static_cast<std::int32_t>(at);
  UChar32 character = 0;
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), character);
  at = static_cast<std::size_t>(i);
  return character;
}

bool is_of_a_word(UChar32 character) {
  if (character < 0x80)  // nearly all; negative ones are no characters
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
  return (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_CF_MASK)) != 0;
}

void end_at(std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  text.resize(bytes);
}

}  // namespace

std::vector<NameWord> name_words(std::string_view text) {
  std::vector<NameWord> words;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    if (begin == end) return;
    const std::string_view surface = text.substr(begin, end - begin);
    NameWord word{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), fold_case(surface), {}};
    end_at(word.exact, max_word_bytes);
    word.folded = fold_name_word(word.exact);
    if (!word.folded.empty()) words.push_back(std::move(word));
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (is_of_a_word(next(text, at))) continue;
    add(here);
    begin = at;
  }
  add(text.size());
  return words;
}

std::string fold_name_word(std::string_view exact) {
  std::string folded = remove_marks(exact);
  end_at(folded, max_word_bytes);
  return folded;
}

std::size_t bytes_until(std::string_view word, std::size_t folded_bytes) {
  std::size_t at = 0;
  for (std::size_t folded = 0; at < word.size() && folded < folded_bytes;) {
    const std::size_t begin = at;
    next(word, at);
    for (std::size_t after = at; after < word.size(); at = after) {
      if ((U_GET_GC_MASK(next(word, after)) & U_GC_M_MASK) == 0) break;
    }
    folded += fold_marks(word.substr(begin, at - begin)).size();
  }
  return at;
}

}  // namespace pramen::stemmers
