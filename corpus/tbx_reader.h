// TBX (TermBase eXchange, ISO 30042:2019 and its edition of 2008, "martif") to statements of SKOS, by pugixml: what
// translators' programs and IATE give. docs/thesaurus.md says what becomes of what.
#pragma once

#include <string_view>

#include "corpus/findings.h"
#include "corpus/triples.h"

namespace pramen::corpus {

// `text` must be UTF-8 (check_characters).
void read_tbx(std::string_view text, Triples& triples, Findings& findings);

}  // namespace pramen::corpus
