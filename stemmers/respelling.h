// What a word that nobody knows may have been meant as: Bulgarian typed in Latin
// letters, letters of the other script that look alike, keys that change places
// on another keyboard (y and z), ae for ä.
#pragma once

#include <optional>
#include <vector>

#include "stemmers/compounds.h"
#include "stemmers/lemmatiser.h"
#include "stemmers/letters.h"
#include "stemmers/pack.h"

namespace pramen::stemmers {

// For queries: what the word may have been meant as, the likeliest first; none
// where it is known as it stands or as typed without marks. All are known words
// (or compounds, if those are given) except where there is none: then a language
// of Cyrillic script reads Latin letters by its table alone, and all of ae, oe,
// ue are read as ä, ö, ü unless the word is a compound as it stands. One
// exception: a Latin word that texts of a Cyrillic language have (na) may have
// been meant as one of its own script that is used more.
std::vector<Letters> respellings(const Pack& pack, const Lemmatiser& lemmatiser, const Letters& word,
                                 const Compounds& compounds);

// For queries and documents: a word of Latin and Cyrillic letters mixed (an а in
// the midst of "sociаlne") in letters of one script; nothing where it is in one
// script or cannot be brought into one.
std::optional<Letters> unmixed(const Pack& pack, const Lemmatiser& lemmatiser, const Letters& word);

}  // namespace pramen::stemmers
