// A concept as the records use it, country by country: passages, and how their words use the term.
// Read from what was recognised when the generation was built (indexer/concepts.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/definitions.h"
#include "query/term_usage.h"

namespace pramen::query {

struct Generation;

inline constexpr std::size_t uses_of_country = 3;

struct UsePassage {
  std::string lang, html;  // escaped text and <mark>, nothing else
};

struct ConceptUse {
  std::string id, kind;
  std::string lang, title;  // as the reader sees it
  std::vector<UsePassage>
      passages;  // in the reader's language or the one read best; then the original where it is another
};

struct CountryUses {
  KeyLabel country;           // empty for records without one
  std::uint64_t records = 0;  // that have the concept
  std::vector<ConceptUse> uses;
  std::vector<TermUsage> texts;  // by language
};

// Passages that name the concept `id` or one below it: of each country at most `uses_of_country` records, practices
// before definitions, then those that speak of it most. The reader's country comes first, then the order of
// the vocabulary; countries where no text names it are left out. Empty if there is no such concept.
std::vector<CountryUses> concept_uses(const Generation& generation, std::string_view id, std::string_view lang);

}  // namespace pramen::query
