// The concepts of a corpus: a SKOS thesaurus with labels in every language of the schema.
//
// Read from thesaurus.ttl (or .jsonl, .jsonld, .rdf) of the corpus folder, beside schema.json;
// further thesauri can be added (EuroVoc's, ...). What it means: SKOS Reference, W3C
// Recommendation, 2009. Plain values, immutable after loading, so threads may share it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"
#include "corpus/schema.h"
#include "corpus/statement.h"

namespace pramen::corpus {

struct Concept {
  std::string id;   // what stands after the last # or / of the IRI; unique, [a-zA-Z0-9][a-zA-Z0-9._-]*
  std::string iri;  // unique
  Labels preferred;
  // Language -> labels in the order of the file: other names; and those that are typed but never shown.
  std::map<std::string, std::vector<std::string>, std::less<>> alternative, hidden;
  Labels definition, scope_note;                        // texts of the thesaurus itself; often empty
  std::vector<std::string> broader, narrower, related;  // ids of concepts, each once, ascending
  std::vector<std::string> exact_match;                 // IRIs of the same concept elsewhere
  std::vector<std::string> definitions;                 // ids of records that define it, in the order of the file
  bool deprecated = false;
  std::string replaced_by;  // id; may be empty

  bool operator==(const Concept&) const = default;
};

// Where a thesaurus names a record as the definition of a concept.
struct NamedDefinition {
  std::string record, meaning;  // ids of the record and of the concept
  Position where;
};

class Thesaurus {
 public:
  Thesaurus() = default;  // no concepts
  // Concepts whose id another one has already are left out. Links are made to say the same
  // from both ends; links to nowhere are dropped.
  Thesaurus(std::string iri, Labels title, std::vector<Concept> concepts, std::vector<Statement> statements = {},
            std::vector<NamedDefinition> named_definitions = {});

  const std::string& iri() const { return iri_; }
  const Labels& title() const { return title_; }
  // Ascending by id.
  std::span<const Concept> concepts() const { return concepts_; }
  const Concept* find(std::string_view id) const;
  std::optional<std::size_t> index_of(std::string_view id) const;
  // The concept itself or, where it is deprecated, what took its place, in one step or several.
  const Concept& in_use(const Concept& named) const;
  // The concepts below it, all the way down, nearest first, each once, without itself.
  std::vector<std::size_t> narrower_of(std::size_t index) const;
  // The concepts that a record is named by as their definition; indexes, ascending.
  std::vector<std::size_t> defined_by(std::string_view record) const;

  // What its files say beyond that; conversion gives it on. By subject, blank nodes after those that lead to them.
  std::span<const Statement> statements() const { return statements_; }
  // In the order of the files; empty for the bundled thesaurus.
  std::span<const NamedDefinition> named_definitions() const { return named_definitions_; }

 private:
  std::string iri_;
  Labels title_;
  std::vector<Concept> concepts_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> defined_by_;
  std::vector<Statement> statements_;
  std::vector<NamedDefinition> named_definitions_;
};

// The thesaurus of a corpus folder, or the bundled one where the corpus brings no schema of its
// own (corpus_schema); no concepts where a folder has a schema but no thesaurus. `further`: files
// whose concepts are added. Every fault is reported (check_thesaurus); empty if there is one.
// Throws std::runtime_error if a file is there but cannot be read.
std::optional<Thesaurus> corpus_thesaurus(const std::filesystem::path& corpus, const Schema& schema,
                                          std::span<const std::filesystem::path> further, const ProblemSink& problems);

}  // namespace pramen::corpus
