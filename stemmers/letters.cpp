#include "stemmers/letters.h"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <vector>

#include "stemmers/folding.h"

namespace pramen::stemmers {
namespace {

constexpr char32_t table_end = 0x530;

struct Alphabet {
  std::array<std::uint8_t, table_end> code{};
  std::vector<std::string> text{""};       // by code
  std::vector<Letters> without_marks{""};  // by code

  void add(char32_t character) {
    if (character >= table_end || code[character] != 0) return;
    std::string utf8;
    icu::UnicodeString(static_cast<UChar32>(character)).toUTF8String(utf8);
    if (fold_case(utf8) != utf8) return;  // upper case, or spelt with other letters (ß)
    code[character] = static_cast<std::uint8_t>(text.size());
    text.push_back(utf8);
  }
};

// The order is part of the tables' format: append, never insert.
const Alphabet& alphabet() {
  static const Alphabet made = [] {
    Alphabet a;
    for (char32_t c = U'a'; c <= U'z'; ++c) a.add(c);
    for (char32_t c = U'0'; c <= U'9'; ++c) a.add(c);
    a.add(U'\'');
    a.add(U'-');
    for (char32_t c = 0xE0; c <= 0x17F; ++c) a.add(c);   // Latin-1 and Latin Extended-A
    for (char32_t c = 0x218; c <= 0x21B; ++c) a.add(c);  // ș ț
    for (char32_t c = 0x430; c <= 0x45F; ++c) a.add(c);  // Cyrillic
    for (std::size_t i = 1; i < a.text.size(); ++i) {
      Letters folded;
      const std::string text = fold_marks(a.text[i]);
      for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
        UChar32 c;
        U8_NEXT_OR_FFFD(text.data(), at, static_cast<int32_t>(text.size()), c);
        folded += static_cast<char>(a.code[static_cast<std::size_t>(c)]);
      }
      a.without_marks.push_back(std::move(folded));
    }
    return a;
  }();
  return made;
}

}  // namespace

std::uint8_t letter_code(char32_t character) {
  return character < table_end ? alphabet().code[character] : std::uint8_t{0};
}

Letters encode(std::string_view word) {
  const Alphabet& letters = alphabet();
  Letters out;
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(word.data(), at, size, c);
    const std::uint8_t code =
        static_cast<std::size_t>(c) < letters.code.size() ? letters.code[static_cast<std::size_t>(c)] : 0;
    if (code == 0 || out.size() == max_letters) return {};
    out += static_cast<char>(code);
  }
  return out;
}

std::string decode(std::string_view coded) {
  const Alphabet& letters = alphabet();
  std::string out;
  for (const char code : coded) out += letters.text[static_cast<std::uint8_t>(code)];
  return out;
}

const std::array<std::uint8_t, 256>& plain_letters() {
  static const std::array<std::uint8_t, 256> table = [] {
    std::array<std::uint8_t, 256> made{};
    for (std::size_t code = 1; code < alphabet().without_marks.size(); ++code) {
      const Letters& plain = alphabet().without_marks[code];
      if (plain.size() == 1) made[code] = static_cast<std::uint8_t>(plain[0]);
    }
    return made;
  }();
  return table;
}

std::string_view letter_without_marks(std::uint8_t code) {
  const Alphabet& letters = alphabet();
  return code < letters.without_marks.size() ? std::string_view(letters.without_marks[code]) : std::string_view();
}

Letters without_marks(std::string_view coded) {
  const Alphabet& letters = alphabet();
  Letters out;
  for (const char code : coded) out += letters.without_marks[static_cast<std::uint8_t>(code)];
  return out;
}

}  // namespace pramen::stemmers
