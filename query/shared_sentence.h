// What two records share, in one plain sentence of the reader's language.
#pragma once

#include <string>
#include <string_view>

#include "query/similar.h"

namespace pramen::query {

// "They share: topics (housing, poverty), concepts (rough sleeping), words (“hostel”)." Names the facets that weigh
// most first, three of them at most, three concepts and four words. Labels come with the record; English
// for languages that have no sentence.
std::string shared_sentence(const SimilarRecord& record, std::string_view lang);

}  // namespace pramen::query
