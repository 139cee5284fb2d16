#include "stemmers/folding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace pramen::stemmers {
namespace {

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no normalisation data: ") + u_errorName(status));
  return *found;
}

const icu::Normalizer2& case_folding() {
  static const icu::Normalizer2& instance = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  return instance;
}

const icu::Normalizer2& decomposition() {
  static const icu::Normalizer2& instance = normalizer(icu::Normalizer2::getNFDInstance);
  return instance;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

// Letters with a stroke or joined letters, which have no decomposition.
std::string_view undecomposed(UChar32 c) {
  switch (c) {
    case U'ł': return "l";
    case U'đ': return "d";
    case U'ð': return "d";
    case U'ø': return "o";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'þ': return "th";
    case U'ħ': return "h";
    case U'ŧ': return "t";
    case U'ı': return "i";
    default: return {};
  }
}

void append_without_marks(std::string& out, UChar32 c) {
  if (c == U'й') return append(out, c);
  if (const std::string_view letters = undecomposed(c); !letters.empty()) {
    out += letters;
    return;
  }
  icu::UnicodeString parts;
  if (!decomposition().getDecomposition(c, parts)) {
    if (u_charType(c) != U_NON_SPACING_MARK) append(out, c);
    return;
  }
  // What decomposes into letters only (Hangul syllables) has no marks to lose.
  bool has_mark = false;
  for (int32_t i = 0; i < parts.length(); i += U16_LENGTH(parts.char32At(i))) {
    has_mark = has_mark || u_charType(parts.char32At(i)) == U_NON_SPACING_MARK;
  }
  if (!has_mark) return append(out, c);
  for (int32_t i = 0; i < parts.length();) {
    const UChar32 part = parts.char32At(i);
    if (u_charType(part) != U_NON_SPACING_MARK) {
      const std::string_view other = undecomposed(part);  // ǿ is ø with a mark
      if (other.empty())
        append(out, part);
      else
        out += other;
    }
    i += U16_LENGTH(part);
  }
}

// What each letter of the Latin and Cyrillic blocks folds to, worked out once:
// the words of our languages need nothing else.
constexpr UChar32 table_end = 0x530;

const std::array<std::string, table_end>& fold_table() {
  static const std::array<std::string, table_end> table = [] {
    std::array<std::string, table_end> made;
    for (UChar32 c = 0; c < table_end; ++c) append_without_marks(made[static_cast<std::size_t>(c)], c);
    return made;
  }();
  return table;
}

std::string fold_case_by_icu(std::string_view text) {
  std::string out;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  case_folding().normalizeUTF8(0, {text.data(), static_cast<int32_t>(text.size())}, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU cannot fold a text: ") + u_errorName(status));
  for (std::size_t at = 0; (at = out.find("’", at)) != std::string::npos;) out.replace(at, 3, "'");
  return out;
}

// Letters that neither join with their neighbours nor decompose into what does:
// each folds by itself, so a table serves.
bool folds_alone(UChar32 c) { return c < table_end && (c < 0x300 || c >= 0x370) && (c < 0x483 || c > 0x489); }

const std::array<std::string, table_end>& case_table() {
  static const std::array<std::string, table_end> table = [] {
    std::array<std::string, table_end> made;
    for (UChar32 c = 0; c < table_end; ++c) {
      std::string one;
      append(one, c);
      made[static_cast<std::size_t>(c)] = fold_case_by_icu(one);
    }
    return made;
  }();
  return table;
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string out;
  if (is_ascii(text)) {
    out.resize(text.size());
    std::ranges::transform(text, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return out;
  }
  const auto& table = case_table();
  out.reserve(text.size());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0 || !folds_alone(c)) return fold_case_by_icu(text);
    out += table[static_cast<std::size_t>(c)];
  }
  return out;
}

std::string fold_marks(std::string_view text) { return remove_marks(fold_case(text)); }

std::string remove_marks(std::string_view lower) {
  if (is_ascii(lower)) return std::string(lower);
  const auto& table = fold_table();
  std::string out;
  out.reserve(lower.size());
  const auto size = static_cast<int32_t>(lower.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(lower.data(), i, size, c);
    if (c < table_end)
      out += table[static_cast<std::size_t>(c)];
    else
      append_without_marks(out, c);
  }
  return out;
}

bool has_small_letters(std::string_view text) {
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    UChar32 character = 0;
    U8_NEXT(text.data(), at, static_cast<int32_t>(text.size()), character);
    if (character >= 0 && u_islower(character) != 0) return true;
  }
  return false;
}

}  // namespace pramen::stemmers
