#include "query/concept_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "query/database.h"
#include "query/definition_json.h"

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

std::string text_in(const corpus::Labels& texts, std::string_view lang) {
  return std::string(corpus::label_in(texts, lang, {}));
}

std::vector<ConceptNames> names_of(const corpus::Schema& schema, const corpus::Concept& named) {
  std::vector<ConceptNames> names;
  for (const std::string& lang : schema.languages()) {
    const auto preferred = named.preferred.find(lang);
    const auto alternative = named.alternative.find(lang);
    ConceptNames one{lang, preferred == named.preferred.end() ? "" : preferred->second, {}};
    if (alternative != named.alternative.end()) one.alternative = alternative->second;
    if (!one.preferred.empty() || !one.alternative.empty()) names.push_back(std::move(one));
  }
  return names;
}

NeighbourConcept neighbour(const corpus::Thesaurus& thesaurus, const std::string& id, std::string_view lang) {
  const corpus::Concept* named = thesaurus.find(id);
  return {id, named == nullptr ? id : std::string(corpus::label_in(named->preferred, lang, id))};
}

std::vector<NeighbourConcept> neighbours(const corpus::Thesaurus& thesaurus, const std::vector<std::string>& ids,
                                         std::string_view lang) {
  std::vector<NeighbourConcept> list;
  for (const std::string& id : ids) list.push_back(neighbour(thesaurus, id, lang));
  return list;
}

std::vector<CountryDefinitions> definitions_by_country(const Database& database, const corpus::Concept& named,
                                                       std::string_view lang) {
  const corpus::Concept* const concepts[] = {&named};
  std::vector<CountryDefinitions> countries;
  const std::vector<corpus::Record> definitions = definitions_of(database, concepts);
  const std::vector<std::string> replaced = replaced_by(definitions);
  for (const corpus::Record& record : definitions) {
    ListedDefinition definition = listed_definition(database.schema(), record, lang);
    definition.replaced = std::ranges::binary_search(replaced, record.id);
    const KeyLabel& country = definition.facts.country;
    if (countries.empty() || countries.back().country.key != country.key) countries.push_back({country, {}});
    countries.back().definitions.push_back(std::move(definition));
  }
  const auto home = std::ranges::find(countries, home_country(lang),
                                      [](const CountryDefinitions& one) { return std::string_view(one.country.key); });
  if (home != countries.end() && !home->country.key.empty()) std::rotate(countries.begin(), home, home + 1);
  return countries;
}

ConceptRecords records_of(const Database& database, const std::string& query, const corpus::Kind& kind,
                          std::string_view lang) {
  const corpus::Schema& schema = database.schema();
  const Answer answer = database.search({.words = query,
                                         .lang = std::string(lang),
                                         .filters = {{"kind", {kind.name}}},
                                         .facets = {{}},
                                         .limit = concept_records});
  ConceptRecords records{{kind.name, std::string(corpus::label_in(kind.plural, lang, kind.name))}, answer.total, {}};
  for (const Hit& hit : answer.hits) {
    if (hit.partial) break;
    ConceptRecord record{hit.id, hit.lang, hit.title, {}};
    const auto country = hit.facets.find("country");
    if (country != hit.facets.end() && !country->second.empty()) {
      const std::string& key = country->second.front();
      record.country = {key, schema.value_label("country", key, lang)};
    }
    records.records.push_back(std::move(record));
  }
  return records;
}

Json links_json(const std::vector<NeighbourConcept>& links) {
  Json list = Json::array();
  for (const NeighbourConcept& link : links)
    list.push_back({{"id", link.id}, {"label", link.label}, {"url", "/concept/" + link.id}});
  return list;
}

Json records_json(const ConceptPage& page) {
  Json list = Json::array();
  for (const ConceptRecords& kind : page.records) {
    Json records = Json::array();
    for (const ConceptRecord& record : kind.records)
      records.push_back({{"id", record.id},
                         {"title", record.title},
                         {"lang", record.lang},
                         {"country", key_label_json(record.country)},
                         {"url", "/record/" + record.id}});
    list.push_back({{"kind", kind.kind.key}, {"label", kind.kind.label}, {"total", kind.total}, {"records", records}});
  }
  return list;
}

