#include "corpus/markdown_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/field_values.h"

namespace pramen::corpus {
namespace {

constexpr char hard_break = '\n';  // in the text of a run

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
bool is_word(char c) { return !is_space(c) && !is_punctuation(c); }

// The characters that mean something to Markdown, wherever they stand.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool within_word = i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
    const bool special = std::string_view("\\`*[]<&|").find(c) != std::string_view::npos || (c == '_' && !within_word);
    if (c == hard_break) out += '\\';
    if (special) out += '\\';
    out += c;
  }
  return out;
}

// At the beginning of a line more of them do.
std::string escaped_start(std::string text) {
  if (text.empty()) return text;
  if (std::string_view("#>+-=~").find(text.front()) != std::string_view::npos) return "\\" + text;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')')) text.insert(digits, "\\");
  return text;
}

std::string escaped_starts(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += (at == 0 ? "" : "\n") + escaped_start(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// As it may stand between < and >.
std::string link_target(std::string_view link) {
  if (!is_web_address(link) && !(link.starts_with("mailto:") && link.find_first_of(" <>\\\n") == link.npos)) return {};
  return fmt::format("<{}>", link);
}

// Marks hold where the outer side of them is no word: "a**b**" would be bold, "a**.b**" not.
bool may_mark(const std::string& before, std::string_view after) {
  const auto open = [](char c) { return c != '*' && !is_word(c); };
  return (before.empty() || open(before.back())) && (after.empty() || open(after.front()));
}

void replace_breaks(std::string& text, std::string_view with) {
  for (std::size_t at = text.find("\\\n"); at != std::string::npos; at = text.find("\\\n", at + with.size()))
    text.replace(at, 2, with);
}

std::string row_line(const std::vector<std::string>& cells, std::size_t width) {
  std::string line = "|";
  for (std::size_t i = 0; i < width; ++i) line += fmt::format(" {} |", i < cells.size() ? cells[i] : "");
  return line;
}

}  // namespace

void MarkdownBuilder::paragraph() { begin(Kind::paragraph, 0, false); }
void MarkdownBuilder::heading(unsigned level) { begin(Kind::heading, std::clamp(level, 1U, 6U), false); }

void MarkdownBuilder::list_item(std::size_t depth, bool numbered) {
  constexpr std::size_t deepest = 8;
  begin(Kind::item, std::min(depth, deepest), numbered);
}

void MarkdownBuilder::begin(Kind kind, std::size_t level, bool numbered) {
  if (tables_ > 0) return text(" ");
  finish_block();
  open_ = {.kind = kind, .level = level, .numbered = numbered, .text = {}, .plain = {}};
}

void MarkdownBuilder::begin_table() {
  if (tables_++ > 0) return text(" ");
  finish_block();
  rows_.clear();
}

void MarkdownBuilder::begin_row() {
  if (tables_ != 1) return text(" ");
  finish_cell();
  rows_.emplace_back();
}

void MarkdownBuilder::begin_cell() {
  if (tables_ != 1) return text(" ");
  finish_cell();
  if (rows_.empty()) rows_.emplace_back();
  rows_.back().emplace_back();
}

void MarkdownBuilder::end_table() {
  if (tables_ == 0 || --tables_ > 0) return;
  finish_cell();
  std::erase_if(rows_, [](const auto& row) { return std::ranges::all_of(row, &std::string::empty); });
  if (rows_.empty()) return;
  std::size_t width = 0;
  for (const auto& row : rows_) width = std::max(width, row.size());
  std::string table;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    table += row_line(rows_[i], width) + "\n";
    if (i == 0) table += row_line(std::vector<std::string>(width, "---"), width) + "\n";
  }
  table.pop_back();
  blocks_.push_back({.kind = Kind::table, .level = 0, .numbered = false, .text = std::move(table), .plain = {}});
  open_ = {};
}

void MarkdownBuilder::text(std::string_view added, const TextStyle& style) {
  Run* run = nullptr;
  for (const char c : added) {
    const bool space = is_space(c);
    if (full() || (space && ends_blank_)) continue;
    if (run == nullptr) {
      if (runs_.empty() || runs_.back().style != style) runs_.push_back({{}, style});
      run = &runs_.back();
    }
    run->text += space ? ' ' : c;
    ends_blank_ = space;
    ++bytes_;
  }
}

