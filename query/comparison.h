// Definitions of one concept side by side, aligned by what they demand or name: the dimensions of the schema's
// vocabulary `dimensions` and, below each, the elements that name it as broader in `elements`
// (docs/record-format.md). Says which of them all definitions share, which are missing where and
// which only one has. A definition of which neither is known is not analysed: it neither has nor lacks any.
//
// Plain values; functions keep no state, any thread may call them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/definitions.h"
#include "query/request.h"

namespace pramen::query {

// More columns nobody reads; the rest is counted.
inline constexpr std::size_t max_compared = 60;

struct ComparisonRequest {
  std::string subject;                 // id of a concept; empty: only the definitions of `ids`
  std::vector<std::string> countries;  // keys, in the order of their columns; empty: all, or none where there are ids
  std::vector<std::string> ids;        // definitions chosen by hand, after those of the countries
  bool narrower = false;               // definitions of the concepts below it, too
  std::string lang;                    // of the reader; empty: labels are English, and nothing is translated
};

struct ParsedComparison {
  ComparisonRequest request;
  std::vector<RequestFault> faults;
  bool unknown_subject = false;  // there is no concept of that id
};

// Reads concept, countries and ids (each repeatable, and joined with commas), narrower, lang. Every fault is
// reported; `strict` as in parse_request.
ParsedComparison parse_comparison(const Database& database, const std::vector<Parameter>& parameters, bool strict);
// In a fixed order and without defaults: for links and ETags.
std::vector<Parameter> to_parameters(const ComparisonRequest& request);

struct DefinitionText {
  std::string lang, title, summary, body;  // body: Markdown
  bool stale = false;                      // the original has changed since it was translated
};

struct ComparedDefinition {
  std::string id;
  DefinitionFacts facts;
  std::vector<std::string> concepts;  // ids of those compared that it defines
  DefinitionText original;
  std::optional<DefinitionText> translation;  // what the reader reads best, where that is not the original
  std::vector<corpus::Source> sources;
  bool analysed = false;

  // The text in the reader's language.
  const DefinitionText& read() const { return translation ? *translation : original; }
};

// How many of the analysed definitions have it. Of a single one there is nothing to share.
enum class Agreement { none, one, some, all };
std::string_view agreement_name(Agreement agreement);

struct ComparedAspect {
  std::string key, label;
  Agreement agreement = Agreement::none;
  std::vector<bool> has;  // by definition; false for one that is not analysed
};

struct ComparedDimension {
  ComparedAspect aspect;
  std::vector<ComparedAspect> elements;  // those that some definition has
};

struct CountryChoice {
  KeyLabel country;
  std::size_t definitions = 0;  // of the concept
  bool selected = false;
};

struct DefinitionChoice {
  ListedDefinition definition;
  bool selected = false;
};

struct ConceptLink {
  std::string id, label;
  std::size_t definitions = 0;
};

struct Comparison {
  ComparisonRequest request;
  std::string label;                            // of the concept; empty without one
  std::vector<ComparedDefinition> definitions;  // the columns
  std::vector<ComparedDimension> dimensions;    // the rows, in the order of the vocabulary
  std::vector<KeyLabel> without;                // countries asked for that have no definition of the concept
  std::vector<CountryChoice> countries;   // what may be chosen: countries that define the concept, or were asked for
  std::vector<DefinitionChoice> choices;  // the concept's definitions and those of `ids`
  std::vector<ConceptLink> narrower;      // concepts below it that have definitions
  std::size_t left_out = 0;               // beyond max_compared
  std::uint64_t generation = 0;

  std::size_t analysed() const;
};

// The request must be free of faults.
Comparison compare(const Database& database, const ComparisonRequest& request);

std::string to_json(const Comparison& comparison);
// RFC 4180 in UTF-8 with a byte order mark, a row a fact, text, dimension and element, a column a definition.
std::string to_csv(const Comparison& comparison, const corpus::Schema& schema);

}  // namespace pramen::query
