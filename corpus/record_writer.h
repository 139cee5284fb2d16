// Records as files, in the form of docs/record-format.md: what is written here the
// readers read back as the same record: links are own_links(). Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "corpus/record.h"

namespace pramen::corpus {

// The Markdown file of one of the record's languages: of the original with all facts, of another with its words and
// the hash of what it was made from (of the original as it is, where the text names none).
std::string to_markdown(const Schema& schema, const Record& record, std::string_view language);

// The record as a JSON file of its own.
std::string to_json_file(const Schema& schema, const Record& record);

}  // namespace pramen::corpus
