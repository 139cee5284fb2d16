// Markdown to HTML. What is written here is every tag that can come out.
#include "corpus/markdown.h"

#include <algorithm>
#include <vector>

#include "corpus/markdown_links.h"
#include "corpus/markdown_walk.h"

namespace pramen::corpus {
namespace {

class HtmlWriter : public MarkdownVisitor {
 public:
  explicit HtmlWriter(std::size_t limit) : limit_(limit) {}
  std::string take() { return std::move(html_); }

  bool enter_block(MD_BLOCKTYPE type, void* detail) override {
    switch (type) {
      case MD_BLOCK_QUOTE: html_ += "<blockquote>\n"; break;
      case MD_BLOCK_UL: html_ += "<ul>\n"; break;
      case MD_BLOCK_OL: open_numbered(*static_cast<MD_BLOCK_OL_DETAIL*>(detail)); break;
      case MD_BLOCK_LI: html_ += "<li>"; break;
      case MD_BLOCK_HR: html_ += "<hr>\n"; break;
      case MD_BLOCK_H: html_ += "<h" + level(detail) + ">"; break;
      case MD_BLOCK_CODE: html_ += "<pre><code>"; break;
      case MD_BLOCK_P: html_ += "<p>"; break;
      case MD_BLOCK_TABLE: html_ += "<table>\n"; break;
      case MD_BLOCK_THEAD: html_ += "<thead>\n"; break;
      case MD_BLOCK_TBODY: html_ += "<tbody>\n"; break;
      case MD_BLOCK_TR: html_ += "<tr>"; break;
      case MD_BLOCK_TH: html_ += "<th>"; break;
      case MD_BLOCK_TD: html_ += "<td>"; break;
      default: break;
    }
    return ++depth_ <= deepest && fits();
  }

  bool leave_block(MD_BLOCKTYPE type, void* detail) override {
    --depth_;
    switch (type) {
      case MD_BLOCK_QUOTE: html_ += "</blockquote>\n"; break;
      case MD_BLOCK_UL: html_ += "</ul>\n"; break;
      case MD_BLOCK_OL: html_ += "</ol>\n"; break;
      case MD_BLOCK_LI: html_ += "</li>\n"; break;
      case MD_BLOCK_H: html_ += "</h" + level(detail) + ">\n"; break;
      case MD_BLOCK_CODE: html_ += "</code></pre>\n"; break;
      case MD_BLOCK_P: html_ += "</p>\n"; break;
      case MD_BLOCK_TABLE: html_ += "</table>\n"; break;
      case MD_BLOCK_THEAD: html_ += "</thead>\n"; break;
      case MD_BLOCK_TBODY: html_ += "</tbody>\n"; break;
      case MD_BLOCK_TR: html_ += "</tr>\n"; break;
      case MD_BLOCK_TH: html_ += "</th>"; break;
      case MD_BLOCK_TD: html_ += "</td>"; break;
      default: break;
    }
    return fits();
  }

  bool enter_span(MD_SPANTYPE type, void* detail) override {
    switch (type) {
      case MD_SPAN_EM: html_ += "<em>"; break;
      case MD_SPAN_STRONG: html_ += "<strong>"; break;
      case MD_SPAN_CODE: html_ += "<code>"; break;
      case MD_SPAN_A: open_link(*static_cast<MD_SPAN_A_DETAIL*>(detail)); break;
      default: break;  // of an image only the text inside it stays
    }
    return ++depth_ <= deepest && fits();
  }

  bool leave_span(MD_SPANTYPE type, void*) override {
    --depth_;
    switch (type) {
      case MD_SPAN_EM: html_ += "</em>"; break;
      case MD_SPAN_STRONG: html_ += "</strong>"; break;
      case MD_SPAN_CODE: html_ += "</code>"; break;
      case MD_SPAN_A:
        if (links_.back()) html_ += "</a>";
        links_.pop_back();
        break;
      default: break;
    }
    return fits();
  }

  void enter_language(std::string_view lang) override { html_.append("<span lang=\"").append(lang).append("\">"); }
  void leave_language() override { html_ += "</span>"; }

  bool text(MD_TEXTTYPE type, std::string_view text) override {
    switch (type) {
      case MD_TEXT_NULLCHAR: html_ += "\uFFFD"; break;
      case MD_TEXT_BR: html_ += "<br>\n"; break;
      case MD_TEXT_SOFTBR: html_ += '\n'; break;
      case MD_TEXT_ENTITY: append_escaped(html_, decoded_entity(text)); break;
      default: append_escaped(html_, text);
    }
    return fits();
  }

 private:
  static constexpr int deepest = 100;

  // The page's own heading is <h1>.
  static std::string level(void* detail) {
    return std::to_string(std::max(2u, static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
  }

  void open_numbered(const MD_BLOCK_OL_DETAIL& detail) {
    html_ += detail.start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(detail.start) + "\">\n";
  }

  void open_link(const MD_SPAN_A_DETAIL& detail) {
    const bool nested = std::ranges::find(links_, true) != links_.end();
    const auto address = nested ? std::nullopt : safe_link(attribute_text(detail.href));
    links_.push_back(address.has_value());
    if (!address) return;
    html_ += "<a href=\"";
    append_escaped(html_, *address);
    html_ += "\">";
  }

  bool fits() const { return html_.size() <= limit_; }

  std::size_t limit_;
  std::string html_;
  int depth_ = 0;
  std::vector<bool> links_;
};

// Whatever Markdown could not be walked: paragraphs as they were written.
std::string plain_paragraphs(std::string_view markdown) {
  std::string html = "<p>";
  append_escaped(html, markdown);
  return html + "</p>\n";
}

}  // namespace

std::string markdown_to_html(std::string_view markdown) {
  // Tables can unfold a short text to a huge one.
  HtmlWriter writer(markdown.size() * 16 + 4096);
  return walk_markdown(markdown, writer) ? writer.take() : plain_paragraphs(markdown);
}

}  // namespace pramen::corpus
