// Which language a text is in, from the letter n-grams and the known words of
// the packs. Made for short texts: two words and more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemmers/language.h"

namespace pramen::stemmers {

struct Guess {
  std::string code;               // of a language; empty where the text has no word
  bool sure = false;              // no other language comes near
  std::vector<std::string> fits;  // all that come near, likeliest first; `code` is the first
};

// Languages without n-grams are never guessed. Of long texts only the beginning
// is looked at. One word is never sure: ask `fits`. Any number of threads may ask.
Guess detect(const Languages& languages, std::string_view text);

// The section `ngrams` of a table: what a letter costs behind the letters before
// it, for words as written and for words without their marks.
//
// A hash table of buckets, one u32 an n-gram: 16 bits of its hash, 8 bits of cost
// as written, 8 bits of cost without marks. Cost 0: not met in this spelling; 0:
// a free place. With an n-gram all its endings are there too.
class Ngrams {
 public:
  using Hash = std::uint64_t;
  static constexpr std::size_t longest = 4;  // letters; word_start is one at either end of a word
  static constexpr double steps_per_bit = 12;
  static constexpr std::size_t bucket_size = 8;
  static constexpr Hash no_letters = 0;

  explicit Ngrams(std::span<const std::uint32_t> section)
      : entries_(section.data()), buckets_(section.size() / bucket_size) {}
  bool empty() const { return buckets_ == 0; }

  // From the last letter of an n-gram to its first.
  static Hash before(Hash hash, char letter) {
    hash = (hash + static_cast<std::uint8_t>(letter) + 1) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29;
  }
  static std::size_t bucket(Hash hash, std::size_t buckets) { return (hash >> 32) * buckets >> 32; }
  static std::uint32_t mark(Hash hash) { return static_cast<std::uint32_t>(hash & 0xFFFF) << 16; }

  // The entry of an n-gram; 0: not there. Not for empty() ones.
  std::uint32_t find(Hash hash) const {
    const std::uint32_t* bucket_begin = entries_ + bucket(hash, buckets_) * bucket_size;
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < bucket_size; ++i) {
      const std::uint32_t entry = bucket_begin[i];
      found = (entry & 0xFFFF0000U) == mark(hash) ? entry : found;
    }
    return found;
  }
  static std::uint32_t cost(std::uint32_t entry, bool without_marks) {
    return without_marks ? entry & 0xFF : entry >> 8 & 0xFF;
  }

 private:
  const std::uint32_t* entries_;
  std::size_t buckets_;
};

}  // namespace pramen::stemmers
