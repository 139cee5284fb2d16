#include "corpus/csv_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>
#include <utility>

#include "corpus/characters.h"
#include "corpus/nearest_name.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view text_parts[] = {"title",       "summary",     "body_file",     "body",
                                           "alternative", "attachments", "translation_of"};

Node text_node(std::string_view text, Place at) {
  return {.kind = NodeKind::string, .at = at, .text = std::string(text)};
}

// Parts of a cell with their places, as far as these can be told: after a line
// break or a doubled quote the place of the cell has to do.
std::vector<Node> parts_of(std::string_view text, Place at, bool exact, char separator) {
  std::vector<Node> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    std::size_t first = begin, last = end;
    while (first < last && text[first] == ' ') ++first;
    while (last > first && text[last - 1] == ' ') --last;
    Place place = at;
    if (exact) place = PlaceCounter(text.substr(begin), at).at_byte(first - begin);
    parts.push_back(text_node(text.substr(first, last - first), place));
    if (exact) at = PlaceCounter(text.substr(begin), at).at_byte(end + 1 - begin);
    begin = end + 1;
  }
  return parts;
}

bool has_exact_places(const Cell& cell) {
  return !cell.inexact && cell.text.find_first_of("\"\n") == std::string::npos;
}

Place inside(const Cell& cell) { return {cell.at.line, cell.at.column + (cell.quoted ? 1 : 0)}; }

Node list_node(const Cell& cell) {
  Node list{.kind = NodeKind::list, .at = cell.at};
  for (auto& part : parts_of(cell.text, inside(cell), has_exact_places(cell), ';')) {
    if (!part.text.empty()) list.items.push_back(std::move(part));
  }
  return list;
}

// Numbers are text in CSV; what is none stays text and is reported as such later.
Node number_node(std::string_view text, Place at) {
  Node node = text_node(text, at);
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (text.starts_with('+')) return node;
  if (const auto [stop, error] = std::from_chars(begin, end, node.integer); stop == end && error == std::errc{}) {
    node.kind = NodeKind::integer;
    node.real = static_cast<double>(node.integer);
  } else if (const auto [stop2, error2] = std::from_chars(begin, end, node.real); stop2 == end && begin != end) {
    node.kind = NodeKind::real;
    if (error2 != std::errc{}) node.real = std::numeric_limits<double>::infinity();
  }
  return node;
}

// "a|b" as a group with these keys; a part alone has the key `only`.
Node group_node(const Node& part, bool exact, std::span<const std::string_view> keys, std::string_view only) {
  Node group{.kind = NodeKind::map, .at = part.at};
  auto cells = parts_of(part.text, part.at, exact, '|');
  if (cells.size() == 1) {
    group.entries.push_back({std::string(only), part.at, std::move(cells[0])});
    return group;
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].text.empty()) continue;
    const std::string key = i < keys.size() ? std::string(keys[i]) : fmt::format("part {}", i + 1);
    const Place at = cells[i].at;
    group.entries.push_back({key, at, key == "year" ? number_node(cells[i].text, at) : std::move(cells[i])});
  }
  return group;
}

Node groups_node(const Cell& cell, std::span<const std::string_view> keys, std::string_view only) {
  Node list = list_node(cell);
  for (auto& item : list.items) item = group_node(item, has_exact_places(cell), keys, only);
  return list;
}

Node text_part_node(std::string_view part, const Cell& cell) {
  static constexpr std::string_view attachment_keys[] = {"file", "title"};
  if (part == "alternative") return list_node(cell);
  if (part == "attachments") return groups_node(cell, attachment_keys, "file");
  return text_node(cell.text, cell.at);
}

constexpr std::string_view source_keys[] = {"title", "url", "publisher", "year"};

Node field_node(const Field& field, const Cell& cell) {
  switch (field.type) {
    case FieldType::values:
    case FieldType::records: return list_node(cell);
    case FieldType::integer:
    case FieldType::number: return number_node(fold_spaces(cell.text), cell.at);
    case FieldType::sources: return groups_node(cell, source_keys, "url");
    default: return text_node(fold_spaces(cell.text), cell.at);
  }
}

