// CSV (RFC 4180) row by row in bounded memory, each cell with its place. After a
// quote that is not closed, reading goes on in the next line, so that one slip
// does not swallow the rows below it.
#pragma once

#include <string>
#include <vector>

#include "corpus/findings.h"
#include "corpus/input.h"

namespace pramen::corpus {

struct Cell {
  std::string text;
  Place at;
  bool quoted = false;
  bool inexact = false;  // what stands in it has the cell's own place: it comes from a sheet, or was changed
};

class CsvRows {
 public:
  explicit CsvRows(Input& input);

  enum class Result { row, faulty, end };
  // With `faulty` the fault of the row was reported. Cells of a row that is no
  // UTF-8 are never given.
  Result next(std::vector<Cell>& cells, Findings& findings);

  char delimiter() const { return delimiter_; }

 private:
  struct Spot {
    std::uint64_t offset;
    std::uint32_t line;
  };
  enum class State { cell_start, plain, quoted, after_quote };
  enum class End { newline, file, quote_fault };

  End gather();
  void pass_plain_bytes();
  void take(char c);
  void close_line();
  void choose_delimiter();
  void split(std::vector<Cell>& cells) const;
  void report_quote(End end, Findings& findings);
  void resume();
  void skip_line();

  Input& input_;
  char delimiter_ = ',';
  bool too_large_ = false;
  State state_ = State::cell_start;
  Place now_, start_, opened_;
  bool spot_known_ = false;
  Spot spot_{};  // of the line after the one in which the last quote was opened
  std::string raw_;
};

}  // namespace pramen::corpus
