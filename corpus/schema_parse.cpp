// schema.json and the vocabularies, checked as strictly as records are: a slip
// there would spoil every record.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "corpus/characters.h"
#include "corpus/digest.h"
#include "corpus/json_nodes.h"
#include "corpus/nearest_name.h"
#include "corpus/schema.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-schema";

using Names = std::vector<std::string_view>;

const Names reserved = {"id",   "kind",        "original",       "texts", "title",     "summary",
                        "body", "alternative", "translation_of", "stale", "languages", "outdated"};

constexpr std::pair<std::string_view, FieldType> field_types[] = {
    {"string", FieldType::string},   {"value", FieldType::value},    {"values", FieldType::values},
    {"integer", FieldType::integer}, {"number", FieldType::number},  {"url", FieldType::url},
    {"records", FieldType::records}, {"sources", FieldType::sources}};

constexpr std::pair<std::string_view, FacetType> facet_types[] = {{"values", FacetType::values},
                                                                  {"range", FacetType::range}};

bool made_of(std::string_view name, std::string_view punctuation) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 60 && letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || punctuation.find(c) != std::string_view::npos; });
}

// One file of the schema, looked at key by key.
class Table {
 public:
  Table(std::string file, const std::string& text) : findings_(std::move(file)) {
    std::string copy = text;
    if (copy.starts_with("\xEF\xBB\xBF")) copy.erase(0, 3);
    if (!check_characters(copy, {}, findings_)) return;
    Parsed parsed = parse_json(copy, {}, findings_);
    if (parsed.whole && parsed.node.kind != NodeKind::map)
      fault(parsed.node.at, say("the file must hold an object {{...}}"));
    root_ = std::move(parsed.node);
  }

  const Node& root() const { return root_; }
  Findings& findings() { return findings_; }
  void fault(Place at, Sentence what, Sentence hint = {}) {
    findings_.fault(at, rule, std::move(what), std::move(hint));
  }

  void only_keys(const Node& map, const Names& keys) {
    for (const auto& entry : map.entries) {
      if (std::ranges::find(keys, entry.key) == keys.end()) {
        fault(entry.at, say("{} means nothing here", in_quotes(entry.key)), say("known: {}", fmt::join(keys, ", ")));
      }
    }
  }

  // Maps of the list `key`; whatever is none is reported.
  std::vector<const Node*> rows(const Node& map, std::string_view key, bool required) {
    std::vector<const Node*> rows;
    const Entry* list = map.find(key);
    if (!list || list->value.kind != NodeKind::list) {
      if (list || required) fault(list ? list->value.at : map.at, say("{} must be a list", key));
      return rows;
    }
    for (const auto& item : list->value.items) {
      if (item.kind == NodeKind::map)
        rows.push_back(&item);
      else
        fault(item.at, say("{} must be a list of objects", key));
    }
    return rows;
  }

  std::string string(const Node& map, std::string_view key, bool required = true) {
    const Entry* entry = map.find(key);
    if (entry && entry->value.kind == NodeKind::string) return entry->value.text;
    if (entry || required) fault(entry ? entry->value.at : map.at, say("{} must be text", key));
    return {};
  }

  std::vector<std::string> strings(const Node& map, std::string_view key, bool required) {
    std::vector<std::string> texts;
    const Entry* list = map.find(key);
    const bool is_list = list && list->value.kind == NodeKind::list;
    if (!is_list && (list || required)) fault(list ? list->value.at : map.at, say("{} must be a list", key));
    if (!is_list) return texts;
    for (const auto& item : list->value.items) {
      if (item.kind == NodeKind::string)
        texts.push_back(item.text);
      else
        fault(item.at, say("{} must be a list of texts", key));
    }
    return texts;
  }

  std::optional<double> number(const Node& map, std::string_view key) {
    const Entry* entry = map.find(key);
    if (!entry) return std::nullopt;
    if (entry->value.kind == NodeKind::integer || entry->value.kind == NodeKind::real) return entry->value.real;
    fault(entry->value.at, say("{} must be a number", key));
    return std::nullopt;
  }

