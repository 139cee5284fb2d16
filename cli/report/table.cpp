#include "cli/report/table.h"

#include <algorithm>

#include "cli/report/characters.h"

namespace pramen::report {

std::string Table::text() const {
  const std::size_t columns = rows_.front().size();
  std::vector<std::size_t> widths(columns);
  std::vector<bool> filled(columns);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < columns; ++i) {
      widths[i] = std::max(widths[i], character_count(row[i]));
      filled[i] = filled[i] || (&row != &rows_.front() && !row[i].empty() && row[i] != "0");
    }
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line = "  ";
    for (std::size_t i = 0; i < columns; ++i) {
      if (!filled[i] && i > 0) continue;
      const std::string space(widths[i] - character_count(row[i]), ' ');
      if (i > 0)
        line += "  " + space + row[i];
      else
        line += row[i] + space;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace pramen::report
