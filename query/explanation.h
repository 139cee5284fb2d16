// The numbers behind a hit's score: for each word, language and tier that counted, how often the record
// has it, how much that weighs, and what it came to.
//
// The plan is walked for one record, over its tokens; what is added up is what the scoring loop
// (loop.h) adds up in bulk, and a test compares the two. For whoever tunes weights or doubts an order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/layout.h"

namespace pramen::query {

struct Node;      // plan.h
struct Postings;  // loop.h

struct ScorePart {
  std::string word;  // of the query; a concept has none
  std::string lang;  // a concept has none
  indexer::Tier tier = indexer::Tier::exact;
  std::vector<std::string> forms;  // that stand in the record; of a concept its label
  double frequency = 0;            // of all of them, weighted by field (layout.h)
  double weight = 0;               // how rare it is, times what its tier counts (weights.h)
  double score = 0;                // weight * frequency / (frequency + norm of the record's length)
};

struct Explanation {
  std::vector<ScorePart> parts;  // of alternatives only those that counted; they sum up to the score
  double factor = 1;             // which the sum is taken times (row_factors.h)
};

// `lang`: of labels. Of a row that the plan does not match there are no parts.
Explanation explain(const Postings& postings, const Node& plan, std::uint32_t row, std::string_view lang);

}  // namespace pramen::query
