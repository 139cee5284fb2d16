// Word documents (ECMA-376, part 1, 17): paragraphs and tables of the main text, with the styles and the numbering
// that tell headings and lists.
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "corpus/document.h"
#include "corpus/markdown_builder.h"
#include "corpus/office_parts.h"
#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

constexpr int deepest = 64;  // elements within each other: tables in tables, runs in links

std::string_view value(const pugi::xml_node& parent, std::string_view name) {
  return attribute(child(parent, name), "val");
}

// <w:b/> is on, <w:b w:val="0"/> is off.
bool is_on(const pugi::xml_node& properties, std::string_view name) {
  const pugi::xml_node node = child(properties, name);
  const std::string_view val = attribute(node, "val");
  return node && val != "0" && val != "false" && val != "off";
}

std::size_t number(std::string_view text) {
  std::size_t found = 0;
  std::from_chars(text.data(), text.data() + text.size(), found);
  return found;
}

struct ListPlace {
  std::string list;  // number of the numbering; empty: not said, "0": none
  std::size_t depth = 0;
};

struct Style {
  std::string based_on;
  std::optional<unsigned> heading;  // 1 is the title, 2 the first level of headings
  ListPlace place;
};

ListPlace list_place(const pugi::xml_node& properties) {
  const pugi::xml_node node = child(properties, "numPr");
  return {std::string(value(node, "numId")), number(value(node, "ilvl"))};
}

// Word keeps the English names of its own styles whatever language it speaks.
std::optional<unsigned> heading_of(const pugi::xml_node& style) {
  const std::string_view name = value(style, "name");
  if (name == "Title") return 1;
  if (name.starts_with("heading ")) return static_cast<unsigned>(number(name.substr(8))) + 1;
  const std::string_view level = value(child(style, "pPr"), "outlineLvl");
  if (level.empty() || number(level) > 8) return std::nullopt;
  return static_cast<unsigned>(number(level)) + 2;
}

class Styles {
 public:
  explicit Styles(const pugi::xml_document& xml) {
    for (const pugi::xml_node& node : xml.document_element().children()) {
      if (local_name(node) != "style" || attribute(node, "type") != "paragraph") continue;
      styles_[std::string(attribute(node, "styleId"))] = {std::string(value(node, "basedOn")), heading_of(node),
                                                          list_place(child(node, "pPr"))};
    }
  }
  std::optional<unsigned> heading(std::string_view id) const {
    std::optional<unsigned> found;
    up_from(id, [&](const Style& style) { return (found = style.heading).has_value(); });
    return found;
  }
  ListPlace place(std::string_view id) const {
    ListPlace found;
    up_from(id, [&](const Style& style) { return !(found = style.place).list.empty(); });
    return found;
  }

 private:
  // The style and what it is based on, until it is found.
  template <typename Found>
  void up_from(std::string_view id, const Found& found) const {
    constexpr int most = 16;  // a style may be based on itself
    for (int i = 0; i < most; ++i) {
      const auto style = styles_.find(id);
      if (style == styles_.end() || found(style->second)) return;
      id = style->second.based_on;
    }
  }
  std::map<std::string, Style, std::less<>> styles_;
};

// Which levels of which lists are numbered; all others have bullets.
class Numbering {
 public:
  explicit Numbering(const pugi::xml_document& xml) {
    for (const pugi::xml_node& node : xml.document_element().children()) {
      if (local_name(node) == "abstractNum") {
        for (const pugi::xml_node& level : node.children()) {
          const std::string_view form = value(level, "numFmt");
          if (local_name(level) == "lvl" && !form.empty() && form != "bullet" && form != "none")
            numbered_.insert(fmt::format("{}/{}", attribute(node, "abstractNumId"), attribute(level, "ilvl")));
        }
      } else if (local_name(node) == "num") {
        definitions_[std::string(attribute(node, "numId"))] = value(node, "abstractNumId");
      }
    }
  }
  bool numbered(const ListPlace& place) const {
    const auto definition = definitions_.find(place.list);
    return definition != definitions_.end() &&
           numbered_.contains(fmt::format("{}/{}", definition->second, place.depth));
  }

 private:
  std::map<std::string, std::string> definitions_;
  std::set<std::string> numbered_;  // "definition/level"
};

std::map<std::string, std::string, std::less<>> links_of(const pugi::xml_document& relations) {
  std::map<std::string, std::string, std::less<>> links;
  for (const pugi::xml_node& one : relations.document_element().children()) {
    if (attribute(one, "TargetMode") == "External") links.emplace(attribute(one, "Id"), attribute(one, "Target"));
  }
  return links;
}

