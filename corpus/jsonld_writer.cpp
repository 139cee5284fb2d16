#include "corpus/jsonld_writer.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::span<const Triple>;

enum class Shape { texts, links, value };  // by language; IRIs; whatever it is

struct TermRow {
  Property property;
  std::string_view term;
  Shape shape;
};

constexpr TermRow terms[] = {
    {Property::title, "title", Shape::texts},
    {Property::has_top_concept, "hasTopConcept", Shape::links},
    {Property::preferred, "prefLabel", Shape::texts},
    {Property::alternative, "altLabel", Shape::texts},
    {Property::hidden, "hiddenLabel", Shape::texts},
    {Property::definition, "definition", Shape::texts},
    {Property::scope_note, "scopeNote", Shape::texts},
    {Property::broader, "broader", Shape::links},
    {Property::narrower, "narrower", Shape::links},
    {Property::related, "related", Shape::links},
    {Property::exact_match, "exactMatch", Shape::links},
    {Property::top_concept_of, "topConceptOf", Shape::links},
    {Property::in_scheme, "inScheme", Shape::links},
    {Property::record, "record", Shape::value},
    {Property::deprecated, "deprecated", Shape::value},
    {Property::replaced_by, "replacedBy", Shape::links},
};

Json context() {
  Json context = {{"id", "@id"}, {"type", "@type"}};
  for (const TermRow& row : terms) {
    const std::string iri(iri_of(row.property)), term(row.term);
    switch (row.shape) {
      case Shape::texts: context[term] = {{"@id", iri}, {"@container", "@language"}}; break;
      case Shape::links: context[term] = {{"@id", iri}, {"@type", "@id"}}; break;
      case Shape::value: context[term] = iri;
    }
  }
  return context;
}

bool fits(const Object& object, Shape shape) {
  const bool literal = object.type == NodeType::literal;
  return shape == Shape::texts ? literal && !object.language.empty() : shape == Shape::value || !literal;
}

Json value_of(const Object& object) {
  const std::string text(object.text);
  if (object.type != NodeType::literal) return {{"id", text}};
  if (!object.language.empty()) return {{"@value", text}, {"@language", std::string(object.language)}};
  if (object.datatype.empty()) return text;
  if (object.datatype == xsd::boolean && (text == "true" || text == "false")) return text == "true";
  return {{"@value", text}, {"@type", std::string(object.datatype)}};
}

// One value stands alone, several in a list.
void add(Json& at, Json value) {
  if (at.is_null()) {
    at = std::move(value);
  } else {
    if (!at.is_array()) at = Json::array({std::move(at)});
    at.push_back(std::move(value));
  }
}

void add_property(Json& node, Rows rows) {
  const std::string_view predicate = rows.front().predicate;
  if (predicate == rdf::type &&
      std::ranges::all_of(rows, [](const Triple& row) { return fits(row.object, Shape::links); })) {
    for (const Triple& row : rows) add(node["type"], std::string(row.object.text));
    return;
  }
  const auto term = std::ranges::find(terms, property_of(predicate), &TermRow::property);
  const bool shaped = term != std::end(terms) &&
                      std::ranges::all_of(rows, [&](const Triple& row) { return fits(row.object, term->shape); });
  Json& at = node[shaped ? std::string(term->term) : std::string(predicate)];
  for (const Triple& row : rows) {
    const std::string text(row.object.text);
    if (!shaped || term->shape == Shape::value) {
      add(at, value_of(row.object));
    } else if (term->shape == Shape::texts) {
      add(at[std::string(row.object.language)], text);
    } else {
      add(at, text);
    }
  }
}

// Where the rows that agree with the first end.
template <typename Key>
std::size_t run_length(Rows rows, Key key) {
  const auto end = std::ranges::find_if(rows, [&](const Triple& row) { return row.*key != rows.front().*key; });
  return static_cast<std::size_t>(end - rows.begin());
}

}  // namespace

std::string write_jsonld(const Triples& triples) {
  Json graph = Json::array();
  for (Rows rest(triples.all()); !rest.empty();) {
    Rows block = rest.first(run_length(rest, &Triple::subject));
    rest = rest.subspan(block.size());
    Json node = {{"id", std::string(block.front().subject)}};
    while (!block.empty()) {
      const std::size_t length = run_length(block, &Triple::predicate);
      add_property(node, block.first(length));
      block = block.subspan(length);
    }
    graph.push_back(std::move(node));
  }
  const Json document = {{"@context", context()}, {"@graph", std::move(graph)}};
  return document.dump(2) + "\n";
}

}  // namespace pramen::corpus