  // False where it is absent.
  bool flag(const Node& map, std::string_view key) {
    const Entry* entry = map.find(key);
    if (!entry) return false;
    if (entry->value.kind == NodeKind::boolean) return entry->value.text == "true";
    fault(entry->value.at, say("{} is true or false", in_quotes(key)));
    return false;
  }

  Labels labels(const Node& map, std::string_view key, const std::vector<std::string>& languages) {
    Labels labels;
    const Entry* entry = map.find(key);
    if (!entry || entry->value.kind != NodeKind::map) {
      fault(entry ? entry->value.at : map.at, say("{} must be an object, one text a language", key));
      return labels;
    }
    for (const auto& [language, at, value] : entry->value.entries) {
      if (std::ranges::find(languages, language) == languages.end()) {
        fault(at, say("{} is not among languages", in_quotes(language)));
      } else if (value.kind != NodeKind::string || is_blank(value.text) ||
                 first_control(value.text) != std::string::npos) {
        fault(value.at, say("a label must be text"));
      } else {
        labels.emplace(language, fold_spaces(value.text));
      }
    }
    return labels;
  }

  // The name of a row: well-formed and not yet among `rows`.
  template <typename Rows>
  std::string name(const Node& row, const Rows& rows, std::string_view punctuation) {
    std::string name = string(row, "name");
    const Entry* entry = row.find("name");
    if (!entry || name.empty()) return name;
    if (!made_of(name, punctuation))
      fault(entry->value.at, say("{} is no name", in_quotes(name)), say("a-z, 0-9 and _"));
    if (std::ranges::any_of(rows, [&](const auto& other) { return other.name == name; })) {
      fault(entry->value.at, say("{} is there twice", in_quotes(name)));
    }
    return name;
  }

  template <typename Type, std::size_t N>
  std::optional<Type> type(const Node& row, const std::pair<std::string_view, Type> (&types)[N]) {
    const std::string word = string(row, "type");
    Names known;
    for (const auto& [name, type] : types) {
      if (name == word) return type;
      known.push_back(name);
    }
    if (const Entry* entry = row.find("type"); entry && !word.empty()) {
      fault(entry->value.at, say("{} is no type", in_quotes(word)), say("known: {}", fmt::join(known, ", ")));
    }
    return std::nullopt;
  }

 private:
  Findings findings_;
  Node root_{.kind = NodeKind::map};
};

std::vector<std::string> read_languages(Table& table) {
  auto languages = table.strings(table.root(), "languages", true);
  const Entry* entry = table.root().find("languages");
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const bool doubled = std::find(languages.begin(), languages.begin() + static_cast<std::ptrdiff_t>(i),
                                   languages[i]) != languages.begin() + static_cast<std::ptrdiff_t>(i);
    if (doubled || !made_of(languages[i], "") || languages[i].size() != 2) {
      table.fault(entry->value.at, say("{} is no language code, or there twice", in_quotes(languages[i])),
                  say("two letters, as in ISO 639-1"));
    }
  }
  if (languages.size() > max_languages)
    table.fault(entry->value.at, say("there are more than {} languages", max_languages));
  if (entry && languages.empty()) table.fault(entry->value.at, say("languages must not be empty"));
  return languages;
}

std::vector<Kind> read_kinds(Table& table, const std::vector<std::string>& languages) {
  std::vector<Kind> kinds;
  for (const Node* row : table.rows(table.root(), "kinds", true)) {
    table.only_keys(*row, {"name", "labels", "plural"});
    Kind kind{.name = table.name(*row, kinds, "_-")};
    kind.labels = table.labels(*row, "labels", languages);
    kind.plural = row->find("plural") ? table.labels(*row, "plural", languages) : kind.labels;
    kinds.push_back(std::move(kind));
  }
  if (kinds.empty() && table.root().find("kinds"))
    table.fault(table.root().find("kinds")->at, say("kinds must not be empty"));
  return kinds;
}

// The map under `key`, if there is one; anything else there is reported.
const Node* map_at(Table& table, const Node& map, std::string_view key) {
  const Entry* entry = map.find(key);
  if (!entry) return nullptr;
  if (entry->value.kind == NodeKind::map) return &entry->value;
  table.fault(entry->value.at, say("{} must be an object", key));
  return nullptr;
}

