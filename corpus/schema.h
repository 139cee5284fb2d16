// The table of kinds, fields and facets, with labels in every language.
//
// Declared once in the corpus folder (schema.json, vocabulary/*.json) and walked
// by the reader, the indexer, the filters, the counts, the JSON and the pages. A
// new facet is a row there and a re-index. Immutable after loading, so threads
// may share it; pointers into it live as long as the schema.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"

namespace pramen::corpus {

using Labels = std::map<std::string, std::string, std::less<>>;  // language -> label

// The label in `lang`, else in English, else in any language, else `fallback`.
std::string_view label_in(const Labels& labels, std::string_view lang, std::string_view fallback);

struct VocabularyValue {
  std::string key;
  Labels labels;
  std::vector<std::string> broader;  // keys of the same vocabulary
};

class Vocabulary {
 public:
  Vocabulary(std::string name, std::vector<VocabularyValue> values);

  const std::string& name() const { return name_; }
  std::span<const VocabularyValue> values() const { return values_; }
  const VocabularyValue* find(std::string_view key) const;
  // Place of the key among values(), in the order of the file.
  std::optional<std::size_t> index_of(std::string_view key) const;
  // The value at that place and every value that is broader, each once, ascending: what a
  // record with the value counts for.
  std::vector<std::size_t> with_broader(std::size_t index) const;

 private:
  std::string name_;
  std::vector<VocabularyValue> values_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

enum class FieldType {
  string,   // one line of text that is the same in every language
  value,    // one key of a vocabulary
  values,   // keys of a vocabulary
  integer,  // within minimum..maximum
  number,   // within minimum..maximum
  url,      // http or https
  records,  // ids of other records
  sources,  // list of {title, url, publisher, year}
};

// What a record that names another one is to it, said from the other's side: one that is "run by" an organisation is
// what that organisation "runs".
struct InverseRole {
  std::string name;
  Labels labels;
};

struct Field {
  std::string name;
  FieldType type = FieldType::string;
  std::string vocabulary;  // for value and values
  std::optional<double> minimum, maximum;
  Labels labels;
  std::optional<InverseRole> inverse = std::nullopt;  // for records: the field says a role

  bool is_role() const { return inverse.has_value(); }
};

enum class FacetType {
  values,  // keys of a vocabulary
  range,   // an integer field, filtered by from..to
};

// A facet has the name of its field. Three are facts that every record has without a field: `kind`, `languages` (in
// which it has a text), and `outdated` (those of them whose text is older than the original, Text::stale).
// A schema has at most so many, with so many values together, and so many languages.
inline constexpr std::size_t max_facets = 64, max_facet_values = 65'535, max_languages = 32;

struct Facet {
  std::string name;
  FacetType type = FacetType::values;
  const Vocabulary* vocabulary = nullptr;  // null for a range
  bool on_request = false;                 // for editors: counted only where a request names it or filters by it
  Labels labels;
};

struct Kind {
  std::string name;
  Labels labels, plural;
};

// What may weigh in beside the words, as factors of a record's score.
struct Ranking {
  static constexpr double least_factor = 0.1, most_factor = 10;
  // Newer records first: the newest one's score is taken 1 + gain times, that of one `half_life` older 1 + gain / 2
  // times, and so on; a record without the number keeps its score.
  struct Recency {
    std::string facet;  // a range, such as year
    double half_life = 10, gain = 0;
  };
  std::vector<double> kinds;  // by kind; empty: all alike
  std::optional<Recency> recency;
};

class Schema {
 public:
  // Facets point into the schema: it may be moved, not copied.
  Schema(Schema&&) = default;
  Schema& operator=(Schema&&) = default;

  // Reads schema.json and vocabulary/ of `folder`. Faults go to `problems`; with
  // any fault there is no schema. Throws std::runtime_error if a file is there
  // but cannot be read.
  static std::optional<Schema> load(const std::filesystem::path& folder, const ProblemSink& problems);
  // The schema that the program carries, used for single-file corpora.
  static Schema bundled();

  // Writes the same files into `folder`, which load() reads back.
  void save(const std::filesystem::path& folder) const;

  std::span<const std::string> languages() const { return languages_; }
  std::span<const Kind> kinds() const { return kinds_; }
  std::span<const Field> fields() const { return fields_; }
  std::span<const Facet> facets() const { return facets_; }
  const Ranking& ranking() const { return ranking_; }

  bool has_language(std::string_view code) const;
  const Kind* kind(std::string_view name) const;
  const Field* field(std::string_view name) const;
  // The field of links that say no role, `related`; nullptr if there is none. It holds what the roles name, too.
  const Field* links() const;
  const Facet* facet(std::string_view name) const;
  const Vocabulary* vocabulary(std::string_view name) const;
  // The values of a facet, or else of a field, of that name; nullptr where there is no such one, or it has none.
  const Vocabulary* values_of(std::string_view name) const;
  // The name of a value there for readers of `lang`, and of a kind; the key where there is none.
  std::string value_label(std::string_view name, std::string_view key, std::string_view lang) const;
  std::string kind_label(std::string_view kind, std::string_view lang) const;

  // A hash of everything above: databases made under another schema are refused.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  Schema() = default;
  using Files = std::map<std::string, std::string>;  // path inside the folder -> text
  static std::optional<Schema> parse(Files files, const std::string& folder, const ProblemSink& problems);

  Files files_;
  std::vector<std::string> languages_;
  std::vector<Kind> kinds_;
  std::vector<Field> fields_;
  std::vector<Facet> facets_;
  Ranking ranking_;
  // Behind a map, whose nodes stay put when the schema moves: facets point here.
  std::map<std::string, Vocabulary, std::less<>> vocabularies_;
  std::string fingerprint_;
};

}  // namespace pramen::corpus
