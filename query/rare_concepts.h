// The concepts that tell a record from others, and the records that have them too: what two records say of the same
// thing in different languages, where they share no word. Weighed as rare words are (rare_words.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/concepts.h"

namespace pramen::query {

struct Generation;

inline constexpr std::size_t max_rare_concepts = 25;

struct RareConcept {
  indexer::Subject subject = 0;  // of the thesaurus
  double weight = 0;
  std::span<const std::uint32_t> rows;  // that have it, ascending; valid as long as the generation
};

struct RareConcepts {
  std::vector<RareConcept> concepts;  // the strongest first
  std::vector<float> shares;          // by row: the share of the record's rare concepts that the row has; 0 to 1
};

RareConcepts rare_concepts(const Generation& generation, std::uint32_t row);

}  // namespace pramen::query
