// A Markdown file of a record: the YAML between its first two lines `---`, and
// the body after them.
#pragma once

#include <string>

#include "corpus/findings.h"
#include "corpus/node.h"

namespace pramen::corpus {

struct MarkdownFile {
  Node front;  // a map
  std::string body;
  Place body_at;
  bool whole = false;  // false: faults were reported and `front` may lack keys
};

MarkdownFile parse_markdown_file(std::string text, Findings& findings);

}  // namespace pramen::corpus