std::optional<InverseRole> read_inverse(Table& table, const Node& row, const Field& field,
                                        const std::vector<std::string>& languages) {
  const Node* given = map_at(table, row, "inverse");
  if (!given) return std::nullopt;
  table.only_keys(*given, {"name", "labels"});
  if (field.type != FieldType::records)
    table.fault(row.find("inverse")->at, say("only a field of records has an inverse"));
  return InverseRole{.name = table.name(*given, std::vector<Field>{}, "_"),
                     .labels = table.labels(*given, "labels", languages)};
}

// Roles of both directions stand in one answer: no two of them have one name.
void check_role_names(Table& table, const std::vector<Field>& fields) {
  std::set<std::string_view> names;
  for (const Field& field : fields) names.insert(field.name);
  for (const Field& field : fields) {
    if (field.is_role() && !names.insert(field.inverse->name).second)
      table.fault(table.root().find("fields")->at, say("{} is there twice", in_quotes(field.inverse->name)));
  }
}

std::vector<Field> read_fields(Table& table, const std::vector<std::string>& languages,
                               const std::map<std::string, Vocabulary, std::less<>>& vocabularies) {
  std::vector<Field> fields;
  for (const Node* row : table.rows(table.root(), "fields", true)) {
    table.only_keys(*row, {"name", "type", "vocabulary", "minimum", "maximum", "labels", "inverse"});
    Field field{.name = table.name(*row, fields, "_")};
    if (std::ranges::find(reserved, field.name) != reserved.end()) {
      table.fault(row->find("name")->value.at, say("{} is a name of our own", in_quotes(field.name)),
                  say("choose another"));
    }
    const auto type = table.type(*row, field_types);
    field.type = type.value_or(FieldType::string);
    field.minimum = table.number(*row, "minimum");
    field.maximum = table.number(*row, "maximum");
    field.labels = table.labels(*row, "labels", languages);
    field.inverse = read_inverse(table, *row, field, languages);
    if (field.type == FieldType::value || field.type == FieldType::values) {
      field.vocabulary = row->find("vocabulary") ? table.string(*row, "vocabulary") : field.name;
      if (!vocabularies.contains(field.vocabulary)) {
        table.fault(row->at, say("there is no vocabulary {}", in_quotes(field.vocabulary)),
                    say("add vocabulary/{}.json", field.vocabulary));
      }
    }
    fields.push_back(std::move(field));
  }
  check_role_names(table, fields);
  return fields;
}

// No value may stand above itself.
void check_broader(Table& table, const std::vector<VocabularyValue>& values,
                   const std::map<std::string, Place>& places) {
  std::map<std::string_view, const VocabularyValue*> by_key;
  for (const VocabularyValue& value : values) by_key.emplace(value.key, &value);
  for (const VocabularyValue& value : values) {
    std::set<std::string_view> above;
    std::vector<std::string_view> next(value.broader.begin(), value.broader.end());
    while (!next.empty()) {
      const std::string_view key = next.back();
      next.pop_back();
      if (!above.insert(key).second || !by_key.contains(key)) continue;
      next.insert(next.end(), by_key[key]->broader.begin(), by_key[key]->broader.end());
    }
    if (above.contains(value.key))
      table.fault(places.at(value.key), say("{} is broader than itself", in_quotes(value.key)),
                  say("mend the `broader` of it or of one above it"));
  }
}

std::vector<VocabularyValue> read_vocabulary(Table& table, const std::string& name,
                                             const std::vector<std::string>& languages) {
  table.only_keys(table.root(), {"vocabulary", "values"});
  const Entry* own = table.root().find("vocabulary");
  if (own && own->value.text != name)
    table.fault(own->value.at, say("vocabulary must be the name of the file"), say("write \"{}\"", name));
  std::vector<VocabularyValue> values;
  std::map<std::string, Place> places;
  for (const Node* row : table.rows(table.root(), "values", true)) {
    table.only_keys(*row, {"key", "labels", "broader"});
    VocabularyValue value{.key = table.string(*row, "key"), .labels = table.labels(*row, "labels", languages)};
    value.broader = table.strings(*row, "broader", false);
    if (!value.key.empty() && !made_of(value.key, "-_")) {
      table.fault(row->find("key")->value.at, say("{} is no key", in_quotes(value.key)), say("a-z, 0-9 and -"));
    }
    if (!places.emplace(value.key, row->at).second)
      table.fault(row->at, say("{} is there twice", in_quotes(value.key)));
    values.push_back(std::move(value));
  }
  for (const auto& value : values) {
    for (const auto& broader : value.broader) {
      if (!places.contains(broader) || broader == value.key) {
        table.fault(places[value.key],
                    say("{} has a broader {}, which is no other value", in_quotes(value.key), in_quotes(broader)));
      }
    }
  }
  check_broader(table, values, places);
  return values;
}

