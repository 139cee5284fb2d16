// A row of CSV as RFC 4180 wants it: commas, CRLF, quotes doubled. Whatever a spreadsheet would
// take for a formula (first character = + - @, TAB or CR; OWASP, CSV Injection) gets an apostrophe
// before it. Pure functions.
#pragma once

#include <string>
#include <vector>

namespace pramen::query {

// Spreadsheets read UTF-8 as such only where the file begins with it.
inline constexpr char csv_begin[] = "\xEF\xBB\xBF";

std::string csv_row(const std::vector<std::string>& cells);

}  // namespace pramen::query
