// One walk over Markdown for both ways out, HTML and plain text.
#pragma once

#include <md4c.h>

#include <string>
#include <string_view>

namespace pramen::corpus {

// Gets the events of md4c. Returning false ends the walk.
class MarkdownVisitor {
 public:
  virtual ~MarkdownVisitor() = default;
  virtual bool enter_block(MD_BLOCKTYPE type, void* detail) = 0;
  virtual bool leave_block(MD_BLOCKTYPE type, void* detail) = 0;
  virtual bool enter_span(MD_SPANTYPE type, void* detail) = 0;
  virtual bool leave_span(MD_SPANTYPE type, void* detail) = 0;
  virtual bool text(MD_TEXTTYPE type, std::string_view text) = 0;
  // Text in another language, <span lang="de-AT">…</span>; properly nested, and never beyond its block.
  virtual void enter_language(std::string_view) {}
  virtual void leave_language() {}
};

// "de" of "de-AT"; empty where that is not two or three small letters.
std::string_view primary_language(std::string_view code);

// False if the visitor ended it, or if the text is of the sort that would take
// md4c unduly long: then it is best shown as it stands.
bool walk_markdown(std::string_view markdown, MarkdownVisitor& visitor);

// An attribute (link target) with its entities decoded.
std::string attribute_text(const MD_ATTRIBUTE& attribute);

}  // namespace pramen::corpus
