#include "corpus/concept_index.h"

#include <algorithm>

#include "corpus/characters.h"
#include "corpus/iri.h"
#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

constexpr std::size_t max_id_bytes = 100;

bool is_concept_id(std::string_view id) {
  const auto alphanumeric = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !id.empty() && id.size() <= max_id_bytes && alphanumeric(id.front()) &&
         std::ranges::all_of(id, [&](char c) { return alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

}  // namespace

ConceptIndex::ConceptIndex(const Triples& triples, ThesaurusProblems& problems) {
  std::vector<const Triple*> schemes;
  for (const Triple& triple : triples.all()) {
    if (triple.predicate == skosxl::literal_form) literal_forms_.emplace(triple.subject, &triple);
    if (triple.predicate != rdf::type) continue;
    typed_.insert(triple.subject);
    if (!is_absolute_iri(triple.subject)) continue;
    if (triple.object.text == skos::concept_class) add(triple, problems);
    if (triple.object.text == skos::scheme_class) schemes.push_back(&triple);
  }
  choose_scheme(triples, schemes);
}

void ConceptIndex::add(const Triple& triple, ThesaurusProblems& problems) {
  if (by_iri_.contains(triple.subject)) return;
  const std::string_view id = local_name(triple.subject);
  if (!is_concept_id(id)) {
    problems.fault(triple.at, "bad-id", say("{} is no id of a concept", in_quotes(id)),
                   say("after the last # or / of its IRI stand 1 to 100 of a-z, A-Z, 0-9, and within . _ -"));
    return;
  }
  if (const auto other = by_id_.find(id); other != by_id_.end()) {
    problems.fault(triple.at, "doubled-id",
                   say("the id {} is there already, for <{}>", in_quotes(id), concepts_[other->second]->subject),
                   say("give one of the two another IRI, or join them"));
    return;
  }
  const std::size_t index = concepts_.size();
  if (index == max_concepts) {
    problems.fault(triple.at, "too-large", say("there are more than {} concepts", max_concepts));
  }
  by_iri_.emplace(triple.subject, index);
  by_id_.emplace(id, index);
  concepts_.push_back(&triple);
}

void ConceptIndex::choose_scheme(const Triples& triples, const std::vector<const Triple*>& schemes) {
  std::unordered_map<std::string_view, std::size_t> members;
  for (const Triple& triple : triples.all()) {
    if (property_of(triple.predicate) == Property::in_scheme && by_iri_.contains(triple.subject)) {
      ++members[triple.object.text];
    }
  }
  std::size_t most = 0;
  for (const Triple* scheme : schemes) {
    const std::size_t count = members[scheme->subject] + 1;
    if (count <= most || by_iri_.contains(scheme->subject)) continue;
    most = count;
    scheme_ = scheme->subject;
  }
}

std::size_t ConceptIndex::find(std::string_view iri) const {
  const auto found = by_iri_.find(iri);
  return found == by_iri_.end() ? nowhere : found->second;
}

const Triple* ConceptIndex::literal_form(std::string_view label) const {
  const auto found = literal_forms_.find(label);
  return found == literal_forms_.end() ? nullptr : found->second;
}

}  // namespace pramen::corpus
