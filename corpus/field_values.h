// From nodes to the values of a record, by the type the schema gives a field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/findings.h"
#include "corpus/node.h"
#include "corpus/record.h"

namespace pramen::corpus {

enum class Form { markdown, json, csv };

class SourceFiles;

// What reading one record needs; lives as long as that.
struct Context {
  const Schema& schema;
  Findings& findings;
  Form form;
  SourceFiles* files = nullptr;  // null: files that the record names are not read
};

// A record named in a field of type records.
struct Relation {
  std::string target;
  Place at;
};

// Empty if there is none (a fault was reported) or it holds nothing.
std::optional<Value> read_value(const Field& field, const Node& node, const Context& context,
                                std::vector<Relation>& relations);

// Text as it stands, of one line or many; anything else is a fault. Null only
// where the node is no text.
std::optional<std::string> read_text(std::string_view name, const Node& node, const Context& context);
std::optional<std::vector<std::string>> read_texts(std::string_view name, const Node& node, const Context& context);

// http:// or https:// with a host, without spaces and control characters.
bool is_web_address(std::string_view url);

}  // namespace pramen::corpus
