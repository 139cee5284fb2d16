// A thesaurus as JSON lines, a concept a line; docs/thesaurus.md shows them. What a concept's line
// cannot say stands in lines of single statements.
#pragma once

#include <string>
#include <string_view>

#include "corpus/findings.h"
#include "corpus/thesaurus.h"
#include "corpus/triples.h"

namespace pramen::corpus {

// `text` must be UTF-8 (check_characters).
void read_thesaurus_lines(std::string_view text, Triples& triples, Findings& findings);

std::string write_thesaurus_lines(const Thesaurus& thesaurus);

}  // namespace pramen::corpus
