// The filter of adjacent words: it never loses a pair, and seldom finds one too many.

#include "indexer/pairs.h"

#include <gtest/gtest.h>

#include <random>

#include "indexer/tokens.h"

namespace pramen::indexer {
namespace {

TEST(Pairs, NeverLosesAPairAndSeldomFindsOneTooMany) {
  std::mt19937 random(7);
  std::vector<std::uint32_t> tokens(400);
  for (std::uint32_t& token : tokens) token = random() % 60000;
  TokenEncoder encoder(3);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i % 100 == 0) encoder.begin_field(0, FieldKind::body);
    encoder.add(tokens[i], 0, 1, 1);
    if (i % 100 == 99) encoder.end_field();
  }
  std::vector<std::uint64_t> filter;
  append_pairs(encoder.take(), 3, filter);
  EXPECT_LE(filter.size() * 64, 9 * tokens.size());
  unsigned mistaken = 0;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool one_field = i % 100 != 0;
    EXPECT_TRUE(!one_field || may_hold(filter, pair_hash(tokens[i - 1], tokens[i])));
    mistaken += may_hold(filter, pair_hash(tokens[i], tokens[i - 1])) ? 1 : 0;
  }
  EXPECT_LT(mistaken, tokens.size() / 10);
}

TEST(Pairs, ARecordOfOneWordHasNone) {
  TokenEncoder encoder(3);
  encoder.begin_field(0, FieldKind::title);
  encoder.add(5, 0, 1, 1);
  encoder.end_field();
  std::vector<std::uint64_t> filter;
  append_pairs(encoder.take(), 3, filter);
  EXPECT_TRUE(filter.empty());
  EXPECT_FALSE(may_hold(filter, pair_hash(5, 5)));
}

}  // namespace
}  // namespace pramen::indexer
