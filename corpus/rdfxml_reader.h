// RDF/XML (RDF 1.1 XML Syntax, W3C Recommendation, 2014) to statements, by pugixml. Refused: document
// types (their entities), deep nesting. rdf:ID of a property (reification) is passed over.
#pragma once

#include <string_view>

#include "corpus/findings.h"
#include "corpus/triples.h"

namespace pramen::corpus {

inline constexpr std::size_t max_xml_depth = 64;      // elements in elements
inline constexpr std::size_t max_xml_prefixes = 200;  // that hold at one place

// `text` must be UTF-8 (check_characters).
void read_rdfxml(std::string_view text, Triples& triples, Findings& findings);

}  // namespace pramen::corpus
