// Web pages, read by the events of libxml2's HTML parser: no tree, no network, no document type.
#include <iconv.h>
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/characters.h"
#include "corpus/document.h"
#include "corpus/input.h"
#include "corpus/markdown_builder.h"
#include "corpus/markdown_walk.h"
#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

constexpr std::size_t deepest = 512;  // open elements; the parser looks through all of them at each end

using Names = std::initializer_list<std::string_view>;
bool is_one_of(std::string_view name, Names names) { return std::ranges::find(names, name) != names.end(); }

// What is no text of the page: programs, pictures, forms, and the ways to other pages.
bool is_left_out(std::string_view name) {
  return is_one_of(name, {"head",   "script", "style",  "noscript", "template", "iframe", "object", "embed",
                          "applet", "svg",    "math",   "canvas",   "audio",    "video",  "nav",    "footer",
                          "form",   "button", "select", "input",    "textarea", "dialog", "map"});
}

bool is_block(std::string_view name) {
  return is_one_of(name, {"p",          "div", "section", "article", "header", "aside",      "main",    "body",
                          "blockquote", "pre", "address", "figure",  "center", "figcaption", "details", "dl",
                          "dt",         "dd",  "summary", "hr",      "ul",     "ol"});
}

std::optional<unsigned> heading_level(std::string_view name) {
  if (name.size() != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6') return std::nullopt;
  return static_cast<unsigned>(name[1] - '0');
}

class HtmlReader {
 public:
  void start(std::string_view name, const xmlChar** attributes) {
    if (++open_ > deepest) return stop();
    begin_language(name, attributes);
    if (name == "title" && title_.empty()) in_title_ = true;
    if (left_out_ > 0 || is_left_out(name)) {
      ++left_out_;
      return;
    }
    // A page that says which part of it is the text is taken at its word.
    if (name == "main" && !main_seen_) {
      main_seen_ = true;
      markdown_ = std::make_unique<MarkdownBuilder>(max_record_bytes);
    }
    if (after_main_) return;
    begin(name, attributes);
  }

  void end(std::string_view name) {
    if (open_ == 0) return;
    --open_;
    if (!languages_.empty()) languages_.pop_back();
    if (name == "title") in_title_ = false;
    if (left_out_ > 0) {
      --left_out_;
      return;
    }
    if (after_main_) return;
    finish(name);
    if (name == "main") after_main_ = true;
  }

  void text(std::string_view text) {
    if (in_title_ && title_.size() < max_record_bytes) title_ += text;
    if (left_out_ == 0 && !after_main_) markdown_->text(text, style());
  }

  bool stopped() const { return stopped_; }
  Document take() {
    Document document;
    document.title = markdown_->take_title();
    if (document.title.empty()) document.title = title_;
    document.markdown = markdown_->take();
    return document;
  }
  void set_parser(htmlParserCtxtPtr parser) { parser_ = parser; }

 private:
  TextStyle style() const {
    const std::string_view lang = languages_.empty() ? std::string_view() : std::string_view(languages_.back());
    return {.bold = bold_ > 0,
            .italic = italic_ > 0,
            .link = links_.empty() ? std::string() : links_.back(),
            .lang = std::string(lang == page_language_ ? std::string_view() : lang)};
  }

  // "de" of lang="de-AT". That of the page itself is no other language.
  void begin_language(std::string_view name, const xmlChar** attributes) {
    std::string lang(primary_language(attribute(attributes, "lang")));
    if (lang.empty() && !languages_.empty()) lang = languages_.back();
    if (name == "html") page_language_ = lang;
    languages_.push_back(std::move(lang));
  }

  void begin(std::string_view name, const xmlChar** attributes) {
    if (const auto level = heading_level(name)) return markdown_->heading(*level);
    if (is_block(name)) block();
    if (name == "ul" || name == "ol") numbered_.push_back(name == "ol");
    if (name == "li")
      markdown_->list_item(numbered_.empty() ? 0 : numbered_.size() - 1, !numbered_.empty() && numbered_.back());
    if (name == "b" || name == "strong") ++bold_;
    if (name == "i" || name == "em") ++italic_;
    if (name == "a") links_.push_back(attribute(attributes, "href"));
    if (name == "br") markdown_->line_break();
    if (name == "table") markdown_->begin_table();
    if (name == "tr") markdown_->begin_row();
    if (name == "td" || name == "th") markdown_->begin_cell();
  }

  void finish(std::string_view name) {
    if ((name == "ul" || name == "ol") && !numbered_.empty()) numbered_.pop_back();
    if (heading_level(name) || is_block(name)) block();
    if ((name == "b" || name == "strong") && bold_ > 0) --bold_;
    if ((name == "i" || name == "em") && italic_ > 0) --italic_;
    if (name == "a" && !links_.empty()) links_.pop_back();
    if (name == "table") markdown_->end_table();
  }

  // Paragraphs of one item of a list are lines of it.
  void block() {
    if (numbered_.empty())
      markdown_->paragraph();
    else
      markdown_->line_break();
  }

  static std::string attribute(const xmlChar** attributes, std::string_view name) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      if (reinterpret_cast<const char*>(attributes[0]) == name && attributes[1] != nullptr)
        return reinterpret_cast<const char*>(attributes[1]);
    }
    return {};
  }

  void stop() {
    stopped_ = true;
    xmlStopParser(parser_);
  }

  htmlParserCtxtPtr parser_ = nullptr;
  std::unique_ptr<MarkdownBuilder> markdown_ = std::make_unique<MarkdownBuilder>(max_record_bytes);
  std::string title_, page_language_;
  std::vector<std::string> links_;
  std::vector<std::string> languages_;  // of the elements that are open
  std::vector<bool> numbered_;          // of the lists that are open
  std::size_t open_ = 0, left_out_ = 0, bold_ = 0, italic_ = 0;
  bool in_title_ = false, main_seen_ = false, after_main_ = false, stopped_ = false;
};

