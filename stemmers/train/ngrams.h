// Learns the letter n-grams of a language for the detector (stemmers/detector.h).
#pragma once

#include <cstdint>
#include <vector>

#include "stemmers/train/source_reader.h"

namespace pramen::stemmers::train {

// Section `ngrams`, from words with their counts.
std::vector<std::uint32_t> learn_ngrams(const Counts& counts);

}  // namespace pramen::stemmers::train
