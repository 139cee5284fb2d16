// A sheet of an Excel workbook (.xlsx, ECMA-376) row by row, as cells with their places: line is the row,
// column the column of the sheet. Values as they stand: text, numbers, results of formulas; no formats, so a
// date is the number that Excel keeps.
//
// The whole sheet is in memory. Archives that unpack to more than max_sheet_bytes a part are refused.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpus/csv_rows.h"
#include "corpus/findings.h"

namespace pramen::corpus {

inline constexpr std::size_t max_sheet_bytes = 64 << 20;  // unpacked XML of a sheet, or of its texts

class XlsxRows {
 public:
  // `sheet`: its name; empty: the first. What cannot be read is reported; there are no rows then.
  XlsxRows(const std::filesystem::path& file, const std::string& sheet, Findings& findings);
  ~XlsxRows();
  XlsxRows(const XlsxRows&) = delete;
  XlsxRows& operator=(const XlsxRows&) = delete;

  // Rows without a value are passed over. A sheet keeps no empty cells: the first row has cells up to its last
  // value, the others as many at least.
  CsvRows::Result next(std::vector<Cell>& cells, Findings& findings);
  double share_done() const;  // 0 to 1

 private:
  struct Workbook;
  std::unique_ptr<Workbook> workbook_;
};

}  // namespace pramen::corpus
