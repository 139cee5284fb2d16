#include "query/definition_json.h"

namespace pramen::query {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json key_label_json(const KeyLabel& value) {
  return value.key.empty() ? Json() : Json{{"key", value.key}, {"label", value.label}};
}

void add_facts(Json& json, const DefinitionFacts& facts) {
  json["term"] = or_null(facts.term);
  json["issuer"] = or_null(facts.issuer);
  json["year"] = facts.year ? Json(*facts.year) : Json();
  json["country"] = key_label_json(facts.country);
  json["legal_status"] = key_label_json(facts.legal_status);
  json["version"] = or_null(facts.version);
}

Json listed_json(const ListedDefinition& definition) {
  Json json = {
      {"id", definition.id}, {"title", definition.title}, {"lang", definition.lang}, {"summary", definition.summary}};
  add_facts(json, definition.facts);
  json["replaced"] = definition.replaced;
  json["url"] = "/record/" + definition.id;
  return json;
}

Json sources_json(const std::vector<corpus::Source>& sources) {
  Json list = Json::array();
  for (const corpus::Source& source : sources) {
    Json row = {{"title", source.title}, {"url", source.url}, {"publisher", source.publisher}};
    if (source.year) row["year"] = *source.year;
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace pramen::query
