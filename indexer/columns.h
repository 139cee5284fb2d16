// Columns: what filters, counts and sorting ask of a record, by row instead of
// by document. Row r belongs to Xapian document r + 1.
//
// Written once per build (ColumnWriter), then mapped into memory (Columns),
// where any number of threads may read. The file (little-endian): the magic
// "PRAMCOL1", u32 rows, u32 sections; per section a 40-byte row {name[24], u64
// offset, u64 bytes}; then the sections, 8-byte aligned:
//   live                u8[rows]       0: the row has no record
//   facet:<name>        u32[rows + 1] offsets, then u16 value numbers (their place
//                       in the vocabulary), each row's ascending
//   number:<name>       i32[rows]      no_number where there is none
//   order:<lang>        u32[rows]      place of the title in that language's order
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace pramen::indexer {

inline constexpr std::int32_t no_number = std::numeric_limits<std::int32_t>::min();

class ColumnWriter {
 public:
  // Keeps collation keys in `folder` while building, so that memory stays at a few bytes a record.
  ColumnWriter(const corpus::Schema& schema, std::filesystem::path folder);
  ~ColumnWriter();

  void add(const corpus::Record& record);  // the next row
  void drop(std::uint32_t row);            // its record was withdrawn
  // Writes the file and returns its BLAKE2b hash. Throws std::runtime_error.
  std::string write(const std::filesystem::path& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Columns {
 public:
  struct Facet {
    std::span<const std::uint32_t> offsets;
    std::span<const std::uint16_t> values;
    std::span<const std::uint16_t> row(std::uint32_t row) const {
      return values.subspan(offsets[row], offsets[row + 1] - offsets[row]);
    }
  };

  // Maps the file. Throws std::runtime_error if it is missing, cut short or its
  // hash is not `expected_hash`.
  Columns(const std::filesystem::path& file, std::string_view expected_hash);
  ~Columns();
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  std::uint32_t rows() const { return rows_; }
  bool live(std::uint32_t row) const { return live_[row] != 0; }
  const Facet& facet(std::string_view name) const { return facets_.find(name)->second; }
  std::span<const std::int32_t> number(std::string_view name) const { return numbers_.find(name)->second; }
  // Titles in the order of `lang`, or of English where that has no column.
  std::span<const std::uint32_t> title_order(std::string_view lang) const;

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::uint32_t rows_ = 0;
  std::span<const std::uint8_t> live_;
  std::map<std::string, Facet, std::less<>> facets_;
  std::map<std::string, std::span<const std::int32_t>, std::less<>> numbers_;
  std::map<std::string, std::span<const std::uint32_t>, std::less<>> orders_;
};

}  // namespace pramen::indexer
