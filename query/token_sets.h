// Which words of a query a token stands for: the look at one record's tokens that phrases
// and NEAR need.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/forms.h"
#include "indexer/pairs.h"
#include "indexer/tokens.h"
#include "query/plan.h"

namespace pramen::query {

// Up to 64 sets of tokens, asked for by token: an open hash table.
class TokenSets {
 public:
  // The words of a phrase or NEAR node, each with one reading in one language.
  TokenSets(const indexer::Forms& forms, std::span<const Node> words);

  std::size_t size() const { return size_; }
  // False for most tokens that are in no set; never for one that is.
  bool may_have(std::uint32_t token) const { return likely_[token % likely_.size()] != 0; }
  // A bit for each set that has the token.
  std::uint64_t of(std::uint32_t token) const {
    for (std::size_t i = place(token);; i = (i + 1) & mask_) {
      if (table_[i].token == token) return table_[i].sets;
      if (table_[i].sets == 0) return 0;
    }
  }

 private:
  struct Entry {
    std::uint32_t token = 0;
    std::uint64_t sets = 0;  // 0: empty
  };
  std::size_t place(std::uint32_t token) const { return (token * 0x9E3779B1U >> 7) & mask_; }

  std::size_t size_, mask_ = 0;
  std::vector<Entry> table_;
  std::array<std::uint8_t, 4096> likely_{};
};

// Tells for most records without a phrase that they lack it, from their pairs alone.
class PhrasePairs {
 public:
  PhrasePairs(const indexer::Forms& forms, std::span<const Node> words);

  bool empty() const { return places_.empty(); }
  // Asks for what may_hold() looks at first to be brought near.
  void prefetch(std::span<const std::uint64_t> filter) const {
    if (!filter.empty())
      __builtin_prefetch(filter.data() + indexer::pair_block(places_.front().front(), filter.size()));
  }
  bool may_hold(std::span<const std::uint64_t> filter) const {
    return std::ranges::all_of(places_, [filter](const std::vector<std::uint64_t>& hashes) {
      return std::ranges::any_of(hashes, [filter](std::uint64_t hash) { return indexer::may_hold(filter, hash); });
    });
  }

 private:
  std::vector<std::vector<std::uint64_t>> places_;  // the pairs that may stand at one place of the phrase
};

// Whether the words stand in one field of the record side by side and in order. `title`: in a title.
bool holds_phrase(indexer::FieldReader fields, std::size_t language, const TokenSets& words, bool title);
// Whether all of them stand in one field, the last at most `distance` words after the first.
bool holds_near(indexer::FieldReader fields, std::size_t language, const TokenSets& words, unsigned distance,
                bool title);

}  // namespace pramen::query
