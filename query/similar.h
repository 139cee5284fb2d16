// Records like a given one: what they share is said, in words and as data. No vectors.
//
// Two things count. Facet values, each weighed by how few records have it (idf, Spärck Jones
// 1972), as the share of what both records have (Ochiai's coefficient, 1957, of weighted
// sets). And rare words: the record's best base forms by tf-idf in each of its languages,
// walked through the postings of the index; of several languages the one in which most is
// shared counts, so that records are not alike for having many translations. The record's rarest
// concepts (rare_concepts.h) are one more such language, which all records have in common.
//
//   score = (values_share * values + words_share * words) * other_kind
//
// What is sought is the same thing elsewhere: records of other countries come before those of the own one, each by
// their score, equals in the order of their ids. A pass over all rows and at most max_postings postings: some
// milliseconds for 100,000 records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace pramen::query {

struct Generation;
class ValueWeights;

inline constexpr double values_share = 0.5, words_share = 0.5;
// A record of another kind counts so much of what it would.
inline constexpr double other_kind_factor = 0.5;
// Less is chance.
inline constexpr double min_similar_score = 0.05;
inline constexpr std::size_t usual_similar = 5, max_similar = 20;

// A whole number from 1 to max_similar; nothing if the text is none.
std::optional<std::size_t> parse_similar_limit(std::string_view text);

struct SharedValue {
  std::string value, label;
};
struct SharedFacet {
  std::string facet, label;
  std::vector<SharedValue> values;  // the rarest first
};

struct SimilarRecord {
  std::string id, kind, country;  // country: its key; empty where there is none
  std::string lang, title;        // as the reader sees them (Record::text_in)
  double score = 0;               // 0 to 1
  bool related = false;           // the record names it itself
  std::vector<SharedFacet> shared;
  std::vector<SharedValue> concepts;  // of the thesaurus, the strongest first
  std::vector<std::string>
      words;        // base forms that both hold, of one language, the strongest first, written as in the record
  std::string why;  // one plain sentence in the reader's language; never empty
};

struct SimilarRecords {
  std::string id, lang;  // lang: of the reader; empty: not known, labels are English
  std::vector<SimilarRecord> similar;
  std::uint64_t generation = 0;
};

std::string to_json(const SimilarRecords& records);

// Records like `record`, that of `row`, the most similar first; at most `limit`.
std::vector<SimilarRecord> similar_records(const Generation& generation, const ValueWeights& weights, std::uint32_t row,
                                           const corpus::Record& record, std::string_view lang, std::size_t limit);

}  // namespace pramen::query
