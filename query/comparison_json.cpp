#include <nlohmann/json.hpp>

#include "query/comparison.h"
#include "query/definition_json.h"

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

Json text_json(const DefinitionText& text) {
  Json json = {{"lang", text.lang}, {"title", text.title}, {"summary", text.summary}, {"body", text.body}};
  if (text.stale) json["stale"] = true;
  return json;
}

Json keys_of(const Comparison& comparison, std::size_t column, bool elements) {
  Json keys = Json::array();
  for (const ComparedDimension& dimension : comparison.dimensions) {
    if (!elements) {
      if (dimension.aspect.has[column]) keys.push_back(dimension.aspect.key);
      continue;
    }
    for (const ComparedAspect& element : dimension.elements) {
      if (element.has[column]) keys.push_back(element.key);
    }
  }
  return keys;
}

Json definition_json(const Comparison& comparison, std::size_t column) {
  const ComparedDefinition& definition = comparison.definitions[column];
  Json json = {{"id", definition.id}, {"url", "/record/" + definition.id}};
  add_facts(json, definition.facts);
  json["concepts"] = definition.concepts;
  json["original"] = text_json(definition.original);
  json["translation"] = definition.translation ? text_json(*definition.translation) : Json();
  json["sources"] = sources_json(definition.sources);
  json["analysed"] = definition.analysed;
  json["dimensions"] = keys_of(comparison, column, false);
  json["elements"] = keys_of(comparison, column, true);
  return json;
}

// Who has it, and who of the analysed has not.
Json aspect_json(const Comparison& comparison, const ComparedAspect& aspect) {
  Json has = Json::array(), missing = Json::array();
  for (std::size_t i = 0; i < comparison.definitions.size(); ++i) {
    const ComparedDefinition& definition = comparison.definitions[i];
    if (aspect.has[i])
      has.push_back(definition.id);
    else if (definition.analysed)
      missing.push_back(definition.id);
  }
  return {{"key", aspect.key},
          {"label", aspect.label},
          {"agreement", agreement_name(aspect.agreement)},
          {"in", std::move(has)},
          {"missing_in", std::move(missing)}};
}

Json dimension_json(const Comparison& comparison, const ComparedDimension& dimension) {
  Json json = aspect_json(comparison, dimension.aspect);
  json["elements"] = Json::array();
  for (const ComparedAspect& element : dimension.elements) json["elements"].push_back(aspect_json(comparison, element));
  return json;
}

// The keys by how many have them: what a reader asks first.
Json summary_json(const Comparison& comparison) {
  Json summary;
  for (const Agreement agreement : {Agreement::all, Agreement::some, Agreement::one, Agreement::none})
    summary[agreement_name(agreement)] = {{"dimensions", Json::array()}, {"elements", Json::array()}};
  summary["none"].erase("elements");
  for (const ComparedDimension& dimension : comparison.dimensions) {
    summary[agreement_name(dimension.aspect.agreement)]["dimensions"].push_back(dimension.aspect.key);
    for (const ComparedAspect& element : dimension.elements)
      summary[agreement_name(element.agreement)]["elements"].push_back(element.key);
  }
  return summary;
}

Json choices_json(const Comparison& comparison) {
  Json countries = Json::array(), definitions = Json::array(), narrower = Json::array();
  for (const CountryChoice& choice : comparison.countries)
    countries.push_back({{"country", choice.country.key},
                         {"label", choice.country.label},
                         {"definitions", choice.definitions},
                         {"selected", choice.selected}});
  for (const DefinitionChoice& choice : comparison.choices)
    definitions.push_back(
        {{"id", choice.definition.id}, {"title", choice.definition.title}, {"selected", choice.selected}});
  for (const ConceptLink& link : comparison.narrower)
    narrower.push_back({{"id", link.id}, {"label", link.label}, {"definitions", link.definitions}});
  return {
      {"countries", std::move(countries)}, {"definitions", std::move(definitions)}, {"narrower", std::move(narrower)}};
}

}  // namespace

std::string to_json(const Comparison& comparison) {
  const ComparisonRequest& request = comparison.request;
  Json json = {{"concept", or_null(request.subject)}, {"label", or_null(comparison.label)},
               {"lang", or_null(request.lang)},       {"narrower", request.narrower},
               {"definitions", Json::array()},        {"analysed", comparison.analysed()},
               {"left_out", comparison.left_out},     {"without", Json::array()},
               {"dimensions", Json::array()},         {"summary", summary_json(comparison)},
               {"choices", choices_json(comparison)}, {"generation", comparison.generation}};
  for (std::size_t i = 0; i < comparison.definitions.size(); ++i)
    json["definitions"].push_back(definition_json(comparison, i));
  for (const KeyLabel& country : comparison.without)
    json["without"].push_back({{"country", country.key}, {"label", country.label}});
  for (const ComparedDimension& dimension : comparison.dimensions)
    json["dimensions"].push_back(dimension_json(comparison, dimension));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
