// Learns word families: which base forms are derived from each other.
#pragma once

#include <cstdint>
#include <vector>

#include "stemmers/train/ending_sets_builder.h"
#include "stemmers/train/lexicon.h"
#include "stemmers/train/table_writer.h"

namespace pramen::stemmers::train {

// Sections `families` (the keys: what base forms of a family, without marks, begin
// with; the numbers say nothing) and `family_rules` (reversed ending -> what to
// cut for a key, where no family is known; numbers are sets in `endings`). How
// often words are used makes no difference.
std::vector<Section> learn_families(const Lexicon& lexicon, EndingSetsBuilder& endings);

}  // namespace pramen::stemmers::train
