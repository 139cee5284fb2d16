// A Thesaurus as statements again, in the order in which every format writes them: the scheme, the
// concepts, then what else there is.
#pragma once

#include "corpus/thesaurus.h"
#include "corpus/triples.h"

namespace pramen::corpus {

Triples to_triples(const Thesaurus& thesaurus);

}  // namespace pramen::corpus