// `kind` and `languages` need no file: they follow from schema.json.
Vocabulary kind_vocabulary(const std::vector<Kind>& kinds) {
  std::vector<VocabularyValue> values;
  for (const auto& kind : kinds) values.push_back({.key = kind.name, .labels = kind.labels, .broader = {}});
  return {"kind", std::move(values)};
}

Vocabulary language_vocabulary(const std::vector<std::string>& languages) {
  std::vector<VocabularyValue> values;
  for (const auto& language : languages) values.push_back({.key = language, .labels = {}, .broader = {}});
  return {"languages", std::move(values)};
}

std::string fingerprint_of(const std::map<std::string, std::string>& files) {
  std::string all;
  for (const auto& [name, text] : files) all += fmt::format("{} {}\n", name, text.size()) + text;
  return digest(all, 16);
}

bool hand_out(Table& table, const ProblemSink& problems) {
  const bool faulty = table.findings().faulty();
  table.findings().hand_out({}, problems);
  return faulty;
}

// A facet's name is a parameter of requests and the name of a column.
void check_facet_name(Table& table, const Node& row, const std::string& name) {
  static constexpr std::array taken = {"q", "lang", "sort", "match", "limit", "offset", "facets"};
  constexpr std::size_t longest = 16;
  if (std::ranges::find(taken, name) != taken.end())
    table.fault(row.at, say("a facet cannot be called {}: requests have a parameter of that name", in_quotes(name)));
  if (name.size() > longest)
    table.fault(row.at, say("the name of the facet {} is longer than {} letters", in_quotes(name), longest));
}

// What a facet shows: null for a range and for what was reported.
const Vocabulary* facet_vocabulary(Table& table, const Node& row, const Facet& facet, const Schema& schema) {
  const Field* field = schema.field(facet.name);
  const Place at = row.at;
  if (facet.type == FacetType::range) {
    constexpr double least = -2147483647, most = 2147483647;
    if (!field || field->type != FieldType::integer)
      table.fault(at, say("the range {} needs an integer field of that name", in_quotes(facet.name)));
    else if (field->minimum.value_or(2 * least) < least || field->maximum.value_or(2 * most) > most)
      table.fault(at, say("the field of the range {} needs minimum and maximum within {} and {}", in_quotes(facet.name),
                          least, most));
    return nullptr;
  }
  if (facet.name == "outdated") return schema.vocabulary("languages");
  if (facet.name == "kind" || facet.name == "languages") return schema.vocabulary(facet.name);
  if (!field || (field->type != FieldType::value && field->type != FieldType::values)) {
    table.fault(at, say("the facet {} needs a field of that name with a vocabulary", in_quotes(facet.name)));
    return nullptr;
  }
  return schema.vocabulary(field->vocabulary);
}

void check_number_of_facets(Table& table, std::span<const Facet> facets) {
  std::size_t values = 0;
  for (const Facet& facet : facets) values += facet.vocabulary == nullptr ? 0 : facet.vocabulary->values().size();
  const auto fault = [&](Sentence what) { table.fault(table.root().find("facets")->at, std::move(what)); };
  if (facets.size() > max_facets) fault(say("there are more than {} facets", max_facets));
  if (values > max_facet_values)
    fault(say("the facets have {} values together; at most {} can be counted", values, max_facet_values));
}

// A number that must be there, within bounds.
double bounded(Table& table, const Node& map, std::string_view key, double least, double most) {
  const Entry* entry = map.find(key);
  const std::optional<double> number = table.number(map, key);
  if (number && *number >= least && *number <= most) return *number;
  if (number || !entry)
    table.fault(entry ? entry->value.at : map.at, say("{} must be from {} to {}", key, least, most));
  return least;
}

