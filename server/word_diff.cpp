#include "server/word_diff.h"

#include <algorithm>
#include <cstdint>

#include "query/passage.h"

namespace pramen::server {
namespace {

using Words = std::vector<std::string_view>;
using Kind = TextChange::Kind;

constexpr std::string_view blanks = " \t\r\n";

// Each word with the blanks behind it: together they are the text.
Words words_of(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_not_of(blanks, text.find_first_of(blanks)), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

bool same_word(std::string_view one, std::string_view other) {
  const auto bare = [](std::string_view word) { return word.substr(0, word.find_last_not_of(blanks) + 1); };
  return bare(one) == bare(other);
}

class Changes {
 public:
  void add(Kind kind, std::string_view word) {
    if (list_.empty() || list_.back().kind != kind) list_.push_back({kind, {}});
    list_.back().text += word;
  }
  std::vector<TextChange> take() { return std::move(list_); }

 private:
  std::vector<TextChange> list_;
};

// How many words two texts have in common from here on, for every place in both.
class CommonWords {
 public:
  CommonWords(const Words& old_words, const Words& new_words)
      : width_(new_words.size() + 1), length_((old_words.size() + 1) * width_) {
    for (std::size_t i = old_words.size(); i-- > 0;) {
      for (std::size_t j = new_words.size(); j-- > 0;) {
        length_[i * width_ + j] = same_word(old_words[i], new_words[j])
                                      ? static_cast<std::uint16_t>(from(i + 1, j + 1) + 1)
                                      : std::max(from(i + 1, j), from(i, j + 1));
      }
    }
  }
  std::uint16_t from(std::size_t i, std::size_t j) const { return length_[i * width_ + j]; }

 private:
  const std::size_t width_;
  std::vector<std::uint16_t> length_;
};

// What has nothing in common at its ends.
void add_middle(const Words& old_words, const Words& new_words, Changes& changes) {
  const CommonWords common(old_words, new_words);
  std::size_t i = 0, j = 0;
  while (i < old_words.size() || j < new_words.size()) {
    if (i < old_words.size() && j < new_words.size() && same_word(old_words[i], new_words[j])) {
      changes.add(Kind::kept, new_words[j++]);
      ++i;
    } else if (j == new_words.size() || (i < old_words.size() && common.from(i + 1, j) >= common.from(i, j + 1))) {
      changes.add(Kind::removed, old_words[i++]);
    } else {
      changes.add(Kind::added, new_words[j++]);
    }
  }
}

}  // namespace

std::optional<std::vector<TextChange>> word_changes(std::string_view old_text, std::string_view new_text) {
  Words old_words = words_of(old_text), new_words = words_of(new_text);
  const auto [old_first, new_first] = std::ranges::mismatch(old_words, new_words, same_word);
  const Words begin(new_words.begin(), new_first);
  old_words.erase(old_words.begin(), old_first);
  new_words.erase(new_words.begin(), new_first);
  Words end;
  while (!old_words.empty() && !new_words.empty() && same_word(old_words.back(), new_words.back())) {
    end.push_back(new_words.back());
    old_words.pop_back();
    new_words.pop_back();
  }
  if (std::max(old_words.size(), new_words.size()) > max_compared_words) return std::nullopt;
  Changes changes;
  for (const std::string_view word : begin) changes.add(Kind::kept, word);
  add_middle(old_words, new_words, changes);
  std::ranges::reverse(end);
  for (const std::string_view word : end) changes.add(Kind::kept, word);
  return changes.take();
}

std::string changes_html(const std::vector<TextChange>& changes) {
  std::string html;
  for (const TextChange& change : changes) {
    const bool removed = change.kind == Kind::removed;
    const std::string_view tag = removed ? "del" : change.kind == Kind::added ? "ins" : "";
    // The last word before may have ended its text.
    if (removed && !html.empty() && !html.ends_with(' ') && !html.ends_with('>')) html += ' ';
    // Blanks at the end stay outside of the mark. Lines are those of the new text.
    std::string_view rest = change.text;
    while (!rest.empty()) {
      const std::size_t line = std::min(rest.find('\n'), rest.size());
      const std::string_view words = rest.substr(0, line);
      const std::size_t end = words.find_last_not_of(" \t\r") + 1;
      if (end > 0 && !tag.empty()) html.append("<").append(tag).append(">");
      html += query::escape_html(words.substr(0, end));
      if (end > 0 && !tag.empty()) html.append("</").append(tag).append(">");
      html += words.substr(end);
      if (line < rest.size()) html += removed ? " " : "<br>";
      rest.remove_prefix(std::min(line + 1, rest.size()));
    }
  }
  return html;
}

}  // namespace pramen::server