class DocxReader {
 public:
  DocxReader(const pugi::xml_document& styles, const pugi::xml_document& numbering, const pugi::xml_document& relations)
      : styles_(styles), numbering_(numbering), links_(links_of(relations)) {}

  // False: it is nested too deep.
  bool read(const pugi::xml_node& body) {
    blocks(body, 0);
    return sound_;
  }
  MarkdownBuilder& markdown() { return markdown_; }

 private:
  bool too_deep(int depth) {
    if (depth > deepest) sound_ = false;
    return depth > deepest;
  }

  void blocks(const pugi::xml_node& parent, int depth) {
    if (too_deep(depth)) return;
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p")
        paragraph(node, depth);
      else if (name == "tbl")
        table(node, depth);
      else if (holds_content(name))
        blocks(node, depth + 1);
    }
  }

  // What only stands around text: content controls, and changes that are kept under review.
  static bool holds_content(std::string_view name) {
    return name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "smartTag" ||
           name == "customXml" || name == "fldSimple";
  }

  void table(const pugi::xml_node& node, int depth) {
    markdown_.begin_table();
    rows(node, depth + 1);
    markdown_.end_table();
  }
  void rows(const pugi::xml_node& parent, int depth) {
    if (too_deep(depth)) return;
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "tr") markdown_.begin_row();
      if (name == "tc") {
        markdown_.begin_cell();
        blocks(node, depth + 1);
      } else if (name == "tr" || holds_content(name)) {
        rows(node, depth + 1);
      }
    }
  }

  void paragraph(const pugi::xml_node& node, int depth) {
    const pugi::xml_node properties = child(node, "pPr");
    const std::string_view style = value(properties, "pStyle");
    ListPlace place = list_place(properties);
    if (place.list.empty()) place = styles_.place(style);
    if (const auto heading = styles_.heading(style))
      markdown_.heading(*heading);
    else if (!place.list.empty() && place.list != "0")
      markdown_.list_item(place.depth, numbering_.numbered(place));
    else
      markdown_.paragraph();
    runs(node, {}, depth + 1);
  }

  void runs(const pugi::xml_node& parent, const std::string& link, int depth) {
    if (too_deep(depth)) return;
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "r") {
        run(node, link);
      } else if (name == "hyperlink") {
        const auto found = links_.find(attribute(node, "id"));
        runs(node, found == links_.end() ? link : found->second, depth + 1);
      } else if (holds_content(name)) {
        runs(node, link, depth + 1);
      }
    }
  }

  void run(const pugi::xml_node& node, const std::string& link) {
    const pugi::xml_node properties = child(node, "rPr");
    if (is_on(properties, "vanish")) return;
    const TextStyle style{is_on(properties, "b"), is_on(properties, "i"), link};
    for (const pugi::xml_node& part : node.children()) {
      const std::string_view name = local_name(part);
      if (name == "t") markdown_.text(part.text().get(), style);
      if (name == "tab") markdown_.text(" ", style);
      if (name == "noBreakHyphen") markdown_.text("-", style);
      if (name == "cr" || (name == "br" && attribute(part, "type").empty())) markdown_.line_break();
    }
  }

  const Styles styles_;
  const Numbering numbering_;
  const std::map<std::string, std::string, std::less<>> links_;
  MarkdownBuilder markdown_{max_record_bytes};
  bool sound_ = true;
};

}  // namespace

Document read_docx(const std::filesystem::path& file) {
  Document document;
  document.hint = say("save it again as Word document (.docx)");
  const OfficeParts parts(file, max_document_xml_bytes);
  pugi::xml_document xml, styles, numbering, relations;
  if (!parts.opened()) {
    document.fault = say("it is no .docx archive; a document with a password is none either");
  } else if (parts.read("word/document.xml", xml, document.fault) &&
             parts.read("word/styles.xml", styles, document.fault, true) &&
             parts.read("word/numbering.xml", numbering, document.fault, true) &&
             parts.read("word/_rels/document.xml.rels", relations, document.fault, true)) {
    DocxReader reader(styles, numbering, relations);
    document.fault =
        reader.read(child(xml.document_element(), "body")) ? Sentence() : say("its elements are nested too deep");
    document.title = reader.markdown().take_title();
    document.markdown = reader.markdown().take();
  }
  return document;
}

}  // namespace pramen::corpus