void MarkdownBuilder::line_break() {
  if (tables_ > 0) return text(" ");
  if (full() || runs_.empty() || runs_.back().text.ends_with(hard_break)) return;
  runs_.back().text += hard_break;
  ends_blank_ = true;
  ++bytes_;
}

std::string MarkdownBuilder::plain_text() const {
  std::string plain;
  for (const Run& run : runs_) plain += run.text;
  std::ranges::replace(plain, hard_break, ' ');
  while (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

std::string MarkdownBuilder::inline_markdown() const {
  std::string out;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const auto& [text, style] = runs_[i];
    const std::size_t begin = std::min(text.find_first_not_of(" \n"), text.size());
    const std::size_t end = text.find_last_not_of(" \n") + 1;
    if (begin >= end) {
      out += escaped(text);
      continue;
    }
    const std::string_view view = text;
    std::string inner = escaped(view.substr(begin, end - begin));
    if (const std::string target = link_target(style.link); !target.empty())
      inner = fmt::format("[{}]({})", inner, target);
    const std::string_view next = i + 1 < runs_.size() ? std::string_view(runs_[i + 1].text) : std::string_view();
    const std::string_view after = end < text.size() ? view.substr(end) : next;
    const std::string lead = escaped(view.substr(0, begin));
    const bool marked = open_.kind != Kind::heading && may_mark(out + lead, after);
    const std::string_view marks = !marked                      ? ""
                                   : style.bold && style.italic ? "***"
                                   : style.bold                 ? "**"
                                   : style.italic               ? "*"
                                                                : "";
    inner = fmt::format("{}{}{}", marks, inner, marks);
    if (!style.lang.empty()) inner = fmt::format("<span lang=\"{}\">{}</span>", style.lang, inner);
    out += lead + inner + escaped(view.substr(end));
  }
  while (out.ends_with(' ') || out.ends_with("\\\n")) out.resize(out.size() - (out.ends_with(' ') ? 1 : 2));
  return out;
}

void MarkdownBuilder::clear_runs() {
  runs_.clear();
  ends_blank_ = true;
}

void MarkdownBuilder::finish_cell() {
  if (!rows_.empty() && !rows_.back().empty()) {
    std::string cell = inline_markdown();
    replace_breaks(cell, " ");
    rows_.back().back() = std::move(cell);
  }
  clear_runs();
}

void MarkdownBuilder::finish_block() {
  open_.text = escaped_starts(inline_markdown());
  if (open_.kind == Kind::heading) {
    replace_breaks(open_.text, " ");
    open_.plain = plain_text();
  }
  if (!open_.text.empty()) blocks_.push_back(std::move(open_));
  open_ = {};
  clear_runs();
}

std::string MarkdownBuilder::take_title() {
  finish_block();
  if (blocks_.empty() || blocks_.front().kind != Kind::heading || blocks_.front().level != 1) return {};
  std::string title = std::move(blocks_.front().plain);
  blocks_.erase(blocks_.begin());
  return title;
}

std::string MarkdownBuilder::take() {
  while (tables_ > 0) end_table();
  finish_block();
  struct Level {
    std::size_t width = 0, number = 0;
  };
  std::vector<Level> levels;  // of the list at hand
  std::string out;
  Kind before = Kind::paragraph;
  for (Block& block : blocks_) {
    std::string start, indent;
    if (block.kind == Kind::item) {
      levels.resize(std::min(block.level, levels.size()) + 1);
      for (std::size_t i = 0; i + 1 < levels.size(); ++i) indent.append(levels[i].width, ' ');
      start = block.numbered ? fmt::format("{}. ", ++levels.back().number) : "- ";
      levels.back().width = start.size();
      replace_breaks(block.text, fmt::format("\\\n{:{}}", "", indent.size() + start.size()));
    } else {
      levels.clear();
    }
    if (block.kind == Kind::heading) start = std::string(block.level, '#') + " ";
    if (!out.empty()) out += block.kind == Kind::item && before == Kind::item ? "\n" : "\n\n";
    out += indent + start + block.text;
    before = block.kind;
  }
  blocks_.clear();
  bytes_ = 0;
  return out;
}

}  // namespace pramen::corpus
