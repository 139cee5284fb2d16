#include "server/api_json.h"

#include <nlohmann/json.hpp>

#include "server/assets.h"
#include "server/network.h"
#include "server/roles.h"

#ifndef PRAMEN_VERSION
#define PRAMEN_VERSION "0"
#endif

namespace pramen::server {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json sources_json(const std::vector<corpus::Source>& sources) {
  Json list = Json::array();
  for (const auto& source : sources) {
    Json row = {{"title", source.title}, {"url", source.url}, {"publisher", source.publisher}};
    if (source.year) row["year"] = *source.year;
    list.push_back(std::move(row));
  }
  return list;
}

Json fact_json(const corpus::Value& value) {
  if (const auto* sources = std::get_if<std::vector<corpus::Source>>(&value)) return sources_json(*sources);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return *list;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  return std::get<double>(value);
}

Json text_json(const corpus::Text& text) {
  Json json = {
      {"title", text.title}, {"summary", text.summary}, {"body", text.body}, {"alternative", text.alternative}};
  for (const corpus::Attachment& attachment : text.attachments) {
    json["attachments"].push_back({{"file", attachment.file}, {"title", attachment.name()}});
    if (attachment.pages > 0) json["attachments"].back()["pages"] = attachment.pages;
  }
  if (!text.translation_of.empty()) {
    json["translation_of"] = text.translation_of;
    json["stale"] = text.stale;
  }
  return json;
}

// Labels of the vocabulary values that the record holds: field -> key -> label.
Json value_labels(const corpus::Schema& schema, const corpus::Record& record, std::string_view lang) {
  Json labels = Json::object();
  for (const auto& field : schema.fields()) {
    const auto* vocabulary = schema.vocabulary(field.vocabulary);
    const auto* fact = record.fact(field.name);
    if (vocabulary == nullptr || fact == nullptr) continue;
    std::vector<std::string> keys;
    if (const auto* key = std::get_if<std::string>(fact)) keys = {*key};
    if (const auto* list = std::get_if<std::vector<std::string>>(fact)) keys = *list;
    for (const auto& key : keys) {
      const auto* value = vocabulary->find(key);
      if (value != nullptr) labels[field.name][key] = corpus::label_in(value->labels, lang, key);
    }
  }
  if (const auto* kind = schema.kind(record.kind))
    labels["kind"][record.kind] = corpus::label_in(kind->labels, lang, record.kind);
  return labels;
}

// The field in which the record names the other: one with a role if there is such.
std::string_view field_naming(const corpus::Schema& schema, const corpus::Record& record, std::string_view id) {
  const auto roles = corpus::roles_of(schema, record, id);
  return roles.empty() ? std::string_view(schema.links()->name) : std::string_view(roles.front()->name);
}

// Each record once, with what it is to this one where either of the two says so.
Json related_json(const query::Database& database, const corpus::Record& record, std::string_view lang) {
  const corpus::Schema& schema = database.schema();
  Json list = Json::array();
  for (const std::string& id : corpus::related_ids(schema, record)) {
    const auto other = database.record(id);
    if (!other) continue;  // left out of this edition
    Json roles = Json::array();
    for (const Role& role : roles_between(schema, record, *other)) roles.push_back(role.name);
    list.push_back({{"id", id},
                    {"title", other->text_in(lang.empty() ? std::string_view(record.original) : lang).title},
                    {"field", field_naming(schema, record, id)},
                    {"roles", std::move(roles)},
                    {"url", "/record/" + id}});
  }
  return list;
}

Json vocabulary_json(const corpus::Vocabulary& vocabulary) {
  Json values = Json::array();
  for (const auto& value : vocabulary.values()) {
    values.push_back({{"key", value.key}, {"labels", value.labels}, {"broader", value.broader}});
  }
  return values;
}

std::string_view type_name(corpus::FieldType type) {
  switch (type) {
    case corpus::FieldType::string: return "string";
    case corpus::FieldType::value: return "value";
    case corpus::FieldType::values: return "values";
    case corpus::FieldType::integer: return "integer";
    case corpus::FieldType::number: return "number";
    case corpus::FieldType::url: return "url";
    case corpus::FieldType::records: return "records";
    case corpus::FieldType::sources: return "sources";
  }
  return "";
}

Json field_json(const corpus::Field& field) {
  Json json = {{"name", field.name}, {"type", type_name(field.type)}, {"labels", field.labels}};
  if (!field.vocabulary.empty()) json["vocabulary"] = field.vocabulary;
  if (field.is_role()) json["inverse"] = {{"name", field.inverse->name}, {"labels", field.inverse->labels}};
  if (field.minimum) json["minimum"] = *field.minimum;
  if (field.maximum) json["maximum"] = *field.maximum;
  return json;
}

Json facet_parameter(const corpus::Facet& facet) {
  Json parameter = {
      {"name", facet.name}, {"in", "query"}, {"description", corpus::label_in(facet.labels, "en", facet.name)}};
  if (facet.type == corpus::FacetType::range) {
    parameter["schema"] = {{"type", "string"}, {"pattern", "^(-?[0-9]+)?(\\.\\.(-?[0-9]+)?)?$"}};
    parameter["example"] = "2015..2020";
    return parameter;
  }
  Json keys = Json::array();
  for (const auto& value : facet.vocabulary->values()) keys.push_back(value.key);
  parameter["schema"] = {{"type", "array"}, {"items", {{"type", "string"}, {"enum", keys}}}};
  parameter["style"] = "form";
  parameter["explode"] = true;
  return parameter;
}

}  // namespace