Ranking read_ranking(Table& table, const Schema& schema) {
  Ranking ranking;
  const Node* given = map_at(table, table.root(), "ranking");
  if (!given) return ranking;
  table.only_keys(*given, {"kinds", "recency"});
  if (const Node* kinds = map_at(table, *given, "kinds")) {
    Names known;
    for (const Kind& kind : schema.kinds()) {
      known.push_back(kind.name);
      ranking.kinds.push_back(
          kinds->find(kind.name) ? bounded(table, *kinds, kind.name, Ranking::least_factor, Ranking::most_factor) : 1);
    }
    table.only_keys(*kinds, known);
  }
  if (const Node* recency = map_at(table, *given, "recency")) {
    table.only_keys(*recency, {"facet", "half_life", "gain"});
    ranking.recency = {.facet = table.string(*recency, "facet"),
                       .half_life = bounded(table, *recency, "half_life", 0.1, 10'000),
                       .gain = bounded(table, *recency, "gain", 0, Ranking::most_factor)};
    const Facet* facet = schema.facet(ranking.recency->facet);
    if (const Entry* entry = recency->find("facet"); entry && (!facet || facet->type != FacetType::range))
      table.fault(entry->value.at, say("{} is no range among the facets", in_quotes(ranking.recency->facet)),
                  say("such as year"));
  }
  return ranking;
}

}  // namespace

std::optional<Schema> Schema::parse(Files files, const std::string& folder, const ProblemSink& problems) {
  const auto path = [&](const std::string& name) { return folder + "/" + name; };
  bool faulty = false;
  Schema schema;
  Table table(path("schema.json"), files["schema.json"]);
  if (table.findings().faulty()) {
    hand_out(table, problems);
    return std::nullopt;
  }
  table.only_keys(table.root(), {"schema", "languages", "kinds", "fields", "facets", "ranking"});
  if (table.number(table.root(), "schema").value_or(0) != 1) {
    table.fault(table.root().at, say("schema must be 1, the version of this format"));
  }
  schema.languages_ = read_languages(table);
  schema.kinds_ = read_kinds(table, schema.languages_);

  for (const auto& [file, text] : files) {
    if (!file.starts_with("vocabulary/")) continue;
    const std::string name = file.substr(11, file.size() - 11 - 5);
    Table values(path(file), text);
    if (!values.findings().faulty()) {
      schema.vocabularies_.insert_or_assign(name, Vocabulary(name, read_vocabulary(values, name, schema.languages_)));
    }
    faulty = hand_out(values, problems) || faulty;
  }
  schema.vocabularies_.insert_or_assign("kind", kind_vocabulary(schema.kinds_));
  if (!schema.vocabularies_.contains("languages")) {
    schema.vocabularies_.emplace("languages", language_vocabulary(schema.languages_));
  }
  for (const auto& language : schema.languages_) {
    if (!schema.vocabulary("languages")->find(language)) {
      table.fault(table.root().find("languages")->at,
                  say("{} is missing in vocabulary/languages.json", in_quotes(language)));
    }
  }

  schema.fields_ = read_fields(table, schema.languages_, schema.vocabularies_);
  for (const Node* row : table.rows(table.root(), "facets", false)) {
    table.only_keys(*row, {"name", "type", "labels", "on_request"});
    Facet facet{.name = table.name(*row, schema.facets_, "_")};
    const auto type = table.type(*row, facet_types);
    facet.type = type.value_or(FacetType::values);
    facet.labels = table.labels(*row, "labels", schema.languages_);
    facet.on_request = table.flag(*row, "on_request");
    if (type && !facet.name.empty()) facet.vocabulary = facet_vocabulary(table, *row, facet, schema);
    check_facet_name(table, *row, facet.name);
    schema.facets_.push_back(std::move(facet));
  }
  check_number_of_facets(table, schema.facets_);
  schema.ranking_ = read_ranking(table, schema);
  faulty = hand_out(table, problems) || faulty;
  if (faulty) return std::nullopt;
  schema.fingerprint_ = fingerprint_of(files);
  schema.files_ = std::move(files);
  return schema;
}

}  // namespace pramen::corpus
