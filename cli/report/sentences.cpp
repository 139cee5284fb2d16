#include "cli/report/sentences.h"

#include <algorithm>

#include "corpus/characters.h"
#include "corpus/markdown.h"
#include "stemmers/folding.h"

namespace pramen::report {
namespace {

// A paragraph, heading, item or row as it stands in the file.
struct Block {
  std::string text;
  std::uint32_t line = 0;
  bool prose = true;
};

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

// Bytes of "- ", "* ", "12. "; 0: no item begins here.
std::size_t item_mark(std::string_view line) {
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  const std::size_t mark = digits;
  if (mark + 1 >= line.size() || line[mark + 1] != ' ') return 0;
  const std::string_view marks = digits == 0 ? "-*+" : ".)";
  return digits < 10 && marks.find(line[mark]) != std::string_view::npos ? mark + 2 : 0;
}

class Blocks {
 public:
  explicit Blocks(std::string_view markdown) {
    std::uint32_t number = 0;
    while (!markdown.empty()) {
      const auto end = std::min(markdown.find('\n'), markdown.size());
      line(markdown.substr(0, end), number++);
      markdown.remove_prefix(std::min(end + 1, markdown.size()));
    }
    close();
  }
  std::vector<Block> take() { return std::move(blocks_); }

 private:
  void line(std::string_view raw, std::uint32_t number) {
    std::string_view text = trimmed(raw);
    if (text.starts_with("```") || text.starts_with("~~~")) {
      close();
      code_ = !code_;
      return;
    }
    if (code_) return;
    if (text.empty()) return close();
    if (text.front() == '#' || text.front() == '|') {
      close();
      add(text.front() == '#' ? text.substr(std::min(text.find_first_not_of('#'), text.size())) : text, number, false);
      return close();
    }
    const bool quoted = text.front() == '>';
    if (quoted) text = trimmed(text.substr(1));
    if (quoted == open_.prose) close();
    if (const std::size_t mark = item_mark(text)) {
      close();
      text.remove_prefix(mark);
    }
    add(text, number, !quoted);
  }
  void add(std::string_view text, std::uint32_t number, bool prose) {
    if (open_.text.empty()) {
      open_.line = number;
      open_.prose = prose;
    } else {
      open_.text += '\n';
    }
    open_.text += text;
  }
  void close() {
    if (!open_.text.empty()) blocks_.push_back(std::move(open_));
    open_ = {};
  }

  Block open_;
  bool code_ = false;
  std::vector<Block> blocks_;
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Bytes of the mark that ends a sentence at `at`, with quotes and brackets behind it; 0: none.
std::size_t end_mark(std::string_view text, std::size_t at) {
  constexpr std::string_view ellipsis = "…";
  std::size_t end = at;
  if (text.substr(at).starts_with(ellipsis)) {
    end += ellipsis.size();
  } else {
    while (end < text.size() && (text[end] == '.' || text[end] == '!' || text[end] == '?')) ++end;
  }
  if (end == at) return 0;
  for (bool closing = true; closing;) {
    closing = false;
    for (const std::string_view mark : {")", "]", "\"", "'", "*", "_", "”", "“", "’", "‘", "»", "«"}) {
      if (!text.substr(end).starts_with(mark)) continue;
      end += mark.size();
      closing = true;
    }
  }
  return end - at;
}

// "3." of "3. März", "r." of "s. r. o.": the full stop belongs to the word.
bool is_abbreviation(std::string_view word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::ranges::all_of(word, is_digit)) return word.size() <= 2;
  const bool short_word = std::ranges::count_if(word, [](char c) { return (c & 0xC0) != 0x80; }) <= 2;
  return short_word && !std::ranges::any_of(word, is_digit);
}

bool ends_here(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length == text.size()) return true;
  if (!is_space(text[at + length])) return false;
  const auto next = text.find_first_not_of(" \n\t", at + length);
  if (next == std::string_view::npos) return true;
  if (stemmers::has_small_letters(text.substr(next, corpus::character_length(text, next)))) return false;
  const auto space = text.find_last_of(" \n\t(", at);
  const std::string_view word = text.substr(space + 1, at - space - 1);  // npos + 1 is 0
  return text[at] != '.' || length > 1 || !is_abbreviation(word);
}

std::string without_markup(std::string_view text) {
  const bool plain = text.find_first_of("[]*_`<&\\|") == std::string_view::npos;
  std::string words = plain ? std::string(text) : corpus::markdown_to_text(text);
  std::ranges::replace(words, '\n', ' ');
  return words;
}

void split(const Block& block, std::uint32_t paragraph, std::vector<Sentence>& sentences) {
  const std::string_view text = block.text;
  std::uint32_t line = block.line;
  for (std::size_t begin = 0, at = 0; at < text.size();) {
    const std::size_t length = end_mark(text, at);
    if (length == 0 ? at + 1 < text.size() : !ends_here(text, at, length)) {
      at += std::max<std::size_t>(length, 1);
      continue;
    }
    at = std::min(at + std::max<std::size_t>(length, 1), text.size());
    const std::string_view sentence = text.substr(begin, at - begin);
    if (!corpus::is_blank(sentence)) sentences.push_back({without_markup(sentence), line, paragraph, block.prose});
    while (at < text.size() && is_space(text[at])) ++at;
    line += static_cast<std::uint32_t>(std::ranges::count(text.substr(begin, at - begin), '\n'));
    begin = at;
  }
}

// What is said to be in another language gives way to blanks, so that lines stay where they are.
std::string in_own_language(std::string_view markdown) {
  constexpr std::string_view begin = "<span lang=", end = "</span>";
  std::string own(markdown);
  for (std::size_t at = own.find(begin); at != own.npos; at = own.find(begin, at)) {
    const std::size_t close = std::min(own.find(end, at), own.size());
    const std::size_t stop = std::min(close + end.size(), own.size());
    std::replace_if(
        own.begin() + static_cast<std::ptrdiff_t>(at), own.begin() + static_cast<std::ptrdiff_t>(stop),
        [](char c) { return c != '\n'; }, ' ');
  }
  return own;
}

}  // namespace

std::vector<Sentence> sentences_of(std::string_view markdown) {
  std::vector<Sentence> sentences;
  std::uint32_t paragraph = 0;
  const std::string own = in_own_language(markdown);
  for (const Block& block : Blocks(own).take()) split(block, paragraph++, sentences);
  return sentences;
}

}  // namespace pramen::report
