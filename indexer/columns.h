// Columns: what filters, counts and sorting ask of a record, by row instead of
// by document. Row r belongs to Xapian document r + 1.
//
// Written once per build (ColumnWriter), then mapped into memory (Columns),
// where any number of threads may read. A file of sections (sections.h):
//   live                u8[rows]       0: the row has no record
//   length              u32[rows]      words of the record, weighted by field (Xapian's document length)
//   original            u8[rows]       language of the original, as its place among those of the schema
//   id_at, id           u32[rows + 1]  ids, one after the other
//   title_at:<lang>, title:<lang>      titles likewise; empty where there is no text in that language
//   facet_at:<name>     u32[rows + 1]  where each row's values begin
//   facet:<name>        u16[]          value numbers (their place in the vocabulary), each row's ascending
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
#include "indexer/sections.h"

namespace pramen::indexer {

inline constexpr std::int32_t no_number = std::numeric_limits<std::int32_t>::min();

class ColumnWriter {
 public:
  // Keeps ids, titles and their collation keys in `folder` while building, so that memory stays at a few bytes a
  // record.
  ColumnWriter(const corpus::Schema& schema, std::filesystem::path folder);
  ~ColumnWriter();

  void add(const corpus::Record& record);  // the next row
  void drop(std::uint32_t row);            // its record was withdrawn
  // Writes the file and returns its hash. `lengths`: of each row. Throws std::runtime_error.
  std::string write(const std::filesystem::path& file, std::span<const std::uint32_t> lengths);

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

  std::uint32_t rows() const { return rows_; }
  bool live(std::uint32_t row) const { return live_[row] != 0; }
  std::span<const std::uint32_t> lengths() const { return lengths_; }
  const Facet& facet(std::string_view name) const { return facets_.find(name)->second; }
  std::span<const std::int32_t> number(std::string_view name) const { return numbers_.find(name)->second; }
  std::string_view id(std::uint32_t row) const { return ids_.at(row); }
  // The title that a reader of `lang` sees, and its language; as Record::text_in().
  struct Title {
    std::string_view text, lang;
  };
  Title title(std::uint32_t row, std::string_view lang) const;
  // Titles in the order of `lang`, or of English where that has no column.
  std::span<const std::uint32_t> title_order(std::string_view lang) const;

 private:
  struct Texts {
    std::span<const std::uint32_t> begins;
    std::string_view bytes;
    std::string_view at(std::uint32_t row) const { return bytes.substr(begins[row], begins[row + 1] - begins[row]); }
  };
  struct Titles {
    std::string lang;
    Texts texts;
  };

  const Sections sections_;
  std::uint32_t rows_ = 0;
  std::span<const std::uint8_t> live_;
  std::span<const std::uint32_t> lengths_;
  std::span<const std::uint8_t> original_;
  Texts ids_;
  std::vector<Titles> titles_;  // in the order of the schema's languages
  std::map<std::string, Facet, std::less<>> facets_;
  std::map<std::string, std::span<const std::int32_t>, std::less<>> numbers_;
  std::map<std::string, std::span<const std::uint32_t>, std::less<>> orders_;
};

}  // namespace pramen::indexer
