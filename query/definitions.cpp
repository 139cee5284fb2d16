#include "query/definitions.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include "query/database.h"

namespace pramen::query {
namespace {

std::size_t place_of(const corpus::Schema& schema, const corpus::Record& record, std::string_view field) {
  const corpus::Vocabulary* vocabulary = schema.values_of(field);
  const auto place = vocabulary == nullptr ? std::nullopt : vocabulary->index_of(record.text_fact(field));
  return place.value_or(std::numeric_limits<std::size_t>::max());
}

}  // namespace

KeyLabel value_fact(const corpus::Schema& schema, const corpus::Record& record, std::string_view field,
                    std::string_view lang) {
  const std::string_view key = record.text_fact(field);
  return {std::string(key), schema.value_label(field, key, lang)};
}

DefinitionFacts definition_facts(const corpus::Schema& schema, const corpus::Record& record, std::string_view lang) {
  DefinitionFacts facts{.country = value_fact(schema, record, "country", lang),
                        .legal_status = value_fact(schema, record, "legal_status", lang),
                        .term = std::string(record.text_fact("term")),
                        .issuer = std::string(record.text_fact("issuer")),
                        .version = std::string(record.text_fact("version")),
                        .year = std::nullopt};
  if (const auto* year = record.fact_as<std::int64_t>("year")) facts.year = *year;
  return facts;
}

ListedDefinition listed_definition(const corpus::Schema& schema, const corpus::Record& record, std::string_view lang) {
  std::string_view used;
  const corpus::Text& text = record.text_in(lang, &used);
  return {record.id, std::string(used), text.title, text.summary, definition_facts(schema, record, lang)};
}

std::string_view home_country(std::string_view lang) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> homes = {
      {{"sk", "sk"}, {"cs", "cz"}, {"de", "at"}, {"hu", "hu"}, {"bg", "bg"}}};
  const auto home = std::ranges::find(homes, lang, &std::pair<std::string_view, std::string_view>::first);
  return home == homes.end() ? std::string_view() : home->second;
}

std::vector<corpus::Record> definitions_of(const Database& database, std::span<const corpus::Concept* const> concepts) {
  std::vector<std::string> ids;
  for (const corpus::Concept* one : concepts) ids.insert(ids.end(), one->definitions.begin(), one->definitions.end());
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  std::vector<corpus::Record> records;
  for (const std::string& id : ids) {
    // One may have been left out of this edition.
    if (auto record = database.record(id)) records.push_back(std::move(*record));
  }
  const corpus::Schema& schema = database.schema();
  const std::vector<std::string> replaced = replaced_by(records);
  std::ranges::stable_sort(records, {}, [&](const corpus::Record& record) {
    return std::tuple(place_of(schema, record, "country"), std::ranges::binary_search(replaced, record.id),
                      place_of(schema, record, "legal_status"));
  });
  return records;
}

std::vector<std::string> replaced_by(std::span<const corpus::Record> definitions) {
  std::vector<std::string> ids;
  for (const corpus::Record& record : definitions) {
    if (const auto* older = record.fact_as<std::vector<std::string>>("replaces"))
      ids.insert(ids.end(), older->begin(), older->end());
  }
  std::ranges::sort(ids);
  return ids;
}

}  // namespace pramen::query
