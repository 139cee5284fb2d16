// What a pack learnt from sources of one licence: one file, read into memory.
//
//   "PRAMENT1"                     8 bytes
//   header size                    u32, little-endian, as all numbers here
//   header                         JSON: language, licence, sources with their
//                                  notices, hash, size of all sections, and name,
//                                  offset and size of each
//   sections                       one frame of Zstandard (RFC 8878) with its
//                                  checksum; each at a multiple of 8 bytes
//
// Sections (any may be missing): automata (automaton.h) `lexicon`, `rules`,
// `folded_rules`, `families`, `family_rules`, `parts`,
// `frequencies`; `endings`, the ending changes that their numbers stand for;
// `ngrams` (detector.h). `families` holds what the base forms of a family begin with; its numbers say nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemmers/automaton.h"
#include "stemmers/letters.h"

namespace pramen::stemmers {

// What to do to the end of a word: cut so many letters, append others.
struct EndingChange {
  std::uint8_t cut = 0;
  std::string_view append;  // letter codes

  bool keeps() const { return cut == 0 && append.empty(); }
  // Empty where the word is too short.
  Letters apply(std::string_view word) const {
    if (cut > word.size()) return {};
    Letters made(word.substr(0, word.size() - cut));
    return made.append(append);
  }
};

// An ending change within a set. Of a rule: which share of the words with that
// ending it is right for, in powers of 0.7 (0: all, or not a rule).
struct Choice {
  std::uint32_t change = 0;
  std::uint32_t share_power = 0;

  static constexpr Choice of(std::uint32_t item) { return {item & 0xFFFFFF, item >> 24}; }
  constexpr std::uint32_t item() const { return share_power << 24 | change; }
};

// Sets of ending changes by number, best first: a form with two lemmas has a set of two.
// The items of a set are read with Choice::of().
//
// Section: u32 changes, u32 sets; u32 ends of the appended letters; u8 cuts
// (padded to 4 bytes); u32 ends of the sets; u32 changes of the sets; letters.
class EndingSets {
 public:
  EndingSets() = default;
  // Throws std::invalid_argument where the section does not add up.
  explicit EndingSets(std::span<const std::uint32_t> section);

  std::size_t size() const { return set_ends_.size(); }
  std::span<const std::uint32_t> set(std::uint32_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : set_ends_[number - 1];
    return items_.subspan(begin, set_ends_[number] - begin);
  }
  EndingChange change(std::uint32_t id) const {
    const std::uint32_t begin = id == 0 ? 0 : append_ends_[id - 1];
    return {cuts_[id], letters_.substr(begin, append_ends_[id] - begin)};
  }

 private:
  std::span<const std::uint32_t> append_ends_, set_ends_, items_;
  std::span<const std::uint8_t> cuts_;
  std::string_view letters_;
};

// Immutable; may be read by any number of threads.
class Table {
 public:
  // Throws std::runtime_error with the file's name and what is wrong with it.
  explicit Table(const std::filesystem::path& file);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const std::string& licence() const { return licence_; }
  const std::string& hash() const { return hash_; }  // of all sections

  Automaton lexicon, rules, folded_rules, families, family_rules, parts, frequencies;
  EndingSets endings;
  std::span<const std::uint32_t> ngrams;

 private:
  void read(std::string_view file);

  std::vector<std::uint64_t> sections_;
  std::string licence_, hash_;
};

inline constexpr std::string_view table_magic = "PRAMENT1";

// Hash of a table's sections in hexadecimal: BLAKE2b, 128 bits.
std::string table_hash(std::span<const std::byte> sections);

}  // namespace pramen::stemmers
