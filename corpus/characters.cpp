// The table of well-formed byte sequences is table 3-7 of the Unicode standard.
#include "corpus/characters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace pramen::corpus {
namespace {

using Byte = unsigned char;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_tail(Byte byte) { return (byte & 0xC0) == 0x80; }

// Second bytes are narrowed after E0, ED, F0 and F4: these bounds keep overlong
// forms, surrogates and what lies beyond U+10FFFF out.
bool second_fits(Byte first, Byte second) {
  switch (first) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return is_tail(second);
  }
}

std::size_t announced_length(Byte first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// Where the run of ASCII that begins at `at` ends, or a little before.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & high_bits) != 0) break;
  }
  return at;
}

// Bytes that are or may begin a control character.
constexpr auto suspicious = [] {
  std::array<bool, 256> bytes{};
  for (std::size_t i = 0; i < 0x20; ++i) bytes[i] = i != '\t' && i != '\n' && i != '\r';
  bytes[0x7F] = bytes[0xC2] = bytes[0xE2] = true;
  return bytes;
}();

// 0, or the bytes of the control character at `at`.
std::size_t control_length(std::string_view text, std::size_t at) {
  const auto byte = static_cast<Byte>(text[at]);
  if ((byte < 0x20 && !is_space(text[at])) || byte == 0x7F) return 1;
  if (byte == 0xC2 && at + 1 < text.size() && static_cast<Byte>(text[at + 1]) < 0xA0) return 2;
  if (byte == 0xE2 && at + 2 < text.size()) {
    // U+202A to U+202E and U+2066 to U+2069 turn the direction of what follows,
    // also outside the text they stand in.
    const auto second = static_cast<Byte>(text[at + 1]), third = static_cast<Byte>(text[at + 2]);
    if (second == 0x80 && third >= 0xAA && third <= 0xAE) return 3;
    if (second == 0x81 && third >= 0xA6 && third <= 0xA9) return 3;
  }
  return 0;
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<Byte>(text[at + i]); };
  const std::size_t length = announced_length(byte(0));
  if (length == 0 || at + length > text.size()) return 0;
  if (length > 1 && !second_fits(byte(0), byte(1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_tail(byte(i))) return 0;
  }
  return length;
}

std::size_t first_invalid_utf8(std::string_view text) {
  for (std::size_t at = ascii_end(text, 0); at < text.size(); at = ascii_end(text, at)) {
    const std::size_t length = character_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::size_t first_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (suspicious[static_cast<Byte>(text[at])] && control_length(text, at) != 0) return at;
  }
  return std::string_view::npos;
}

void blank_controls(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t length = control_length(text, at);
    if (length == 1) text[at] = ' ';
    if (length == 2) text[at + 1] = '\xA0';          // C2 A0 is the no-break space
    if (length == 3) text.replace(at, 3, "\u2002");  // a space of three bytes
  }
}

std::string fold_spaces(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    if (is_space(c)) {
      gap = !line.empty();
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    line += c;
  }
  return line;
}

std::string clean_body(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && is_space(text[end - 1])) --end;
  std::size_t begin = 0;
  // Only whole blank lines go: four spaces before the first word mean code.
  for (std::size_t at = 0; at < end && is_space(text[at]); ++at) {
    if (text[at] == '\n') begin = at + 1;
  }
  text = text.substr(0, end);
  if (text.find('\r', begin) == std::string_view::npos) return std::string(text.substr(begin));
  std::string body;
  body.reserve(end - begin);
  for (std::size_t at = begin; at < end; ++at) {
    if (text[at] == '\r' && at + 1 < end && text[at + 1] == '\n') continue;
    body += text[at];
  }
  return body;
}

bool is_blank(std::string_view text) {
  static constexpr std::array<std::string_view, 8> unseen = {"\u00A0", "\u2007", "\u202F", "\u200B",
                                                             "\u2060", "\u3000", "\uFEFF", "\u2003"};
  while (!text.empty()) {
    if (is_space(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    const auto found = std::ranges::find_if(unseen, [&](auto space) { return text.starts_with(space); });
    if (found == unseen.end()) return false;
    text.remove_prefix(found->size());
  }
  return true;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::size_t end = 0, characters = 0;
  while (end < text.size() && characters < longest) {
    const std::size_t length = character_length(text, end);
    end += length == 0 ? 1 : length;
    ++characters;
  }
  std::string out("'");
  out.append(text.substr(0, end)).append(end < text.size() ? "…'" : "'");
  return out;
}

}  // namespace pramen::corpus
