// The smallest pieces of a corpus that can be told apart without being parsed: a line of JSONL, a JSON
// file, a row of a table under its header, the Markdown files of one record. What such a piece holds depends on its
// bytes alone, wherever it stands, so that it need not be read again while these are the same; and while the files are
// that its record names.
//
// Plain values.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/places.h"

namespace pramen::corpus {

// XXH3, 128 bits.
struct UnitHash {
  std::uint64_t low = 0, high = 0;
  friend auto operator<=>(const UnitHash&, const UnitHash&) = default;
};

// The hash of a piece that is one stretch of bytes. `form` parts what is read in different ways.
UnitHash unit_hash(std::string_view bytes, char form);

// The hash of several texts one after the other: where each ends counts.
class UnitHasher {
 public:
  explicit UnitHasher(char form);
  ~UnitHasher();
  UnitHasher(const UnitHasher&) = delete;
  UnitHasher& operator=(const UnitHasher&) = delete;
  void add(std::string_view text);
  void add(const UnitHash& part);  // or any two numbers
  UnitHash hash() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A record that a unit names, and where.
struct UnitRelation {
  std::string target;
  std::uint32_t file = 0;  // files on from the unit's first
  Place at;                // lines count from the unit's own
};

// A file that the record of a unit names: a document that holds its body, a PDF.
struct UnitFile {
  std::string path;  // from the folder of the unit's first file
  UnitHash hash;     // of its bytes
};

// What was read from a unit in which nothing was found: one sound record.
struct Unit {
  UnitHash hash;
  std::string id, kind;
  std::vector<UnitRelation> relations;
  std::vector<UnitFile> files = {};
};

}  // namespace pramen::corpus
