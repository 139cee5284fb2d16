#include "query/concept_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "query/database.h"
#include "query/definition_json.h"
#include "query/value_names.h"
#include "stemmers/language.h"

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

bool fits(const std::vector<std::string>& typed, std::string_view name) {
  const std::vector<std::string> words = folded_words(name);
  return std::ranges::all_of(typed, [&](const std::string& begin) {
    return std::ranges::any_of(words, [&](const std::string& word) { return word.starts_with(begin); });
  });
}

// The first of them begins the name; nothing typed begins every name.
bool begins(const std::vector<std::string>& typed, std::string_view name) {
  const std::vector<std::string> words = folded_words(name);
  return typed.empty() || (!words.empty() && words.front().starts_with(typed.front()));
}

struct Found {
  ListedConcept listed;
  int place;        // 0: by its label, 1: by another name, 2: by one that is never shown, or by its id
  bool within;      // the name begins with something else
  std::string key;  // of collation
};

std::optional<Found> find(const corpus::Concept& one, const std::vector<std::string>& typed, std::string_view lang) {
  const std::string label(corpus::label_in(one.preferred, lang, one.id));
  Found found{{one.id, label, {}, one.definitions.size()}, 0, !begins(typed, label), {}};
  if (fits(typed, label)) return found;
  found.place = 1;
  const auto take = [&](std::string_view name) {
    if (!found.listed.matched.empty() || !fits(typed, name)) return;
    found.listed.matched = name;
    found.within = !begins(typed, name);
  };
  if (const auto own = one.alternative.find(lang); own != one.alternative.end())
    for (const std::string& name : own->second) take(name);
  for (const auto& [code, name] : one.preferred) take(name);
  for (const auto& [code, names] : one.alternative)
    for (const std::string& name : names) take(name);
  if (!found.listed.matched.empty()) return found;
  found.place = 2;
  bool hidden = fits(typed, one.id);
  for (const auto& [code, names] : one.hidden)
    for (const std::string& name : names) hidden = hidden || fits(typed, name);
  return hidden ? std::optional(found) : std::nullopt;
}

}  // namespace

ParsedConceptList parse_concept_list(const corpus::Schema& schema, const std::vector<Parameter>& parameters) {
  ParsedConceptList parsed;
  std::vector<Parameter> search = {{"limit", std::to_string(usual_concepts)}, {"facets", ""}};
  for (const Parameter& parameter : parameters) {
    const std::string& name = parameter.first;
    if (name == "q" || name == "lang" || name == "limit" || name == "offset")
      search.push_back(parameter);
    else if (!is_passed_over(name))
      parsed.faults.push_back(
          {name, fmt::format("there is no parameter {}", name), "parameters are q, lang, limit and offset"});
  }
  ParsedRequest read = parse_request(schema, search, true);
  std::ranges::move(read.faults, std::back_inserter(parsed.faults));
  parsed.request = {std::move(read.request.words), std::move(read.request.lang), read.request.limit,
                    read.request.offset};
  return parsed;
}

std::vector<Parameter> to_parameters(const ConceptListRequest& request) {
  return {{"q", request.text},
          {"lang", request.lang},
          {"limit", std::to_string(request.limit)},
          {"offset", std::to_string(request.offset)}};
}

ConceptList concept_list(const Database& database, const ConceptListRequest& request) {
  ConceptList list{.request = request, .concepts = {}, .generation = database.generation()};
  const std::string lang = request.lang.empty() ? "en" : request.lang;
  const std::vector<std::string> typed = folded_words(request.text);
  std::vector<Found> all;
  for (const corpus::Concept& one : database.thesaurus().concepts()) {
    auto found = one.deprecated ? std::nullopt : find(one, typed, lang);
    if (!found) continue;
    found->key = stemmers::collation_key(found->listed.label, lang);
    all.push_back(std::move(*found));
  }
  std::ranges::sort(all, {}, [](const Found& one) { return std::tie(one.place, one.within, one.key, one.listed.id); });
  list.total = all.size();
  for (std::size_t i = request.offset; i < all.size() && list.concepts.size() < request.limit; ++i)
    list.concepts.push_back(std::move(all[i].listed));
  return list;
}

std::string to_json(const ConceptList& list) {
  Json concepts = Json::array();
  for (const ListedConcept& one : list.concepts) {
    Json json = {{"id", one.id}, {"label", one.label}, {"definitions", one.definitions}, {"url", "/concept/" + one.id}};
    if (!one.matched.empty()) json["matched"] = one.matched;
    concepts.push_back(std::move(json));
  }
  const Json json = {{"q", list.request.text},       {"lang", or_null(list.request.lang)},
                     {"limit", list.request.limit},  {"offset", list.request.offset},
                     {"total", list.total},          {"concepts", std::move(concepts)},
                     {"generation", list.generation}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
