// Word families: what derived words share (zamestnanosť, zamestnanec,
// zamestnať; Beschäftigung, beschäftigt), learnt from which endings take each
// other's place on many stems.
#pragma once

#include "stemmers/letters.h"
#include "stemmers/pack.h"

namespace pramen::stemmers {

// The key of a base form's family; empty where it has none. Base form and key
// without marks, so that a query typed without them has families too.
Letters family_of(const Pack& pack, const Letters& folded_lemma);

}  // namespace pramen::stemmers