Entry& entry_for(Node& map, std::string_view key, Place at) {
  const auto found = std::ranges::find(map.entries, key, &Entry::key);
  if (found != map.entries.end()) return *found;
  map.entries.push_back({std::string(key), at, {.kind = NodeKind::map, .at = at}});
  return map.entries.back();
}

}  // namespace

CsvColumns::Column CsvColumns::column_of(const Cell& cell, const Schema& schema, Findings& findings) {
  const std::string name = fold_spaces(cell.text);
  if (name == "id" || name == "kind" || name == "original") return {Role::record, name, {}, nullptr};
  if (const Field* field = schema.field(name)) return {Role::field, name, {}, field};
  std::vector<std::string_view> names = {"id", "kind", "original"};
  for (const auto part : text_parts) {
    if (!name.starts_with(part) || name.size() <= part.size() + 1 || name[part.size()] != '_') continue;
    const std::string language = name.substr(part.size() + 1);
    if (schema.has_language(language)) return {Role::text, std::string(part), language, nullptr};
    findings.fault(cell.at, "unknown-language", say("{} is no language of this corpus", in_quotes(language)),
                   say("known: {}", fmt::join(schema.languages(), ", ")));
    return {};
  }
  for (const auto& field : schema.fields()) names.push_back(field.name);
  const std::string nearest = nearest_name(name, names);
  findings.fault(cell.at, "unknown-field", say("there is no column {}", in_quotes(name)),
                 nearest.empty()
                     ? say("delete it, or declare the field in schema.json; texts stand in title_sk, body_sk, ...")
                     : say("did you mean '{}'?", nearest));
  return {};
}

std::optional<CsvColumns> CsvColumns::from_header(const std::vector<Cell>& header, const Schema& schema,
                                                  Findings& findings) {
  CsvColumns table;
  for (const auto& cell : header) {
    Column column = column_of(cell, schema, findings);
    const auto same = [&](const Column& other) {
      return other.role == column.role && other.key == column.key && other.language == column.language;
    };
    if (column.role != Role::ignored && std::ranges::any_of(table.columns_, same)) {
      findings.fault(cell.at, "doubled-key", say("there are two columns {}", in_quotes(cell.text)),
                     say("delete one of the two"));
      column = {};
    }
    table.columns_.push_back(std::move(column));
  }
  const Place at = header.empty() ? Place{} : header.front().at;
  const auto need = [&](bool there, std::string_view rule, std::string_view name) {
    if (!there)
      findings.fault(at, rule, say("the table has no column {}", name), say("the first line names the columns"));
    return there;
  };
  const bool id = need(table.has(Role::record, "id"), "missing-id", "id");
  const bool kind = need(table.has(Role::record, "kind"), "missing-kind", "kind");
  const bool title = need(table.has(Role::text, "title"), "missing-title", "title_sk");
  if (!id || !kind || !title) return std::nullopt;
  return table;
}

bool CsvColumns::has(Role role, std::string_view key) const {
  return std::ranges::any_of(columns_, [&](const Column& column) { return column.role == role && column.key == key; });
}

std::optional<Node> CsvColumns::node_of(const std::vector<Cell>& row, Findings& findings) const {
  if (row.size() != columns_.size()) {
    const bool more = row.size() > columns_.size();
    findings.fault(more ? row[columns_.size()].at : row.front().at, "broken-csv",
                   say("the row has {} cells, the header has {}", row.size(), columns_.size()),
                   more ? say("put cells that hold the delimiter in quotes") : say("add the missing cells"));
    return std::nullopt;
  }
  Node record{.kind = NodeKind::map, .at = row.front().at};
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Column& column = columns_[i];
    const Cell& cell = row[i];
    if (column.role == Role::ignored || is_blank(cell.text)) continue;
    if (column.role == Role::text) {
      Node& texts = entry_for(record, "texts", cell.at).value;
      Node& text = entry_for(texts, column.language, cell.at).value;
      text.entries.push_back({column.key, cell.at, text_part_node(column.key, cell)});
    } else {
      record.entries.push_back(
          {column.key, cell.at,
           column.role == Role::field ? field_node(*column.field, cell) : text_node(fold_spaces(cell.text), cell.at)});
    }
  }
  return record;
}

}  // namespace pramen::corpus