Json texts_json(const std::vector<TermUsage>& texts) {
  const auto rounded = [](double number) { return std::round(number * 100) / 100; };
  Json list = Json::array();
  for (const TermUsage& text : texts) {
    Json collocates = Json::array(), lines = Json::array();
    for (const Collocate& one : text.collocates)
      collocates.push_back({{"word", one.word},
                            {"frequency", one.frequency},
                            {"records", one.records},
                            {"log_likelihood", rounded(one.log_likelihood)},
                            {"log_dice", rounded(one.log_dice)}});
    for (const ConcordanceLine& line : text.lines)
      lines.push_back({{"id", line.id},
                       {"title", line.title},
                       {"url", "/record/" + line.id},
                       {"left", line.left},
                       {"match", line.match},
                       {"right", line.right}});
    list.push_back({{"lang", text.lang},
                    {"occurrences", text.occurrences},
                    {"records", text.records},
                    {"collocates", std::move(collocates)},
                    {"lines", std::move(lines)}});
  }
  return list;
}

Json uses_json(const ConceptPage& page) {
  Json list = Json::array();
  for (const CountryUses& country : page.uses) {
    Json uses = Json::array();
    for (const ConceptUse& use : country.uses) {
      Json passages = Json::array();
      for (const UsePassage& passage : use.passages)
        passages.push_back({{"lang", passage.lang}, {"html", passage.html}});
      uses.push_back({{"id", use.id},
                      {"kind", use.kind},
                      {"title", use.title},
                      {"lang", use.lang},
                      {"url", "/record/" + use.id},
                      {"passages", std::move(passages)}});
    }
    list.push_back({{"country", key_label_json(country.country)},
                    {"records", country.records},
                    {"uses", std::move(uses)},
                    {"texts", texts_json(country.texts)}});
  }
  return list;
}

}  // namespace

std::optional<ConceptPage> concept_page(const Database& database, std::string_view id, std::string_view lang) {
  const corpus::Thesaurus& thesaurus = database.thesaurus();
  const corpus::Concept* named = thesaurus.find(id);
  if (named == nullptr) return std::nullopt;
  ConceptPage page{.id = named->id,
                   .iri = named->iri,
                   .lang = std::string(lang),
                   .label = std::string(corpus::label_in(named->preferred, lang, named->id)),
                   .definition = text_in(named->definition, lang),
                   .scope_note = text_in(named->scope_note, lang),
                   .names = names_of(database.schema(), *named),
                   .broader = neighbours(thesaurus, named->broader, lang),
                   .narrower = neighbours(thesaurus, named->narrower, lang),
                   .related = neighbours(thesaurus, named->related, lang),
                   .exact_match = named->exact_match,
                   .deprecated = named->deprecated,
                   .replaced_by = std::nullopt,
                   .definitions = definitions_by_country(database, *named, lang),
                   .records = {},
                   .uses = database.concept_uses(named->id, lang),
                   .query = fmt::format("concept:\"{}\"", named->id),
                   .generation = database.generation()};
  if (!named->replaced_by.empty()) page.replaced_by = neighbour(thesaurus, named->replaced_by, lang);
  for (const corpus::Kind& kind : database.schema().kinds()) {
    if (kind.name != "definition") page.records.push_back(records_of(database, page.query, kind, lang));
  }
  return page;
}

std::string to_json(const ConceptPage& page) {
  Json names = Json::array(), definitions = Json::array();
  for (const ConceptNames& one : page.names)
    names.push_back({{"lang", one.lang}, {"preferred", or_null(one.preferred)}, {"alternative", one.alternative}});
  for (const CountryDefinitions& country : page.definitions) {
    Json list = Json::array();
    for (const ListedDefinition& definition : country.definitions) list.push_back(listed_json(definition));
    definitions.push_back({{"country", key_label_json(country.country)}, {"definitions", std::move(list)}});
  }
  Json json = {{"id", page.id},
               {"iri", page.iri},
               {"lang", or_null(page.lang)},
               {"label", page.label},
               {"names", std::move(names)},
               {"definition", or_null(page.definition)},
               {"scope_note", or_null(page.scope_note)},
               {"broader", links_json(page.broader)},
               {"narrower", links_json(page.narrower)},
               {"related", links_json(page.related)},
               {"exact_match", page.exact_match},
               {"deprecated", page.deprecated},
               {"replaced_by", page.replaced_by ? links_json({*page.replaced_by}).front() : Json()},
               {"definitions", std::move(definitions)},
               {"records", records_json(page)},
               {"uses", uses_json(page)},
               {"query", page.query},
               {"url", "/concept/" + page.id},
               {"compare", "/compare?concept=" + page.id},
               {"generation", page.generation}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
