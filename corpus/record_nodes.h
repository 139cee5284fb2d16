// From nodes to records, every fault in one go. What JSON and CSV hold in one
// tree is read here; Markdown files are put together by markdown_group.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corpus/field_values.h"

namespace pramen::corpus {

// A record as far as it could be read; sound only if the findings say so.
struct Draft {
  Record record;
  std::string file;  // that carries the facts
  Place id_at;       // where a doubled id is to be reported
  std::vector<Relation> relations;
  std::map<std::string, TextPlaces, std::less<>> places;  // by language
};

Draft draft_from_node(const Node& node, const Context& context);

// The parts, for records that are spread over files.
const Entry* entry_of(const Node& map, std::string_view key);  // also if its value is null
void read_kind(const Node& map, const Context& context, Record& record);
void read_fact(const Entry& entry, const Context& context, const std::vector<std::string_view>& own_keys, Draft& draft);
// Where title and summary stand, `text_at` for one that is not there.
TextPlaces places_of_words(const Node& map, const std::string& file, Place text_at);
// title, summary, alternative. A missing title is reported at its key, else at `text_at`.
void read_words(const Node& map, Place text_at, const Context& context, Text& text);
// body_file, attachments; `text` has its body.
void read_files(const Node& map, const Context& context, Text& text);
// Empty if it is no hash; `original` may be null if it is unknown.
void read_translation_of(const Entry& entry, const Text* original, const Context& context, Text& text);

// The whole hash of which text_hash() gives the beginning, 128 digits.
std::string long_text_hash(const Text& original);

}  // namespace pramen::corpus
