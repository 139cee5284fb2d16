// Drafts that were checked, to a Thesaurus.
#pragma once

#include "corpus/concept_drafts.h"
#include "corpus/thesaurus.h"

namespace pramen::corpus {

Thesaurus build_thesaurus(const ConceptDrafts& drafts, const Triples& triples);

}  // namespace pramen::corpus
