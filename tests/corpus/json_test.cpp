#include <gtest/gtest.h>

#include "corpus/json_nodes.h"

namespace pramen::corpus {
namespace {

TEST(Json, TellsWhereEachKeyAndValueStands) {
  Findings findings("f");
  const auto parsed = parse_json("{\n  \"ä\": [1, -2.5e1,true , null],\n  \"b\" : {\"c\": \"ž\"}}", {}, findings);
  ASSERT_TRUE(parsed.whole);
  const auto& list = parsed.node.entries.at(0);
  EXPECT_EQ(list.at.line, 2u);
  EXPECT_EQ(list.at.column, 3u);
  EXPECT_EQ(list.value.at.column, 8u);
  EXPECT_EQ(list.value.items.at(1).at.column, 12u);
  EXPECT_DOUBLE_EQ(list.value.items[1].real, -25);
  EXPECT_EQ(list.value.items.at(2).at.column, 19u);
  EXPECT_EQ(list.value.items.at(3).at.column, 26u);
  EXPECT_EQ(parsed.node.entries.at(1).value.entries.at(0).value.at.column, 15u);
}

TEST(Json, PlacesStartWhereTheTextStands) {
  Findings findings("f");
  const auto parsed = parse_json("[[[7]]]", {.line = 9, .column = 1}, findings);
  const auto& inner = parsed.node.items.at(0).items.at(0);
  EXPECT_EQ(inner.at.line, 9u);
  EXPECT_EQ(inner.at.column, 3u);
  EXPECT_EQ(inner.items.at(0).at.column, 4u);
}

TEST(Json, OfDoubledKeysTheFirstStays) {
  Findings findings("f");
  const auto parsed = parse_json(R"({"a": 1, "a": {"b": 2}, "c": 3})", {}, findings);
  EXPECT_TRUE(findings.faulty());
  ASSERT_EQ(parsed.node.entries.size(), 2u);
  EXPECT_EQ(parsed.node.entries[0].value.integer, 1);
}

TEST(Json, TheBeginningOfABrokenTextIsKept) {
  Findings findings("f");
  const auto parsed = parse_json(R"({"id": "x", "a": [1, )", {}, findings);
  EXPECT_FALSE(parsed.whole);
  ASSERT_TRUE(parsed.node.find("id"));
  EXPECT_FALSE(parsed.node.find("a"));
}

TEST(Json, LargeMapsFindDoubledKeysToo) {
  std::string text = "{";
  for (int i = 0; i < 20000; ++i) text += "\"k" + std::to_string(i) + "\": 1, ";
  Findings findings("f");
  EXPECT_EQ(parse_json(text + "\"k77\": 2}", {}, findings).node.entries.size(), 20000u);
  EXPECT_TRUE(findings.faulty());
}

}  // namespace
}  // namespace pramen::corpus
