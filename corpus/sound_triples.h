// Faults that every format lets through: IRIs that are none, languages, characters.
#pragma once

#include "corpus/thesaurus_problems.h"
#include "corpus/triples.h"

namespace pramen::corpus {

// Reports what is wrong.
bool is_sound(const Triple& triple, ThesaurusProblems& problems);

}  // namespace pramen::corpus
