// Parts of JSON that answers about concepts and definitions share.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "query/definitions.h"

namespace pramen::query {

nlohmann::ordered_json or_null(const std::string& text);
// {"key": "sk", "label": "Slovensko"}, or null.
nlohmann::ordered_json key_label_json(const KeyLabel& value);
// Adds term, issuer, year, country, legal_status and version.
void add_facts(nlohmann::ordered_json& json, const DefinitionFacts& facts);
nlohmann::ordered_json listed_json(const ListedDefinition& definition);
nlohmann::ordered_json sources_json(const std::vector<corpus::Source>& sources);

}  // namespace pramen::query
