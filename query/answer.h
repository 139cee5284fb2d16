// What comes back from a search, as plain values, and as the JSON of the HTTP
// contract (also printed by `pramen search --json`).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "query/definition_card.h"
#include "query/explanation.h"
#include "query/query_problem.h"
#include "query/request.h"

namespace pramen::query {

// One word or phrase of the query as it was understood.
struct UnderstoodWord {
  std::string text;
  bool phrase = false, excluded = false, optional = false;  // optional: a stop word
  std::vector<std::string> languages;                       // it was read in these
  std::vector<std::string> read_as;  // other words it was taken for: социални for socialni
  struct Place {
    std::size_t position, length;  // characters of the query, from 0
  };
  std::vector<Place> places;  // of each word
};

// Words of the query that name a concept, in which records are looked for in all languages.
struct UnderstoodConcept {
  std::string text;   // as typed
  std::string id;     // of the thesaurus, or "facet/key" of a value
  std::string label;  // in the reader's language
};

struct Hit {
  std::string id, kind;
  std::string lang;          // of title and snippet
  std::string title;         // plain text
  std::string reader_title;  // in the reader's language, where the record has one and `title` is in another
  std::string snippet;       // HTML: escaped text and <mark>, nothing else
  std::string attachment;    // the name of the attachment that the snippet is from; else empty
  std::map<std::string, std::vector<std::string>> facets;  // facet -> values
  std::string why;  // one plain sentence in the reader's language; empty when browsing
  double score = 0;
  bool partial = false;                    // holds only some of the words
  bool pinned = false;                     // a best bet puts it there
  std::optional<Explanation> explanation;  // where it was asked for
};

struct FacetCount {
  std::string value, label;
  std::uint64_t count = 0;
  bool selected = false;
  std::vector<std::string> broader;  // values above it, which count its records too
};

struct FacetCounts {
  std::string facet, label;
  std::vector<FacetCount> values;  // by count, then label; selected ones always there
  bool range = false;              // its values are numbers, ascending
};

// The query with words that stand in the records for those that do not.
struct OtherSpelling {
  std::string text;
  std::uint64_t total = 0;       // records that answer it in full
  bool without_filters = false;  // with those of the request there are none
};

// A search that finds something where the one at hand finds nothing.
struct WayOut {
  std::string text;  // of the query
  std::vector<Filter> filters;
  std::vector<std::string> removed;          // words and conditions that were left out
  std::vector<std::string> removed_filters;  // facets whose filters were
  bool loosened = false;                     // its words may stand anywhere, in any form
  std::string lang = {};                     // in which the words are read; empty: as they were
  std::uint64_t total = 0;                   // records that answer it in full
};

// Said where no record answers in full.
struct Rescue {
  std::vector<std::string> missing;  // words of the query that stand in no record, in no form
  std::vector<WayOut> ways;          // best first; none finds nothing
};

struct Answer {
  Request request;
  std::string understood;  // of a question what it asks about (question.h), which was searched for; else empty
  std::string parsed;      // the query as it was understood, printed() of its tree
  std::vector<UnderstoodWord> words;
  std::vector<UnderstoodConcept> concepts;
  std::vector<QueryProblem> problems;
  std::uint64_t total = 0;    // records that answer the request in full
  std::uint64_t partial = 0;  // records below them that hold some of the words; 0: not asked for
  std::vector<Hit> hits;
  std::vector<std::string> hidden;            // ids that a best bet keeps out of it
  std::optional<OtherSpelling> did_you_mean;  // only where it finds as many or more; never searched instead
  std::optional<Rescue> rescue;               // only where the total is 0
  std::optional<DefinitionCard> card;         // only where the query names one concept that is defined
  std::vector<FacetCounts> facets;            // in the order of the schema
  bool cut_short = false;                     // the time ran out: total and counts are of the records seen so far
  double took_ms = 0;
  std::uint64_t generation = 0;
};

std::string to_json(const Answer& answer);

}  // namespace pramen::query
