// Why a record is among the hits, in one plain sentence of the reader's language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/passage.h"

namespace pramen::query {

// One word of the query and the form of it that stands in the record; or a concept that the query names, and what
// stands for it there (empty: a value of its facts).
struct Reason {
  std::string typed, found;
  Closeness closeness = Closeness::exact;
};

// "Contains “sociálne” as typed, “inovacie” as “inovácie”." Empty without
// reasons; English for languages that have no sentence.
std::string reason_sentence(const std::vector<Reason>& reasons, std::string_view lang);
// "Recommended by the editors."
std::string pinned_sentence(std::string_view lang);

}  // namespace pramen::query
