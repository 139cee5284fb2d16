#include "server/value_tree.h"

#include <gtest/gtest.h>

namespace pramen::tests {
namespace {

using Counts = std::vector<query::FacetCount>;

std::vector<std::string> drawn(const Counts& values) {
  std::vector<std::string> lines;
  for (const server::PlacedValue& placed : server::value_tree(values))
    lines.push_back(std::string(placed.level, ' ') + placed.value->value);
  return lines;
}

query::FacetCount value(const std::string& key, std::vector<std::string> broader = {}) {
  return {key, key, 1, false, std::move(broader)};
}

TEST(ValueTree, PutsValuesUnderThoseAboveThem) {
  EXPECT_EQ(
      drawn({value("europe"), value("asia"), value("at", {"europe"}), value("wien", {"at"}), value("sk", {"europe"})}),
      (std::vector<std::string>{"europe", " at", "  wien", " sk", "asia"}));
}

TEST(ValueTree, LeavesValuesAloneWhoseBroaderOnesAreNotThere) {
  EXPECT_EQ(drawn({value("at", {"europe"}), value("wien", {"vienna-region", "at"})}),
            (std::vector<std::string>{"at", " wien"}));
}

TEST(ValueTree, SetsInNoDeeperThanThePageCanShow) {
  Counts chain = {value("v0")};
  for (int i = 1; i < 6; ++i) chain.push_back(value("v" + std::to_string(i), {"v" + std::to_string(i - 1)}));
  const auto lines = drawn(chain);
  EXPECT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines.back(), "   v5");
}

}  // namespace
}  // namespace pramen::tests
