// A YAML mapping to nodes, through libyaml's events: no aliases, tags, directives
// or second documents, and bounded depth, so that no short text unfolds to a huge one.
#pragma once

#include <string_view>

#include "corpus/json_nodes.h"

namespace pramen::corpus {

// `text` must be UTF-8 without control characters and begins at `start`.
Parsed parse_yaml(std::string_view text, Place start, Findings& findings);

}  // namespace pramen::corpus
