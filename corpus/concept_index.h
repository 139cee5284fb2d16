// Which subjects of a heap of statements are concepts, and which scheme is the thesaurus. Points
// into the Triples, which must outlive it; immutable after construction.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/thesaurus_problems.h"
#include "corpus/triples.h"

namespace pramen::corpus {

inline constexpr std::size_t max_concepts = 200'000;
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

class ConceptIndex {
 public:
  // Ids that are none, or another's, are reported; their concepts are left out.
  ConceptIndex(const Triples& triples, ThesaurusProblems& problems);

  // What says that each is a concept, in the order of the files; none has the id of another.
  const std::vector<const Triple*>& concepts() const { return concepts_; }
  // Place of the concept among these; `nowhere` if the IRI is no concept's.
  std::size_t find(std::string_view iri) const;
  // The scheme that most concepts say they are in, of several the first; empty if there is none.
  std::string_view scheme() const { return scheme_; }

  bool is_typed(std::string_view subject) const { return typed_.contains(subject); }
  // What a label of SKOS-XL reads; null if nothing says it.
  const Triple* literal_form(std::string_view label) const;

 private:
  void add(const Triple& triple, ThesaurusProblems& problems);
  void choose_scheme(const Triples& triples, const std::vector<const Triple*>& schemes);

  std::vector<const Triple*> concepts_;
  std::unordered_map<std::string_view, std::size_t> by_iri_, by_id_;
  std::unordered_map<std::string_view, const Triple*> literal_forms_;
  std::unordered_set<std::string_view> typed_;  // subjects of which is said what they are
  std::string_view scheme_;
};

}  // namespace pramen::corpus
