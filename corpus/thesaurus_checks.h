// What makes a thesaurus sound: the integrity conditions of SKOS (SKOS Reference, W3C
// Recommendation, 2009: S13, S14, S27, S37) and what searching needs beside them.
#pragma once

#include <span>
#include <string>

#include "corpus/concept_drafts.h"
#include "corpus/thesaurus_problems.h"

namespace pramen::corpus {

// `languages`: those that each concept should have a preferred label in.
void check_thesaurus(const ConceptDrafts& drafts, std::span<const std::string> languages, ThesaurusProblems& problems);

}  // namespace pramen::corpus
