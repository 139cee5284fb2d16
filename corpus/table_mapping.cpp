#include "corpus/table_mapping.h"

#include <algorithm>
#include <system_error>

#include "corpus/characters.h"
#include "corpus/input.h"
#include "corpus/json_nodes.h"
#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view known_keys = "columns, values, constants, id, sheet, header";

// What an id may hold of a text: letters and digits of ASCII in lower case, everything else one hyphen.
std::string id_part(std::string_view text) {
  std::string part;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z', plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper || plain)
      part += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!part.empty() && part.back() != '-')
      part += '-';
  }
  while (part.ends_with('-')) part.pop_back();
  return part;
}

bool is_list(const Field& field) { return field.type == FieldType::values; }

}  // namespace

std::optional<TableMapping> TableMapping::beside(const std::filesystem::path& table, const Schema& schema,
                                                 Findings& findings) {
  TableMapping mapping;
  mapping.schema_ = &schema;
  std::filesystem::path file = table;
  file.replace_extension();
  file += mapping_ending;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return mapping;
  mapping.there_ = true;
  const std::string table_name = findings.file();
  findings.enter(file.string());
  WholeFile whole = read_whole(file, max_record_bytes);
  if (!whole.error.empty() || whole.too_large)
    findings.fault({}, "bad-mapping",
                   say("the mapping cannot be read: {}", whole.too_large ? say("too large") : whole.error));
  if (!findings.faulty() && check_characters(whole.text, {}, findings)) {
    const Parsed parsed = parse_json(whole.text, {}, findings);
    if (parsed.whole && parsed.node.kind != NodeKind::map)
      findings.fault({}, "bad-mapping", say("a mapping is a JSON object"), say("it may have: {}", known_keys));
    for (const Entry& entry : parsed.node.entries) mapping.read_entry(entry, schema, findings);
  }
  const bool sound = !findings.faulty();
  findings.enter(table_name);
  return sound ? std::optional(std::move(mapping)) : std::nullopt;
}

void TableMapping::read_entry(const Entry& entry, const Schema& schema, Findings& findings) {
  const auto wants = [&](bool right, const Sentence& what) {
    if (!right) findings.fault(entry.value.at, "bad-mapping", say("{} takes {}", in_quotes(entry.key), what));
    return right;
  };
  const Node& node = entry.value;
  if (entry.key == "sheet") {
    if (wants(node.kind == NodeKind::string, say("the name of a sheet"))) sheet_ = node.text;
  } else if (entry.key == "header") {
    if (wants(node.kind == NodeKind::integer && node.integer > 0 && node.integer < 1'000'000,
              say("the number of a row")))
      header_line_ = static_cast<std::uint32_t>(node.integer);
  } else if (entry.key == "id") {
    if (wants(node.kind == NodeKind::string, say("a text such as \"org-{{IČO}}\" with names of columns in braces")))
      id_ = node.text;
  } else if (entry.key == "columns") {
    if (!wants(node.kind == NodeKind::map,
               say("an object: {{\"name in the table\": \"title_sk\"}}, null to leave one out")))
      return;
    for (const Entry& column : node.entries) {
      if (column.value.kind != NodeKind::string && !column.value.is_null())
        findings.fault(column.value.at, "bad-mapping", say("a column is a name or null"));
      else
        columns_.emplace(fold_spaces(column.key), column.value.text);
    }
  } else if (entry.key == "constants") {
    if (!wants(node.kind == NodeKind::map, say("an object: {{\"kind\": \"organisation\"}}"))) return;
    for (const Entry& constant : node.entries) {
      if (constant.value.kind == NodeKind::string)
        constants_.emplace_back(constant.key, constant.value.text);
      else
        findings.fault(constant.value.at, "bad-mapping", say("a constant is a text, as it would stand in the table"));
    }
  } else if (entry.key == "values") {
    if (!wants(node.kind == NodeKind::map, say("an object: {{\"org_type\": {{\"s.r.o.\": \"business\"}}}}"))) return;
    for (const Entry& field : node.entries) {
      if (schema.field(field.key) == nullptr || field.value.kind != NodeKind::map)
        findings.fault(field.at, "bad-mapping", say("{} is no field with values", in_quotes(field.key)),
                       say("fields are those of schema.json"));
      for (const Entry& value : field.value.entries)
        values_[field.key].emplace(fold_spaces(value.key), value.value.text);
    }
  } else {
    findings.fault(entry.at, "bad-mapping", say("a mapping has no {}", in_quotes(entry.key)),
                   say("it may have: {}", known_keys));
  }
}

