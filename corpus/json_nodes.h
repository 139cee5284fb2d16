// JSON to nodes, each with line and column, in bounded depth.
#pragma once

#include <string_view>

#include "corpus/findings.h"
#include "corpus/node.h"

namespace pramen::corpus {

struct Parsed {
  Node node;
  bool whole = false;  // false: broken, `node` holds what came before the fault
};

// `text` must be UTF-8 and begins at `start`. Faults go to `findings`.
Parsed parse_json(std::string_view text, Place start, Findings& findings);

}  // namespace pramen::corpus
