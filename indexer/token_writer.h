// Writes a file of tokens (tokens.h, docs/database.md), record by record. Throws std::runtime_error if the disk fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/sections.h"

namespace pramen::indexer {

class TokenWriter {
 public:
  // Heads of `width` bytes; `with_pairs`: and filters of adjacent words, which hold for these numbers only.
  TokenWriter(const std::filesystem::path& file, unsigned width, bool with_pairs);

  void add(std::string_view record);  // with heads of that width; empty where a row has no record
  // All records of a segment (segment_writer.h), under new numbers; those of `without`, rows of the segment, are
  // left empty. `added` hears from time to time how many there are by now.
  void add_segment(const std::filesystem::path& folder, std::span<const std::uint32_t> numbers,
                   std::span<const std::uint32_t> without = {}, const std::function<void(std::uint64_t)>& added = {});
  std::string finish();  // the hash of the file

 private:
  SectionWriter file_;
  const unsigned width_;
  const bool with_pairs_;
  std::vector<std::uint64_t> at_ = {0}, pairs_;
  std::vector<std::uint32_t> pairs_at_ = {0};
};

}  // namespace pramen::indexer
