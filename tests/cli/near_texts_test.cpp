#include "cli/report/near_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <span>
#include <vector>

#include "cli/report/first_seen.h"

namespace pramen::report {
namespace {

using Words = std::vector<std::uint64_t>;

std::set<std::uint64_t> shingles(const Words& words) {
  std::set<std::uint64_t> set;
  for (std::size_t i = 0; i + Sketch::shingle <= words.size(); ++i)
    set.insert(hash_of(std::span(words).subspan(i, Sketch::shingle)));
  return set;
}

double exact_resemblance(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  const auto both =
      static_cast<std::size_t>(std::ranges::count_if(a, [&](std::uint64_t one) { return b.contains(one); }));
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

// Texts of 200 words, each but the first of a group of four with some words changed.
std::vector<Words> texts(std::mt19937_64& random) {
  std::vector<Words> all;
  for (int group = 0; group < 60; ++group) {
    Words first(200);
    for (auto& word : first) word = random();
    for (int i = 0; i < 4; ++i) {
      all.push_back(first);
      for (int change = 0; change < i * 3; ++change) all.back()[random() % first.size()] = random();
    }
  }
  return all;
}

TEST(NearTexts, AreThePairsThatComparingEachWithEachFinds) {
  std::mt19937_64 random(7);
  const std::vector<Words> all = texts(random);
  NearTexts near;
  std::vector<std::set<std::uint64_t>> sets;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    near.add(i, 0, Sketch(all[i]));
    sets.push_back(shingles(all[i]));
  }
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> found;
  for (const NearTexts::Pair& pair : near.pairs([](double) { return true; }))
    found[{pair.a, pair.b}] = pair.resemblance;
  std::size_t wanted = 0, missed = 0;
  for (std::uint32_t a = 0; a < all.size(); ++a) {
    for (std::uint32_t b = a + 1; b < all.size(); ++b) {
      const double exact = exact_resemblance(sets[a], sets[b]);
      const auto pair = found.find({a, b});
      if (pair != found.end()) {
        EXPECT_NEAR(pair->second, exact, 0.25);
      }
      if (exact < 0.7) continue;
      ++wanted;
      missed += pair == found.end() ? 1 : 0;
    }
  }
  EXPECT_GT(wanted, 120U);
  EXPECT_LE(missed * 50, wanted);
}

TEST(NearTexts, OfDifferentLanguagesAreNotCompared) {
  const Words words(50, 1);
  NearTexts near;
  near.add(0, 0, Sketch(words));
  near.add(1, 1, Sketch(words));
  near.add(2, 1, Sketch(words));
  const auto pairs = near.pairs([](double) { return true; });
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].a, 1U);
  EXPECT_EQ(pairs[0].resemblance, 1);
}

TEST(NearTexts, ManyCopiesTakeNoSquareOfPairs) {
  const Words words(50, 1);
  NearTexts near;
  for (std::uint32_t i = 0; i < 20'000; ++i) near.add(i, 0, Sketch(words));
  EXPECT_EQ(near.pairs([](double) { return true; }).size(), 19'999U);
}

}  // namespace
}  // namespace pramen::report
