#include "server/json_ld.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace pramen::server {
namespace {

using Json = nlohmann::ordered_json;

enum class Form { document, block };

// The first value stands alone, more of them in a list.
void append(Json& object, const std::string& name, Json value) {
  const auto found = object.find(name);
  if (found == object.end())
    object[name] = std::move(value);
  else if (found->is_array())
    found->push_back(std::move(value));
  else
    *found = Json::array({std::move(*found), std::move(value)});
}

Json thing_json(const Thing& thing, Form form);

Json value_json(const Statement& statement, Form form) {
  if (const auto* words = std::get_if<Words>(&statement.value)) return words->text;
  if (const auto* address = std::get_if<Address>(&statement.value)) return address->iri;
  if (const auto* thing = std::get_if<Thing>(&statement.value)) return thing_json(*thing, form);
  const double number = std::get<double>(statement.value);
  // 48.0 is an integer to JSON-LD; so it is written as one.
  if (number == std::trunc(number)) return static_cast<std::int64_t>(number);
  return number;
}

Json thing_json(const Thing& thing, Form form) {
  Json json = {{"@type", thing.type}};
  if (!thing.iri.empty()) json["@id"] = thing.iri;
  for (const Statement& statement : thing.statements) {
    const Property& property = *statement.property;
    const std::string name(property.name);
    if (form == Form::block && property.name.starts_with(dcterms_prefix)) continue;
    if (form == Form::document && property.range == Range::text) {
      const auto& words = std::get<Words>(statement.value);
      append(json[name], words.lang.empty() ? "@none" : words.lang, words.text);
    } else {
      append(json, name, value_json(statement, form));
    }
  }
  return json;
}

void collect(const Thing& thing, std::map<std::string_view, Range>& used) {
  for (const Statement& statement : thing.statements) {
    used.emplace(statement.property->name, statement.property->range);
    if (const auto* inner = std::get_if<Thing>(&statement.value)) collect(*inner, used);
  }
}

// What the properties that occur stand for.
Json context(const Thing& thing) {
  std::map<std::string_view, Range> used;
  collect(thing, used);
  Json json = {{"@vocab", schema_namespace}, {"dcterms", dcterms_namespace}};
  for (const auto& [name, range] : used) {
    const std::string iri = std::string(name.starts_with(dcterms_prefix) ? "" : schema_namespace) + std::string(name);
    if (range == Range::text) json[std::string(name)] = {{"@id", iri}, {"@container", "@language"}};
    if (range == Range::address) json[std::string(name)] = {{"@id", iri}, {"@type", "@id"}};
    if (range == Range::date)
      json[std::string(name)] = {{"@id", iri}, {"@type", std::string(schema_namespace) + "Date"}};
  }
  return json;
}

std::string with_context(Json context, const Thing& thing, Form form) {
  Json json = {{"@context", std::move(context)}};
  json.update(thing_json(thing, form));
  return json.dump(form == Form::document ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string json_ld_document(const Thing& thing) { return with_context(context(thing), thing, Form::document) + "\n"; }

std::string json_ld_block(const Thing& thing) {
  std::string block;
  // "</script" and "<!--" would end the data or hide what follows; "<" stands in strings only.
  for (const char c : with_context("https://schema.org", thing, Form::block)) {
    if (c == '<')
      block += "\\u003c";
    else
      block += c;
  }
  return block;
}

}  // namespace pramen::server
