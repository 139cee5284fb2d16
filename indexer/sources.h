// sources.bin: what the records of a generation were read from, so that the next one need not read again what did
// not change. A source is a unit of the corpus (corpus/units.h) in which no problem was found; all others
// are read each time. A file of sections (sections.h):
//   hash                 u64[2 * units]       XXH3 of the units' bytes (low, high), ascending
//   row                  u32[units]           of its record
//   details_at, details  u32[units + 1], bytes  kind; how many files the record names, and of each the path from the
//                                             unit's and u64[2], the hash of its bytes (low, high); then for each
//                                             relation three varints: files on from the unit's first, line in the
//                                             unit, column; and its target
// Texts are a varint, their bytes, and these.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/units.h"
#include "indexer/sections.h"

namespace pramen::indexer {

class SourceWriter {
 public:
  void add(const corpus::Unit& unit, std::uint32_t row);
  void drop(std::uint32_t row) { sources_.erase(row); }  // its record was withdrawn
  // Returns the hash of the file.
  std::string write(const std::filesystem::path& file) const;

 private:
  struct Source {
    corpus::UnitHash hash;
    std::string details;
  };
  std::unordered_map<std::uint32_t, Source> sources_;  // by row
};

// Mapped; const after construction.
class Sources {
 public:
  // Throws std::runtime_error if the file is missing or damaged.
  Sources(const std::filesystem::path& file, std::string_view expected_hash);

  // The place of a unit among all of them.
  std::optional<std::size_t> find(const corpus::UnitHash& hash) const;
  std::uint32_t row(std::size_t place) const { return rows_[place]; }
  // All but its id.
  corpus::Unit unit(std::size_t place) const;

 private:
  corpus::UnitHash hash(std::size_t place) const { return {hashes_[2 * place], hashes_[2 * place + 1]}; }

  const Sections sections_;
  const std::span<const std::uint64_t> hashes_;
  const std::span<const std::uint32_t> rows_, details_at_;
  const std::string_view details_;
};

}  // namespace pramen::indexer
