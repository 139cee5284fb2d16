// One statement of RDF (RDF 1.1 Concepts, W3C Recommendation, 2014) as a plain value.
#pragma once

#include <cstdint>
#include <string>

namespace pramen::corpus {

enum class NodeType : std::uint8_t { iri, blank, literal };

struct Statement {
  std::string subject;    // an IRI, or a blank node's name: "_:b1"
  std::string predicate;  // an IRI
  NodeType type = NodeType::iri;
  std::string object;              // the IRI, the blank node's name or the literal
  std::string language, datatype;  // of a literal; one of them at most

  bool operator==(const Statement&) const = default;
};

}  // namespace pramen::corpus
