// Where a text stands among sorted ones, without a search: an open-addressing hash table with
// linear probing. A byte of each slot's hash lies apart, as in Abseil's Swiss tables, so that a text that is
// not there costs one line of memory, nearly always, and one that is there four.
//
// Written into a file of sections and mapped; const, any number of threads may read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/sections.h"

namespace pramen::indexer {

class TextTable {
 public:
  TextTable() = default;
  // The sections "<name>.tags" and "<name>.places". Throws std::runtime_error if they do not fit each other.
  TextTable(const Sections& sections, std::string_view name);

  bool empty() const { return tags_.empty(); }
  // The place of the text for which `stands_at(place)` holds; `none` if it has none.
  template <typename StandsAt>
  std::size_t find(std::string_view text, std::size_t none, const StandsAt& stands_at) const {
    const Key key = hashed(text);
    // A sound table has free slots; a damaged one shall not turn for ever.
    for (std::size_t slot = first_slot(key), left = tags_.size(); left > 0; --left) {
      if (tags_[slot] == free_slot) break;
      if (tags_[slot] == key.tag && places_[slot] < none && stands_at(places_[slot])) return places_[slot];
      if (++slot == tags_.size()) slot = 0;
    }
    return none;
  }

 private:
  friend class TextTableWriter;
  struct Key {
    std::uint64_t hash = 0;
    std::uint8_t tag = 0;
  };
  static constexpr std::uint8_t free_slot = 0;
  static Key hashed(std::string_view text);
  static std::size_t slot_of(const Key& key, std::size_t slots) {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.hash)) * slots >> 32);
  }
  std::size_t first_slot(const Key& key) const { return tags_.empty() ? 0 : slot_of(key, tags_.size()); }

  std::span<const std::uint8_t> tags_;
  std::span<const std::uint32_t> places_;
};

class TextTableWriter {
 public:
  explicit TextTableWriter(std::size_t texts);
  // Each text once.
  void add(std::string_view text, std::uint32_t place);
  void write(SectionWriter& file, std::string_view name) const;

 private:
  std::vector<std::uint8_t> tags_;
  std::vector<std::uint32_t> places_;
};

}  // namespace pramen::indexer
