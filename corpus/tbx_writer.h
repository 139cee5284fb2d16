// A thesaurus in TBX (ISO 30042:2019), as translators' programs and terminology databases read it. Only what terms,
// texts and links say has a place there; docs/thesaurus.md says what becomes of what.
#pragma once

#include <string>
#include <vector>

#include "corpus/thesaurus.h"

namespace pramen::corpus {

// `left_out`: the properties, as IRIs, of which something has no place, each once.
std::string write_tbx(const Thesaurus& thesaurus, std::vector<std::string>& left_out);

}  // namespace pramen::corpus