void TableMapping::apply_to_header(std::vector<Cell>& header) {
  if (!there_) return;
  std::vector<Cell> ours;
  for (std::size_t i = 0; i < header.size(); ++i) {
    own_names_.push_back(fold_spaces(header[i].text));
    const auto named = columns_.find(own_names_.back());
    Cell cell = header[i];
    if (named != columns_.end()) cell.text = named->second;
    // Without a name, or for the id only: the mapping says nothing of it, or that it is left out.
    const bool for_id = id_.find("{" + own_names_.back() + "}") != std::string::npos;
    if (is_blank(cell.text) || (for_id && named == columns_.end())) continue;
    kept_.push_back(i);
    ours.push_back(std::move(cell));
  }
  const Place at = header.empty() ? Place{} : header.back().at;
  for (const auto& [name, value] : constants_) ours.push_back({name, at, false});
  if (!id_.empty()) ours.push_back({"id", at, false});
  for (const Cell& cell : ours) fields_.push_back(schema_->field(cell.text));
  header = std::move(ours);
}

void TableMapping::apply_to_row(std::vector<Cell>& row) const {
  if (!there_) return;
  const Place at = row.empty() ? Place{} : row.front().at;
  std::vector<Cell> ours;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    Cell cell =
        kept_[i] < row.size() ? row[kept_[i]] : Cell{{}, {at.line, static_cast<std::uint32_t>(kept_[i]) + 1}, false};
    if (fields_[i] != nullptr && !fields_[i]->vocabulary.empty()) {
      cell.text = key_of(*fields_[i], cell.text);
      cell.inexact = true;
    }
    ours.push_back(std::move(cell));
  }
  for (const auto& [name, value] : constants_) ours.push_back({value, at, false});
  if (!id_.empty()) ours.push_back({made_id(row), at, false});
  row = std::move(ours);
}

// Of a text, or of each of several between semicolons: what the mapping says, else the value that has it as a label in
// any language, else the text.
std::string TableMapping::key_of(const Field& field, std::string_view text) const {
  if (const std::size_t end = text.find(';'); is_list(field) && end != std::string_view::npos)
    return key_of(field, text.substr(0, end)) + ";" + key_of(field, text.substr(end + 1));
  const std::string folded = fold_spaces(text);
  if (const auto own = values_.find(field.name); own != values_.end()) {
    if (const auto key = own->second.find(folded); key != own->second.end()) return key->second;
  }
  const Vocabulary* vocabulary = schema_->vocabulary(field.vocabulary);
  if (vocabulary == nullptr || vocabulary->find(folded) != nullptr) return folded;
  for (const VocabularyValue& value : vocabulary->values()) {
    const bool labelled = std::ranges::any_of(value.labels, [&](const auto& label) { return label.second == folded; });
    if (labelled) return value.key;
  }
  return folded;
}

std::string TableMapping::made_id(const std::vector<Cell>& row) const {
  std::string id;
  for (std::size_t at = 0; at < id_.size();) {
    const std::size_t open = id_.find('{', at), close = id_.find('}', open);
    if (open == std::string::npos || close == std::string::npos) return id + id_.substr(at);
    id += id_.substr(at, open - at);
    const auto own = std::ranges::find(own_names_, id_.substr(open + 1, close - open - 1));
    const auto place = static_cast<std::size_t>(own - own_names_.begin());
    // An id of which a part is missing is none: the row is reported for it.
    const std::string part = place < row.size() ? id_part(row[place].text) : std::string();
    if (part.empty()) return {};
    id += part;
    at = close + 1;
  }
  return id;
}

}  // namespace pramen::corpus
