// What statements say of concepts, before it is checked: each word and link with its place. The
// step between the formats (triples.h) and the Thesaurus. Everything points into the Triples, which
// must outlive it. One thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/concept_index.h"
#include "corpus/schema.h"
#include "corpus/skos.h"
#include "corpus/thesaurus_problems.h"
#include "corpus/triples.h"

namespace pramen::corpus {

inline constexpr std::size_t max_concept_labels = 1'000'000, max_label_bytes = 2'000;

struct DraftText {
  Property property = Property::none;
  std::string_view language, text;  // a label is one line
  FilePlace at;
};

struct DraftLink {
  Property property = Property::none;  // broader, narrower, related, replaced_by
  std::string_view target;             // IRI
  std::size_t index = nowhere;         // of the target among the concepts
  FilePlace at;
};

struct DraftConcept {
  std::string_view iri, id;
  FilePlace at;                  // where it is said to be a concept
  std::vector<DraftText> texts;  // in the order of the file, none twice
  std::vector<DraftLink> links;  // ascending by property and target, none twice
  std::vector<DraftText> records;
  std::vector<std::string_view> exact_match;
  bool deprecated = false, in_scheme = false, top = false;
};

struct ConceptDrafts {
  std::vector<DraftConcept> concepts;  // in the order of the files
  std::string_view scheme;             // IRI of the scheme that most concepts are in; may be empty
  Labels title;
  std::vector<const Triple*> others;  // what concepts cannot hold, in the order of the files
};

// Statements that cannot be understood are reported and left out.
ConceptDrafts draft_concepts(Triples& triples, ThesaurusProblems& problems);

}  // namespace pramen::corpus
