// Columns: what filters, counts and sorting ask of a record, by row instead of
// by document. Row r belongs to Xapian document r + 1.
//
// Written once per build (ColumnWriter), then mapped into memory (Columns),
// where any number of threads may read. A file of sections (sections.h):
//   length              u32[rows]      words of the record, weighted by field (Xapian's document length); 0 without a
//   record facts_at, facts     u32[rows + 1], u16[]  what facets ask of a record, side by side (below) id_at, id
//   u32[rows + 1]  ids, one after the other title_at:<lang>, title:<lang>      titles likewise; empty where there is no
//   text in that language order:<lang>        u32[rows]      place of the title in that language's order
//
// Facts of a row: the language of the original (its place among those of the schema); two
// words for each range facet, the number's lower half first; the numbers of its values in
// all other facets (FacetNumbers), ascending. All of a record's facets lie in one line of
// memory, so that counting one more costs next to nothing. A row without facts has no
// record: it was withdrawn while building, or the generation was made out of one that still had it.
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

// Numbers the values of all facets through: those of a facet follow those of the facets before it
// in the schema. Range facets have none; they are numbered among themselves.
class FacetNumbers {
 public:
  explicit FacetNumbers(const corpus::Schema& schema);

  struct Place {
    std::uint32_t begin = 0, end = 0;  // value numbers; empty for a range facet
    std::size_t range = 0;             // which of the range facets
  };
  const Place& of(std::size_t facet) const { return places_[facet]; }
  const Place& of(std::string_view facet) const;  // of a facet of the schema
  std::uint32_t size() const { return size_; }
  std::size_t ranges() const { return ranges_; }

 private:
  std::vector<Place> places_;  // by facet, in the order of the schema
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::uint32_t size_ = 0;
  std::size_t ranges_ = 0;
};

struct Inherited;

class ColumnWriter {
 public:
  // Keeps ids, titles and their collation keys in `folder` while building, so that memory stays at a few bytes a
  // record.
  ColumnWriter(const corpus::Schema& schema, std::filesystem::path folder);
  ~ColumnWriter();

  void add(const corpus::Record& record);  // the next row
  void drop(std::uint32_t row);            // its record was withdrawn; counted from the first that was added
  // Writes the file and returns its hash: the rows that were added, behind all of those that are inherited, if that is
  // given. `lengths`: of each row that was added. Throws std::runtime_error.
  std::string write(const std::filesystem::path& file, std::span<const std::uint32_t> lengths,
                    const Inherited* inherited = nullptr);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Columns {
 public:
  // Maps the file. Throws std::runtime_error if it is missing, cut short or its
  // hash is not `expected_hash`. `schema`: the one it was built with.
  Columns(const std::filesystem::path& file, std::string_view expected_hash, const corpus::Schema& schema);

  std::uint32_t rows() const { return rows_; }
  std::uint32_t records() const { return records_; }  // live rows
  // Of them those with a text in the language.
  std::uint32_t records_in(std::string_view lang) const;
  bool live(std::uint32_t row) const { return facts_at_[row] != facts_at_[row + 1]; }
  std::span<const std::uint32_t> lengths() const { return lengths_; }
  const FacetNumbers& facets() const { return facets_; }
  // All of a row; none where it has no record.
  std::span<const std::uint16_t> facts(std::uint32_t row) const {
    return facts_.subspan(facts_at_[row], facts_at_[row + 1] - facts_at_[row]);
  }
  // Of a live row: its values in all facets, ascending; its number in a range facet.
  std::span<const std::uint16_t> values(std::uint32_t row) const {
    return facts_.subspan(facts_at_[row] + head_words_, facts_at_[row + 1] - facts_at_[row] - head_words_);
  }
  std::int32_t number(std::uint32_t row, std::size_t range) const {
    const std::size_t at = facts_at_[row] + 1 + 2 * range;
    return static_cast<std::int32_t>(facts_[at] | std::uint32_t{facts_[at + 1]} << 16);
  }
  // Its values in one facet.
  std::span<const std::uint16_t> values(std::uint32_t row, const FacetNumbers::Place& facet) const;
  // Asks for a row's facts to be brought near.
  void prefetch(std::uint32_t row) const { __builtin_prefetch(facts_.data() + facts_at_[row]); }
  std::string_view id(std::uint32_t row) const { return ids_.at(row); }
  // The title that a reader of `lang` sees, and its language; as Record::text_in().
  struct Title {
    std::string_view text, lang;
  };
  Title title(std::uint32_t row, std::string_view lang) const;
  // The title in a language of the schema by its place, empty if there is none.
  std::string_view title_in(std::uint32_t row, std::size_t language) const { return titles_[language].texts.at(row); }
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
    std::uint32_t records = 0;  // live rows that have one
  };

  const Sections sections_;
  const FacetNumbers facets_;
  const std::size_t head_words_;  // of a row's facts, before the values
  const std::span<const std::uint32_t> lengths_, facts_at_;
  const std::span<const std::uint16_t> facts_;
  const std::uint32_t rows_, records_;
  Texts ids_;
  std::vector<Titles> titles_;  // in the order of the schema's languages
  std::map<std::string, std::span<const std::uint32_t>, std::less<>> orders_;
};

}  // namespace pramen::indexer
