// Records that define a concept, as lists and cards show them, and the order in which they
// stand: by country, and within one what binds before what is only said.
//
// Pure functions; a schema without one of the fields (country, issuer, legal_status, …) leaves
// that member empty.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"
#include "corpus/schema.h"
#include "corpus/thesaurus.h"

namespace pramen::query {

class Database;

// A key of a vocabulary with its name for the reader; both empty where the record has none.
struct KeyLabel {
  std::string key, label;
};

struct DefinitionFacts {
  KeyLabel country, legal_status;
  std::string term, issuer, version;
  std::optional<std::int64_t> year;
};

struct ListedDefinition {
  std::string id;
  std::string lang, title, summary;  // as the reader sees them (Record::text_in)
  DefinitionFacts facts;
  bool replaced = false;  // by another definition of the same list
};

// `lang`: of the reader; empty: labels are English.
DefinitionFacts definition_facts(const corpus::Schema& schema, const corpus::Record& record, std::string_view lang);
ListedDefinition listed_definition(const corpus::Schema& schema, const corpus::Record& record, std::string_view lang);

// The country whose readers read `lang` first; empty for English.
std::string_view home_country(std::string_view lang);

// The records of the generation that the thesaurus names as definitions of the concepts, each once: by
// country in the order of its vocabulary, by legal status in the order of its own (laws first, unknown last), by id;
// within a country those last that another of them replaces.
std::vector<corpus::Record> definitions_of(const Database& database, std::span<const corpus::Concept* const> concepts);

// Ids of records that one of these replaces; ascending.
std::vector<std::string> replaced_by(std::span<const corpus::Record> definitions);

KeyLabel value_fact(const corpus::Schema& schema, const corpus::Record& record, std::string_view field,
                    std::string_view lang);

}  // namespace pramen::query
