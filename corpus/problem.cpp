#include "corpus/problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/characters.h"

namespace pramen::corpus {
namespace {

// What a terminal or a log would obey or not show, as \xNN or \u{NNNN}.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = character_length(text, at);
    const std::string_view character = text.substr(at, std::max<std::size_t>(length, 1));
    if (length == 0 || byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else if (byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      out += fmt::format("\\u{{{:04x}}}", static_cast<unsigned char>(text[at + 1]));
    } else if (character == "\u202A" || character == "\u202B" || character == "\u202C" || character == "\u202D" ||
               character == "\u202E" || character == "\u2066" || character == "\u2067" || character == "\u2068" ||
               character == "\u2069" || character == "\u2028" || character == "\u2029") {
      out += "\\u{bidi}";
    } else {
      out += character;
    }
    at += character.size();
  }
  return out;
}

}  // namespace

std::string to_text(const Problem& problem, std::string_view lang) {
  const auto from_one = [](std::size_t count) { return std::max<std::size_t>(count, 1); };
  std::string line = fmt::format(
      "{}:{}:{}: {}{}", escaped(problem.where.file), from_one(problem.where.line), from_one(problem.where.column),
      problem.severity == Severity::warning ? say("warning: ").in(lang) : "", escaped(problem.what.in(lang)));
  if (!problem.hint.empty()) line += fmt::format(" ({})", escaped(problem.hint.in(lang)));
  return line;
}

bool any_fault(std::span<const Problem> problems) {
  return std::ranges::any_of(problems, [](const Problem& one) { return one.severity == Severity::fault; });
}

}  // namespace pramen::corpus
