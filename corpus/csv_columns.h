// What the columns of a CSV corpus mean, and a row as the same tree that JSON
// gives: `id`, `kind`, `original`, every field, and `title_sk` and the like.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/csv_rows.h"
#include "corpus/node.h"
#include "corpus/record.h"

namespace pramen::corpus {

class CsvColumns {
 public:
  // Faults of the header are reported once; what no column tells apart is left
  // out. Empty if no record can be read from such a table.
  static std::optional<CsvColumns> from_header(const std::vector<Cell>& header, const Schema& schema,
                                               Findings& findings);

  std::size_t size() const { return columns_.size(); }

  // Empty if the row has too many or too few cells (reported).
  std::optional<Node> node_of(const std::vector<Cell>& row, Findings& findings) const;

 private:
  enum class Role { ignored, record, field, text };
  struct Column {
    Role role = Role::ignored;
    std::string key, language;
    const Field* field = nullptr;
  };
  static Column column_of(const Cell& cell, const Schema& schema, Findings& findings);
  bool has(Role role, std::string_view key) const;

  std::vector<Column> columns_;
};

}  // namespace pramen::corpus
