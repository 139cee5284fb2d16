// What a name would do that somebody is about to add to a concept of the thesaurus: which records a search for it finds
// now and would find then, which say it, and which watched queries have it among their words.
//
// Asked of a generation by searches, so numbers are those that readers see. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "corpus/thesaurus.h"
#include "query/database.h"

namespace pramen::query {

// Each costs some searches.
inline constexpr std::size_t max_tried_names = 100;

struct TriedName {
  std::string name, lang;
  std::string meaning;       // id of the concept
  bool new_concept = false;  // the generation does not have it
  std::uint64_t finds = 0;   // records, now
  std::uint64_t would_find =
      0;                       // those and the records of the concept, of concepts below it, and that say its new names
  std::uint64_t in_texts = 0;  // records that say it, in any form of its words
  std::vector<WatchedQuery> watched;
};

struct NameTrial {
  std::vector<TriedName> names;  // at most max_tried_names; concepts as they are asked for, languages as in the schema
  std::size_t left_out = 0;
};

// The names that concepts of `wanted` have and those of the generation have not. Ids that `wanted` does not have are
// passed over. Of queries for another language than the name's nothing is said.
NameTrial try_names(const Database& database, const corpus::Thesaurus& wanted, std::span<const std::string> ids,
                    std::span<const WatchedQuery> watched);

}  // namespace pramen::query
