// Learns which words compounds are made of, and how productive each is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stemmers/train/lexicon.h"
#include "stemmers/train/source_reader.h"

namespace pramen::stemmers::train {

// Section `parts`: a part -> its productivity as first and as last element.
// `links`: what may stand between two parts, such as s and n in German.
std::vector<std::uint32_t> learn_parts(const Lexicon& lexicon, const Counts& counts, const std::vector<Letters>& links);

}  // namespace pramen::stemmers::train
