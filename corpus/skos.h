// The names of RDF and SKOS that a thesaurus is made of, and what each says of a concept.
#pragma once

#include <cstdint>
#include <string_view>

namespace pramen::corpus {

enum class Property : std::uint8_t {
  // Texts in a language; the first three are labels.
  preferred,
  alternative,
  hidden,
  definition,
  scope_note,
  // Links.
  broader,
  narrower,
  related,
  exact_match,
  replaced_by,
  // Facts.
  record,
  deprecated,
  in_scheme,
  top_concept_of,
  has_top_concept,
  title,
  type,
  none
};

namespace rdf {
inline constexpr std::string_view space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view first = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
inline constexpr std::string_view rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
inline constexpr std::string_view nil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr std::string_view xml_literal = "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral";
}  // namespace rdf

namespace xsd {
inline constexpr std::string_view string = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view boolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view integer = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view number = "http://www.w3.org/2001/XMLSchema#double";
}  // namespace xsd

namespace skos {
inline constexpr std::string_view concept_class = "http://www.w3.org/2004/02/skos/core#Concept";
inline constexpr std::string_view scheme_class = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
inline constexpr std::string_view collection_class = "http://www.w3.org/2004/02/skos/core#Collection";
inline constexpr std::string_view ordered_collection_class = "http://www.w3.org/2004/02/skos/core#OrderedCollection";
}  // namespace skos

// Labels that are things with statements of their own (SKOS Reference, appendix B).
namespace skosxl {
inline constexpr std::string_view space = "http://www.w3.org/2008/05/skos-xl#";
inline constexpr std::string_view literal_form = "http://www.w3.org/2008/05/skos-xl#literalForm";
}  // namespace skosxl

struct PropertyName {
  Property property;
  std::string_view iri;
};

inline constexpr PropertyName property_names[] = {
    {Property::preferred, "http://www.w3.org/2004/02/skos/core#prefLabel"},
    {Property::alternative, "http://www.w3.org/2004/02/skos/core#altLabel"},
    {Property::hidden, "http://www.w3.org/2004/02/skos/core#hiddenLabel"},
    {Property::definition, "http://www.w3.org/2004/02/skos/core#definition"},
    {Property::scope_note, "http://www.w3.org/2004/02/skos/core#scopeNote"},
    {Property::broader, "http://www.w3.org/2004/02/skos/core#broader"},
    {Property::narrower, "http://www.w3.org/2004/02/skos/core#narrower"},
    {Property::related, "http://www.w3.org/2004/02/skos/core#related"},
    {Property::exact_match, "http://www.w3.org/2004/02/skos/core#exactMatch"},
    {Property::replaced_by, "http://purl.org/dc/terms/isReplacedBy"},
    {Property::record, "https://w3id.org/pramen/schema#definition"},
    {Property::deprecated, "http://www.w3.org/2002/07/owl#deprecated"},
    {Property::in_scheme, "http://www.w3.org/2004/02/skos/core#inScheme"},
    {Property::top_concept_of, "http://www.w3.org/2004/02/skos/core#topConceptOf"},
    {Property::has_top_concept, "http://www.w3.org/2004/02/skos/core#hasTopConcept"},
    {Property::title, "http://purl.org/dc/terms/title"},
    {Property::type, rdf::type},
};

constexpr Property property_of(std::string_view iri) {
  for (const auto& row : property_names) {
    if (row.iri == iri) return row.property;
  }
  return Property::none;
}

constexpr std::string_view iri_of(Property property) {
  for (const auto& row : property_names) {
    if (row.property == property) return row.iri;
  }
  return {};
}

// What stands after the last # or /.
constexpr std::string_view local_name(std::string_view iri) {
  const auto end = iri.find_last_of("#/");
  return end == std::string_view::npos ? iri : iri.substr(end + 1);
}

}  // namespace pramen::corpus