std::string record_json(const query::Database& database, const corpus::Record& record, std::string_view lang) {
  const std::string_view label_lang = lang.empty() ? "en" : lang;
  Json json = {{"id", record.id}, {"kind", record.kind}, {"original", record.original}};
  json["languages"] = Json::array();
  for (const auto& [code, text] : record.texts) json["languages"].push_back(code);
  json["facts"] = Json::object();
  json["sources"] = Json::array();
  for (const auto& field : database.schema().fields()) {
    const auto* fact = record.fact(field.name);
    if (fact == nullptr) continue;
    json["facts"][field.name] = fact_json(*fact);
    if (field.type == corpus::FieldType::sources)
      for (auto& source : fact_json(*fact)) json["sources"].push_back(source);
  }
  json["labels"] = value_labels(database.schema(), record, label_lang);
  if (!lang.empty()) {
    std::string_view used;
    const auto& text = record.text_in(lang, &used);
    json["text"] = text_json(text);
    json["text"]["lang"] = used;
  }
  json["texts"] = Json::object();
  for (const auto& [code, text] : record.texts) json["texts"][code] = text_json(text);
  json["related"] = related_json(database, record, lang);
  json["url"] = "/record/" + record.id;
  json["generation"] = database.generation();
  return dump(json);
}

std::string schema_json(const query::Database& database) {
  const auto& schema = database.schema();
  Json json = {{"languages", std::vector<std::string>(schema.languages().begin(), schema.languages().end())}};
  json["kinds"] = Json::array();
  for (const auto& kind : schema.kinds())
    json["kinds"].push_back({{"name", kind.name}, {"labels", kind.labels}, {"plural", kind.plural}});
  Json vocabularies = Json::object();
  json["fields"] = Json::array();
  for (const auto& field : schema.fields()) {
    json["fields"].push_back(field_json(field));
    if (const auto* vocabulary = schema.vocabulary(field.vocabulary))
      vocabularies[vocabulary->name()] = vocabulary_json(*vocabulary);
  }
  json["facets"] = Json::array();
  for (const auto& facet : schema.facets()) {
    Json row = {{"name", facet.name},
                {"type", facet.type == corpus::FacetType::range ? "range" : "values"},
                {"on_request", facet.on_request},
                {"labels", facet.labels}};
    if (facet.vocabulary != nullptr) {
      row["vocabulary"] = facet.vocabulary->name();
      vocabularies[facet.vocabulary->name()] = vocabulary_json(*facet.vocabulary);
    }
    json["facets"].push_back(std::move(row));
  }
  json["vocabularies"] = std::move(vocabularies);
  json["generation"] = database.generation();
  return dump(json);
}

std::string openapi_json(const query::Database& database) {
  Json json = Json::parse(web_file("openapi.json"));
  json["info"]["version"] = PRAMEN_VERSION;
  const auto& schema = database.schema();
  json["components"]["parameters"]["lang"]["schema"]["enum"] =
      std::vector<std::string>(schema.languages().begin(), schema.languages().end());
  for (const char* path : {"/api/v1/search", "/api/v1/facets/{facet}", "/api/v1/titles", "/api/v1/map"}) {
    Json& parameters = json["paths"][path]["get"]["parameters"];
    for (const auto& facet : schema.facets()) parameters.push_back(facet_parameter(facet));
  }
  Json names = Json::array();
  for (const auto& facet : schema.facets()) names.push_back(facet.name);
  json["components"]["parameters"]["facet"]["schema"]["enum"] = std::move(names);
  json["components"]["schemas"]["NetworkRole"]["enum"] = network_roles(schema);
  return dump(json);
}

}  // namespace pramen::server
