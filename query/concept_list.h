// The concepts of the thesaurus from A to Z, or those whose name is being typed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/request.h"

namespace pramen::query {

class Database;

inline constexpr std::size_t usual_concepts = 50;

struct ConceptListRequest {
  std::string text;  // each of its words begins a word of one name, in whatever language; empty: all
  std::string lang;  // of the reader; empty: labels are English
  std::size_t limit = usual_concepts, offset = 0;
};

struct ListedConcept {
  std::string id, label;
  std::string matched;          // the name that fits where it is not the label; never a hidden one
  std::size_t definitions = 0;  // that the thesaurus names
};

struct ConceptList {
  ConceptListRequest request;
  std::uint64_t total = 0;
  // Whose label fits before others, of these whose name begins as typed, each in the order of the language.
  std::vector<ListedConcept> concepts;
  std::uint64_t generation = 0;
};

struct ParsedConceptList {
  ConceptListRequest request;
  std::vector<RequestFault> faults;
};

// Reads q, lang, limit and offset; every fault is reported, unknown names too.
ParsedConceptList parse_concept_list(const corpus::Schema& schema, const std::vector<Parameter>& parameters);
std::vector<Parameter> to_parameters(const ConceptListRequest& request);

ConceptList concept_list(const Database& database, const ConceptListRequest& request);

std::string to_json(const ConceptList& list);

}  // namespace pramen::query
