// JSON-LD 1.0 (W3C Recommendation, 2014) to statements, as thesauri are exported in it: expanded, or
// compacted by a context in the file. Refused with a fault: contexts elsewhere on the web (nothing is
// fetched) and inside nodes, and what only JSON-LD 1.1 knows.
#pragma once

#include <string_view>

#include "corpus/findings.h"
#include "corpus/triples.h"

namespace pramen::corpus {

// `text` must be UTF-8 (check_characters).
void read_jsonld(std::string_view text, Triples& triples, Findings& findings);

}  // namespace pramen::corpus