htmlSAXHandler events() {
  htmlSAXHandler handler{};
  handler.startElement = [](void* reader, const xmlChar* name, const xmlChar** attributes) {
    static_cast<HtmlReader*>(reader)->start(reinterpret_cast<const char*>(name), attributes);
  };
  handler.endElement = [](void* reader, const xmlChar* name) {
    static_cast<HtmlReader*>(reader)->end(reinterpret_cast<const char*>(name));
  };
  handler.characters = [](void* reader, const xmlChar* text, int bytes) {
    static_cast<HtmlReader*>(reader)->text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(bytes)});
  };
  handler.ignorableWhitespace = handler.characters;
  return handler;
}

// The encoding that the page names: <meta charset="...">, also within http-equiv.
std::string named_encoding(std::string_view page) {
  constexpr std::string_view key = "charset=";
  constexpr std::size_t looked_at = 4096;
  std::string head(page.substr(0, looked_at));
  std::ranges::transform(head, head.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  std::size_t at = head.find(key);
  if (at == std::string::npos) return {};
  at += key.size();
  if (at < head.size() && (head[at] == '"' || head[at] == '\'')) ++at;
  return head.substr(at, head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_", at) - at);
}

// Nothing where a byte is no character of the encoding, or nobody knows it.
std::optional<std::string> converted(std::string page, const std::string& encoding) {
  const iconv_t converter = ::iconv_open("UTF-8", encoding.c_str());
  if (reinterpret_cast<std::intptr_t>(converter) == -1) return std::nullopt;
  std::string out;
  std::array<char, 65536> piece;
  char* from = page.data();
  std::size_t left = page.size();
  bool sound = true;
  while (left > 0 && sound) {
    char* to = piece.data();
    std::size_t room = piece.size();
    sound = ::iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1) || errno == E2BIG;
    out.append(piece.data(), piece.size() - room);
  }
  ::iconv_close(converter);
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

// The bytes say more than what a page names: sound UTF-8 is hardly ever anything else.
std::optional<std::string> as_utf8(std::string page) {
  if (page.starts_with("\xEF\xBB\xBF")) page.erase(0, 3);
  if (page.starts_with("\xFF\xFE") || page.starts_with("\xFE\xFF")) return converted(std::move(page), "UTF-16");
  if (first_invalid_utf8(page) == std::string::npos) return page;
  const std::string encoding = named_encoding(page);
  if (encoding.empty() || encoding == "utf-8" || encoding == "utf8") return std::nullopt;
  return converted(std::move(page), encoding);
}

Document failed(Sentence fault, Sentence hint) {
  return {.title = {}, .markdown = {}, .fault = std::move(fault), .hint = std::move(hint)};
}

}  // namespace

Document read_html(const std::filesystem::path& file) {
  WholeFile whole = read_whole(file, max_html_bytes);
  if (!whole.error.empty()) return failed(say("it cannot be read: {}", whole.error), say("mend its permissions"));
  auto page = as_utf8(std::move(whole.text));
  if (!page) return failed(say("its characters are in no encoding that it names"), say("save it as UTF-8"));
  blank_controls(*page);

  HtmlReader reader;
  htmlSAXHandler handler = events();
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreatePushParserCtxt(&handler, &reader, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8), htmlFreeParserCtxt);
  if (!parser) return failed(say("there is no memory for it"), Sentence());
  reader.set_parser(parser.get());
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                       HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
  htmlParseChunk(parser.get(), page->data(), static_cast<int>(page->size()), 1);
  if (reader.stopped())
    return failed(say("its elements are nested too deep"), say("save it again as a simple web page"));
  return reader.take();
}

}  // namespace pramen::corpus
