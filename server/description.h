// What a record says, in the words of schema.org and Dublin Core: a small tree of statements, made once and written
// as JSON-LD (json_ld.h) or Turtle (turtle.h). Only what the record holds is said: a year that is the year of an
// award is no date of the text, a country "international" is no address. Plain values.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "query/database.h"

namespace pramen::server {

// What the values of a property are.
enum class Range {
  text,   // words of a language
  plain,  // characters that are the same in every language
  date,   // schema:Date
  number,
  address,  // an IRI
  thing,    // something with properties of its own
};

struct Property {
  std::string_view name;  // "name" is schema.org's, "dcterms:relation" Dublin Core's
  Range range;
};

inline constexpr std::string_view dcterms_prefix = "dcterms:";
inline constexpr std::string_view schema_namespace = "http://schema.org/";
inline constexpr std::string_view dcterms_namespace = "http://purl.org/dc/terms/";

struct Words {
  std::string text, lang;  // no lang: the same in every language, or not known
};

// An IRI, whole or relative to the site ("/record/x"); no character in it needs escaping in Turtle.
struct Address {
  std::string iri;
};

struct Statement;

struct Thing {
  std::string_view type;  // of schema.org
  std::string iri;        // empty: it has no name
  std::vector<Statement> statements;
};

struct Statement {
  const Property* property;
  std::variant<Words, Address, double, Thing> value;
};

// `origin` stands before the addresses of this site (origin.h). `languages`: those in which texts and labels are
// given; each must be one of the record's.
Thing describe(const query::Database& database, const corpus::Record& record, std::string_view origin,
               const std::vector<std::string_view>& languages);

// The names of the record's topics, in `lang` where they have one.
std::vector<std::string> topic_names(const corpus::Schema& schema, const corpus::Record& record, std::string_view lang);

}  // namespace pramen::server
