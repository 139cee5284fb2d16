// How the columns of somebody's own table are to be read: NAME.columns.json beside NAME.csv or NAME.xlsx
// (docs/record-format.md). With it a table needs neither our column names nor our keys.
//
//   {"sheet": "Organizácie", "header": 3,
//    "columns": {"Názov": "title_sk", "Typ": "org_type", "Poznámka": null},
//    "values": {"org_type": {"s.r.o.": "business"}},
//    "constants": {"kind": "organisation", "original": "sk"},
//    "id": "org-{IČO}"}
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/csv_rows.h"
#include "corpus/findings.h"
#include "corpus/schema.h"

namespace pramen::corpus {

inline constexpr std::string_view mapping_ending = ".columns.json";
inline bool is_mapping(std::string_view path) { return path.ends_with(mapping_ending); }

class TableMapping {
 public:
  // The mapping of this table, or one that changes nothing where there is none. Empty if the file has faults, which are
  // reported under its own name.
  static std::optional<TableMapping> beside(const std::filesystem::path& table, const Schema& schema,
                                            Findings& findings);

  const std::string& sheet() const { return sheet_; }
  std::uint32_t header_line() const { return header_line_; }  // rows above it are passed over; 0: the first

  // Names of the columns as the table has them become ours, with those of constants and ids behind them.
  void apply_to_header(std::vector<Cell>& header);
  // Cells of a row, after the header; values become keys. The row is as wide as the header then.
  void apply_to_row(std::vector<Cell>& row) const;

 private:
  void read_entry(const struct Entry& entry, const Schema& schema, Findings& findings);
  std::string key_of(const Field& field, std::string_view text) const;
  std::string made_id(const std::vector<Cell>& row) const;

  bool there_ = false;
  const Schema* schema_ = nullptr;
  std::string sheet_, id_;
  std::uint32_t header_line_ = 0;
  std::map<std::string, std::string, std::less<>> columns_;                                     // empty name: left out
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> values_;  // by field
  std::vector<std::pair<std::string, std::string>> constants_;
  std::vector<std::string> own_names_;  // of the header, as the table has them
  std::vector<std::size_t> kept_;       // columns that are read, by their place in the table
  std::vector<const Field*> fields_;    // of these; nullptr: none
};

}  // namespace pramen::corpus
