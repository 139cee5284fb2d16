// All that is known of one concept of the thesaurus, for its page: names, neighbours, definitions country by
// country, practices and organisations, and passages that use the term.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/concept_uses.h"
#include "query/definitions.h"

namespace pramen::query {

inline constexpr std::size_t concept_records = 6;

struct ConceptNames {
  std::string lang, preferred;
  std::vector<std::string> alternative;  // never hidden ones
};

struct NeighbourConcept {
  std::string id, label;
};

struct CountryDefinitions {
  KeyLabel country;  // empty for those without one
  std::vector<ListedDefinition> definitions;
};

struct ConceptRecord {
  std::string id, lang, title;
  KeyLabel country;
};

// Records of one kind, but for definitions, that have the concept or one below it.
struct ConceptRecords {
  KeyLabel kind;  // label: the plural
  std::uint64_t total = 0;
  std::vector<ConceptRecord> records;  // the first, as a search has them
};

struct ConceptPage {
  std::string id, iri;
  std::string lang;                    // of the reader; empty: labels are English
  std::string label;                   // for the reader
  std::string definition, scope_note;  // texts of the thesaurus itself; often empty
  std::vector<ConceptNames> names;     // in the order of the schema's languages
  std::vector<NeighbourConcept> broader, narrower, related;
  std::vector<std::string> exact_match;  // IRIs
  bool deprecated = false;
  std::optional<NeighbourConcept> replaced_by;
  std::vector<CountryDefinitions> definitions;
  std::vector<ConceptRecords> records;
  std::vector<CountryUses> uses;
  std::string query;  // finds all its records
  std::uint64_t generation = 0;
};

// Nothing if the thesaurus has no such concept. `lang`: of the schema, or none.
std::optional<ConceptPage> concept_page(const Database& database, std::string_view id, std::string_view lang);

std::string to_json(const ConceptPage& page);

}  // namespace pramen::query
