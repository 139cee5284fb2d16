#include "corpus/prefixes.h"

#include <algorithm>
#include <set>

#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

constexpr std::pair<std::string_view, std::string_view> known[] = {
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"pramen", "https://w3id.org/pramen/schema#"},
    {"rdf", rdf::space},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"skosxl", "http://www.w3.org/2008/05/skos-xl#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

std::string_view space_of(std::string_view iri) { return iri.substr(0, iri.size() - local_name(iri).size()); }

// A local name that Turtle takes as it is.
bool is_plain(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && plain(name.front()) && name.back() != '.' &&
         std::ranges::all_of(name, [&](char c) { return plain(c) || c == '-' || c == '.'; });
}

}  // namespace

Prefixes::Prefixes(const Triples& triples) {
  std::set<std::string_view> used;
  std::string_view concepts;
  for (const Triple& triple : triples.all()) {
    if (triple.predicate != rdf::type) used.insert(space_of(triple.predicate));  // that is "a"
    if (triple.object.type == NodeType::iri && triple.predicate != rdf::type) continue;
    if (triple.object.type == NodeType::iri) used.insert(space_of(triple.object.text));
    if (!triple.object.datatype.empty()) used.insert(space_of(triple.object.datatype));
    if (concepts.empty() && triple.object.text == skos::concept_class) concepts = space_of(triple.subject);
  }
  if (!concepts.empty()) rows_.push_back({"", concepts});
  for (const auto& [prefix, space] : known) {
    if (used.contains(space) && space != concepts) rows_.push_back({std::string(prefix), space});
  }
}

std::optional<std::pair<std::string_view, std::string_view>> Prefixes::shortened(std::string_view iri) const {
  const std::string_view space = space_of(iri), name = iri.substr(space.size());
  const auto row = std::ranges::find(rows_, space, &Row::space);
  if (row == rows_.end() || !is_plain(name)) return std::nullopt;
  return std::pair(std::string_view(row->prefix), name);
}

}  // namespace pramen::corpus
