#include "corpus/record.h"

#include <algorithm>

#include "corpus/digest.h"
#include "corpus/record_nodes.h"

namespace pramen::corpus {

const Value* Record::fact(std::string_view field) const {
  const auto found = facts.find(field);
  return found == facts.end() ? nullptr : &found->second;
}

// Slovaks and Czechs read each other's language; everybody else is likelier to
// read English than the original.
std::vector<std::string_view> reading_order(std::string_view lang) {
  if (lang.empty()) return {};
  if (lang == "sk") return {"sk", "cs", "en"};
  if (lang == "cs") return {"cs", "sk", "en"};
  return {lang, "en"};
}

const Text& Record::text_in(std::string_view lang, std::string_view* used) const {
  static const Text none;
  auto found = texts.end();
  for (const std::string_view code : reading_order(lang)) {
    if (found == texts.end()) found = texts.find(code);
  }
  if (found == texts.end()) found = texts.find(original);
  if (found == texts.end()) found = texts.begin();
  if (used) *used = found == texts.end() ? std::string_view() : std::string_view(found->first);
  return found == texts.end() ? none : found->second;
}

std::vector<std::string> facet_values(const Record& record, const Facet& facet) {
  if (facet.name == "kind") return {record.kind};
  std::vector<std::string> values;
  if (facet.name == "languages") {
    for (const auto& [language, text] : record.texts) values.push_back(language);
    return values;
  }
  if (facet.name == "outdated") {
    for (const auto& [language, text] : record.texts) {
      if (text.stale) values.push_back(language);
    }
    return values;
  }
  const Value* value = record.fact(facet.name);
  if (!value) return values;
  if (const auto* key = std::get_if<std::string>(value)) values.push_back(*key);
  if (const auto* keys = std::get_if<std::vector<std::string>>(value)) values = *keys;
  if (const auto* number = std::get_if<std::int64_t>(value)) values.push_back(std::to_string(*number));
  return values;
}

std::vector<std::string> related_ids(const Schema& schema, const Record& record) {
  std::vector<std::string> ids;
  for (const Field& field : schema.fields()) {
    const Value* value = field.type == FieldType::records ? record.fact(field.name) : nullptr;
    if (value == nullptr) continue;
    for (const std::string& id : std::get<std::vector<std::string>>(*value)) {
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

std::vector<const Field*> roles_of(const Schema& schema, const Record& record, std::string_view other) {
  std::vector<const Field*> roles;
  for (const Field& field : schema.fields()) {
    const auto* ids = field.is_role() ? record.fact_as<std::vector<std::string>>(field.name) : nullptr;
    if (ids != nullptr && std::ranges::find(*ids, other) != ids->end()) roles.push_back(&field);
  }
  return roles;
}

std::vector<std::string> own_links(const Schema& schema, const Record& record) {
  const Field* links = schema.links();
  const auto* named = links == nullptr ? nullptr : record.fact_as<std::vector<std::string>>(links->name);
  if (named == nullptr) return {};
  std::vector<std::string> ids = *named;
  std::erase_if(ids, [&](const std::string& id) { return !roles_of(schema, record, id).empty(); });
  return ids;
}

void add_roles_to_links(const Schema& schema, Record& record) {
  const Field* links = schema.links();
  if (links == nullptr) return;
  std::vector<std::string> ids = own_links(schema, record);
  for (std::string& id : related_ids(schema, record)) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(std::move(id));
  }
  if (!ids.empty()) record.facts.insert_or_assign(links->name, std::move(ids));
}

bool is_record_id(std::string_view id) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !id.empty() && id.size() <= 100 && fits(id.front()) &&
         std::ranges::all_of(id, [&](char c) { return fits(c) || c == '-'; });
}

// The parts are kept apart by NUL and 0x01, which no text holds.
std::string long_text_hash(const Text& original) {
  std::string parts = original.title + '\0';
  for (const auto& name : original.alternative) parts += name + '\0';
  parts += '\x01' + original.summary + '\0' + original.body;
  return digest(parts, 64);
}

std::string text_hash(const Text& original) { return long_text_hash(original).substr(0, 16); }

}  // namespace pramen::corpus
