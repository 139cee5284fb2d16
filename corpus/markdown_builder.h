// Puts Markdown together from what other formats hold: headings, paragraphs, lists, tables, and in them text that may
// be bold, italic or a link. All text is escaped, so that it reads as it stood there. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::corpus {

struct TextStyle {
  bool bold = false, italic = false;
  std::string link;  // kept if it is a web or mail address
  std::string lang;  // two or three letters; empty: that of the text
  bool operator==(const TextStyle&) const = default;
};

class MarkdownBuilder {
 public:
  // What is added beyond this is dropped; full() says so.
  explicit MarkdownBuilder(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // Each begins a block that lasts until the next; inside a cell of a table they only part words.
  void paragraph();
  void heading(unsigned level);
  void list_item(std::size_t depth, bool numbered);
  // A table in a cell becomes text of that cell.
  void begin_table();
  void begin_row();
  void begin_cell();
  void end_table();

  // White space counts as one blank.
  void text(std::string_view text, const TextStyle& style = {});
  void line_break();

  bool full() const { return bytes_ > most_bytes_; }
  // The text of a heading of the first level at the very top; it is no part of the Markdown then.
  std::string take_title();
  std::string take();

 private:
  enum class Kind { paragraph, heading, item, table };
  struct Block {
    Kind kind = Kind::paragraph;
    std::size_t level = 0;  // of a heading, from 1; of an item, from 0
    bool numbered = false;
    std::string text;   // Markdown
    std::string plain;  // of a heading
  };
  struct Run {
    std::string text;
    TextStyle style;
  };
  void begin(Kind kind, std::size_t level, bool numbered);
  void finish_block();
  void finish_cell();
  void clear_runs();
  std::string inline_markdown() const;
  std::string plain_text() const;

  const std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::vector<Block> blocks_;
  Block open_;
  std::vector<Run> runs_;   // of the open block or cell
  bool ends_blank_ = true;  // so do they; or there are none
  std::size_t tables_ = 0;  // open ones
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pramen::corpus
