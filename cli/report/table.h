// A table in fixed columns for a terminal: the first column reads from the left, numbers
// stand under numbers. Width is counted in characters.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pramen::report {

class Table {
 public:
  explicit Table(std::vector<std::string> head) { rows_.push_back(std::move(head)); }

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.size() == 1; }
  // Lines with two spaces before them. Columns whose cells all are "" or "0" are left out.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;  // the head first
};

}  // namespace pramen::report
