// What a record is: one definition, case study or organisation, with its facts
// and its texts in all languages. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "corpus/schema.h"

namespace pramen::corpus {

struct Source {
  std::string title, url, publisher;
  std::optional<std::int64_t> year;
  bool operator==(const Source&) const = default;
};

// A file that belongs to a text and whose words are found, too.
struct Attachment {
  std::string file, title;  // the path from the folder of the record's file; as it is listed, may be empty
  std::int64_t pages = 0;   // 0: not known
  std::string text_hash;    // of `text`, which is not kept in the record's JSON
  std::string text;
  bool operator==(const Attachment&) const = default;

  std::string_view name() const { return title.empty() ? file : title; }
};

// The text of a record in one language. `body` is Markdown.
struct Text {
  std::string title, summary, body;
  std::string body_file;  // the document that the body is read from; empty where the record itself holds it
  std::vector<Attachment> attachments;
  std::vector<std::string> alternative;  // other names, abbreviations
  std::string translation_of;            // hash of the original when this was translated; empty for the original
  bool stale = false;                    // the original has changed since
  bool operator==(const Text&) const = default;
};

// string, value, url | values, records | integer | number | sources
using Value = std::variant<std::string, std::vector<std::string>, std::int64_t, double, std::vector<Source>>;

struct Record {
  std::string id, kind, original;
  std::map<std::string, Value, std::less<>> facts;  // by field name
  std::map<std::string, Text, std::less<>> texts;   // by language
  bool operator==(const Record&) const = default;

  const Value* fact(std::string_view field) const;
  // The fact as the type it is kept in; nullptr where there is none, or of another type.
  template <typename Kept>
  const Kept* fact_as(std::string_view field) const {
    const Value* value = fact(field);
    return value == nullptr ? nullptr : std::get_if<Kept>(value);
  }
  // The text of a fact of one line, or the key; empty where there is none.
  std::string_view text_fact(std::string_view field) const {
    const auto* text = fact_as<std::string>(field);
    return text == nullptr ? std::string_view() : std::string_view(*text);
  }
  // The text in `lang`, else in the language its readers read best (Slovak and
  // Czech for each other, English), else the original. Sets *used to the language
  // taken. An empty `lang` gives the original.
  const Text& text_in(std::string_view lang, std::string_view* used = nullptr) const;
};

// The languages that a reader of `lang` reads, the best first; none if that is not known.
std::vector<std::string_view> reading_order(std::string_view lang);

// The values a record has in a facet: keys, or the number as text for a range.
// `kind` and `languages` are derived. Empty when the record has none.
std::vector<std::string> facet_values(const Record& record, const Facet& facet);

// The ids that the record names in fields of other records; each once.
std::vector<std::string> related_ids(const Schema& schema, const Record& record);

// The fields by which the record names `other` in a role, in the order of the schema.
std::vector<const Field*> roles_of(const Schema& schema, const Record& record, std::string_view other);
// The ids in the field of links that no role names: what is written there, since readers add the others.
std::vector<std::string> own_links(const Schema& schema, const Record& record);
// What is named in a role is a link, too: puts the ids of all roles behind own_links().
void add_roles_to_links(const Schema& schema, Record& record);

// [a-z0-9][a-z0-9-]{0,99}
bool is_record_id(std::string_view id);

// What a translation was made from: BLAKE2b over title, alternative names, summary and body,
// as 16 hexadecimal digits. Facts do not count, so that a corrected year makes
// no translation stale.
std::string text_hash(const Text& original);

// The record as one JSON object of the corpus format (docs/record-format.md):
// what the readers take and what the database keeps. from_json expects what
// to_json wrote and throws std::runtime_error otherwise.
std::string to_json(const Record& record);
Record from_json(const Schema& schema, std::string_view json);

}  // namespace pramen::corpus
