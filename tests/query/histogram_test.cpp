#include "query/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <map>
#include <numeric>

#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

FacetCounts years(const std::map<int, std::uint64_t>& counted) {
  FacetCounts counts{.facet = "year", .label = "year", .values = {}, .range = true};
  for (const auto& [year, count] : counted)
    counts.values.push_back({std::to_string(year), std::to_string(year), count, false, {}});
  return counts;
}

std::uint64_t total(const Histogram& histogram) {
  return std::accumulate(histogram.bars.begin(), histogram.bars.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Bar& bar) { return sum + bar.count; });
}

void expect_whole(const Histogram& histogram) {
  EXPECT_LE(histogram.bars.size(), most_bars);
  for (std::size_t i = 1; i < histogram.bars.size(); ++i)
    EXPECT_EQ(histogram.bars[i].from, histogram.bars[i - 1].to + 1);
}

TEST(Histogram, TakesYearsOneByOneWhereTheyAreFew) {
  const auto made = histogram(years({{2015, 3}, {2017, 1}, {2020, 2}}));
  ASSERT_TRUE(made);
  expect_whole(*made);
  EXPECT_EQ(made->step, 1);
  EXPECT_EQ(made->bars.size(), 6U);
  EXPECT_EQ(made->bars[1].count, 0U);
  EXPECT_EQ(range_text(made->bars[0]), "2015");
}

TEST(Histogram, WidensBarsUntilTheyAreFewEnough) {
  std::map<int, std::uint64_t> counted;
  for (int year = 1983; year <= 2024; ++year) counted[year] = 2;
  const auto made = histogram(years(counted));
  ASSERT_TRUE(made);
  expect_whole(*made);
  EXPECT_EQ(made->step, 5);
  EXPECT_EQ(range_text(made->bars[0]), "1980..1984");
  EXPECT_EQ(total(*made), 84U);
}

TEST(Histogram, GathersTheFewThatLieFarAway) {
  std::map<int, std::uint64_t> counted = {{1000, 1}, {1850, 1}};
  for (int year = 2010; year <= 2019; ++year) counted[year] = 10;
  const auto made = histogram(years(counted));
  ASSERT_TRUE(made);
  expect_whole(*made);
  EXPECT_EQ(made->step, 1);
  EXPECT_EQ(range_text(made->bars[0]), "1000..2009");
  EXPECT_EQ(made->bars[0].count, 2U);
  EXPECT_EQ(total(*made), 102U);
}

TEST(Histogram, CountsBelowZero) {
  const auto made = histogram(years({{-7, 1}, {-1, 2}, {12, 1}}));
  ASSERT_TRUE(made);
  expect_whole(*made);
  EXPECT_EQ(made->step, 2);
  EXPECT_EQ(range_text(made->bars[0]), "-8..-7");
  EXPECT_EQ(total(*made), 4U);
}

TEST(Histogram, IsNoneOfNothingAndOfNames) {
  EXPECT_FALSE(histogram(years({})));
  FacetCounts names = years({{1, 5}, {2, 6}});
  names.range = false;
  EXPECT_FALSE(histogram(names));
}

// A bar says what a search within it finds, whatever range is chosen now.
TEST(Histogram, SaysTheTotalsOfSearchesWithinItsBars) {
  const Request request{.words = "social", .lang = "en", .filters = {{"year", {"2015..2020"}}}, .match = Match::all};
  const Answer answer = bundled()->search(request);
  const auto counts = std::ranges::find(answer.facets, "year", &FacetCounts::facet);
  const auto made = histogram(*counts);
  ASSERT_TRUE(made);
  expect_whole(*made);
  std::uint64_t selected = 0;
  for (const Bar& bar : made->bars) {
    Request within = request;
    within.filters = {{"year", {range_text(bar)}}};
    EXPECT_EQ(bundled()->search(within).total, bar.count) << range_text(bar);
    selected += bar.selected ? 1 : 0;
  }
  EXPECT_GT(selected, 0U);
  EXPECT_LT(selected, made->bars.size());
}

}  // namespace
}  // namespace pramen::query
