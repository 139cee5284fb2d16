#include "query/csv_row.h"

#include <string_view>

namespace pramen::query {
namespace {

void append_cell(std::string& row, const std::string& cell) {
  constexpr std::string_view formula = "=+-@\t\r", quoted = "\",\r\n";
  const bool dangerous = !cell.empty() && formula.find(cell.front()) != formula.npos;
  if (cell.find_first_of(quoted) == cell.npos) {
    row.append(dangerous ? "'" : "").append(cell);
    return;
  }
  row.append("\"").append(dangerous ? "'" : "");
  for (const char c : cell) row.append(c == '"' ? 2 : 1, c);
  row += '"';
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    append_cell(row, cell);
    row += &cell == &cells.back() ? "\r\n" : ",";
  }
  return row;
}

}  // namespace pramen::query
