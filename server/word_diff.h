// Two versions of a text word by word: what stayed, what went, what came. By a longest common subsequence (Wagner and
// Fischer, The String-to-String Correction Problem, 1974). Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::server {

// Longer texts, once what they begin and end with alike is taken off, are not compared.
inline constexpr std::size_t max_compared_words = 2'000;

struct TextChange {
  enum class Kind { kept, removed, added };
  Kind kind = Kind::kept;
  std::string text;  // words with what stands between them
  bool operator==(const TextChange&) const = default;
};

// In the order of the text; of what went and came at one place, what went comes first. All `added` and `kept` together
// are `new_text`; all `removed` and `kept` are `old_text`, but for the blanks between words, which do not count. Nothing
// where the texts are too long.
std::optional<std::vector<TextChange>> word_changes(std::string_view old_text, std::string_view new_text);

// Escaped, with <del> and <ins>.
std::string changes_html(const std::vector<TextChange>& changes);

}  // namespace pramen::server
