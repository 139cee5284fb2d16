// Which words stand side by side in a record: a small Bloom filter (Bloom 1970; both bits in
// one word of 64, as in Putze, Sanders and Singler, Cache-, Hash- and Space-Efficient Bloom
// Filters, 2007). Most records that hold the words of a phrase but not the phrase are told by
// it without a look at their tokens.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pramen::indexer {

// Eight bits of filter for each word of text: one pair of twenty that is not there seems to be.
inline constexpr std::size_t words_for_each_block = 8;

// Of tokens `first` and `second` in this order.
constexpr std::uint64_t pair_hash(std::uint32_t first, std::uint32_t second) {
  std::uint64_t hash = (std::uint64_t{first} << 32 | second) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 29;
  return hash * 0xBF58476D1CE4E5B9U;
}

constexpr std::uint64_t pair_bits(std::uint64_t hash) {
  return std::uint64_t{1} << (hash & 63) | std::uint64_t{1} << (hash >> 6 & 63);
}
constexpr std::size_t pair_block(std::uint64_t hash, std::size_t blocks) { return (hash >> 32) * blocks >> 32; }

// False: nowhere in the record does the pair stand.
constexpr bool may_hold(std::span<const std::uint64_t> filter, std::uint64_t hash) {
  const std::uint64_t bits = pair_bits(hash);
  return !filter.empty() && (filter[pair_block(hash, filter.size())] & bits) == bits;
}

// Appends the filter of a record (tokens.h); nothing for one without a pair.
void append_pairs(std::string_view record, unsigned width, std::vector<std::uint64_t>& filters);

}  // namespace pramen::indexer
