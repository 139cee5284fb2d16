// Markdown to the words in it, as the index and the snippets want them.
#include <utility>

#include "corpus/markdown.h"
#include "corpus/markdown_links.h"
#include "corpus/markdown_walk.h"

namespace pramen::corpus {
namespace {

class TextWriter : public MarkdownVisitor {
 public:
  explicit TextWriter(std::size_t limit) : limit_(limit) {}

  PlainMarkdown take() {
    while (text_.ends_with('\n') || text_.ends_with(' ')) text_.pop_back();
    return {std::move(text_), std::move(foreign_)};
  }

  void enter_language(std::string_view lang) override {
    end_stretch();
    languages_.emplace_back(primary_language(lang));
    begin_ = text_.size();
  }
  void leave_language() override {
    end_stretch();
    languages_.pop_back();
    begin_ = text_.size();
  }

  bool enter_block(MD_BLOCKTYPE type, void*) override {
    part(type);
    return ++depth_ <= deepest;
  }
  bool leave_block(MD_BLOCKTYPE type, void*) override {
    --depth_;
    part(type);
    return text_.size() <= limit_;
  }
  bool enter_span(MD_SPANTYPE, void*) override { return ++depth_ <= deepest; }
  bool leave_span(MD_SPANTYPE, void*) override {
    --depth_;
    return true;
  }
  bool text(MD_TEXTTYPE type, std::string_view text) override {
    switch (type) {
      case MD_TEXT_NULLCHAR: text_ += "\uFFFD"; break;
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR: text_ += ' '; break;
      case MD_TEXT_ENTITY: text_ += decoded_entity(text); break;
      default: text_ += text;
    }
    return text_.size() <= limit_;
  }

 private:
  static constexpr int deepest = 100;

  // Cells of a row are parted by a space, all other blocks by a line.
  void part(MD_BLOCKTYPE type) {
    const bool cell = type == MD_BLOCK_TH || type == MD_BLOCK_TD;
    if (text_.empty() || text_.ends_with('\n')) return;
    if (!cell) {
      while (text_.ends_with(' ')) text_.pop_back();
      text_ += '\n';
    } else if (!text_.ends_with(' ')) {
      text_ += ' ';
    }
  }

  // What was written since begin_ is in the innermost language. Blanks at its ends are nobody's; the last may be taken
  // back.
  void end_stretch() {
    const auto is_blank = [&](std::size_t at) { return text_[at] == ' ' || text_[at] == '\n'; };
    std::size_t end = text_.size();
    while (begin_ < end && is_blank(begin_)) ++begin_;
    while (end > begin_ && is_blank(end - 1)) --end;
    if (!languages_.empty() && end > begin_) foreign_.push_back({begin_, end, languages_.back()});
  }

  std::size_t limit_;
  std::string text_;
  std::vector<ForeignStretch> foreign_;
  std::vector<std::string> languages_;  // open ones
  std::size_t begin_ = 0;
  int depth_ = 0;
};

}  // namespace

PlainMarkdown plain_markdown(std::string_view markdown) {
  TextWriter writer(markdown.size() * 4 + 4096);
  return walk_markdown(markdown, writer) ? writer.take() : PlainMarkdown{std::string(markdown), {}};
}

std::string markdown_to_text(std::string_view markdown) { return plain_markdown(markdown).text; }

}  // namespace pramen::corpus
