#include "corpus/yaml_nodes.h"

#include <gtest/gtest.h>

#include <string>

#include "corpus/front_matter.h"

namespace pramen::corpus {
namespace {

Node value_of(const std::string& yaml) {
  Findings findings("f");
  Parsed parsed = parse_yaml("v: " + yaml, {}, findings);
  EXPECT_TRUE(parsed.whole) << yaml;
  return parsed.node.entries.empty() ? Node{} : parsed.node.entries[0].value;
}

TEST(Yaml, TypesPlainScalarsByTheCoreSchema) {
  for (const auto* word :
       {"no", "yes", "on", "Off", "2015-01-01", "1:30", "1_000", "0b1", "12e", ".", "+", "0x", "1.2.3"}) {
    EXPECT_EQ(value_of(word).kind, NodeKind::string) << word;
  }
  for (const auto* word : {"~", "null", "NULL", ""}) EXPECT_EQ(value_of(word).kind, NodeKind::null) << word;
  EXPECT_EQ(value_of("True").kind, NodeKind::boolean);
  EXPECT_EQ(value_of("-12").integer, -12);
  EXPECT_EQ(value_of("+12").integer, 12);
  EXPECT_EQ(value_of("0x1F").integer, 31);
  EXPECT_EQ(value_of("0o17").integer, 15);
  EXPECT_EQ(value_of("012").integer, 12);
  EXPECT_DOUBLE_EQ(value_of("-1.5e3").real, -1500);
  EXPECT_DOUBLE_EQ(value_of(".5").real, 0.5);
  EXPECT_DOUBLE_EQ(value_of("5.").real, 5);
}

TEST(Yaml, QuotedIsText) {
  EXPECT_EQ(value_of("\"2015\"").kind, NodeKind::string);
  EXPECT_EQ(value_of("''").kind, NodeKind::string);
}

TEST(Yaml, TellsWhereEachKeyAndValueStands) {
  Findings findings("f");
  const auto parsed = parse_yaml("ä: ž\nlist: [ščť, {k: v}]\n", {.line = 2, .column = 1}, findings);
  const auto& list = parsed.node.entries.at(1).value;
  EXPECT_EQ(parsed.node.entries[0].value.at.column, 4u);
  EXPECT_EQ(list.at.line, 3u);
  EXPECT_EQ(list.items.at(1).at.column, 13u);
  EXPECT_EQ(list.items[1].entries.at(0).value.at.column, 17u);
}

TEST(Yaml, LinesAreThoseOfEditors) {
  Findings findings("f");
  // libyaml takes U+2028 for a line break, editors do not.
  const auto parsed = parse_yaml("a: \"x\u2028y\"\r\nb: 1\r\n", {}, findings);
  EXPECT_EQ(parsed.node.entries.at(1).at.line, 2u);
  EXPECT_EQ(parsed.node.entries[1].value.at.column, 4u);
}

TEST(FrontMatter, AcceptsCrlfAndByteOrderMark) {
  Findings findings("f");
  const auto file = parse_markdown_file("\xEF\xBB\xBF---\r\ntitle: T\r\n--- \r\n\r\nOne\r\ntwo\r\n\r\n", findings);
  EXPECT_TRUE(file.whole);
  EXPECT_EQ(file.front.find("title")->value.text, "T");
  EXPECT_EQ(file.body, "One\ntwo");
}

TEST(FrontMatter, NeedsNoBody) {
  Findings findings("f");
  EXPECT_TRUE(parse_markdown_file("---\ntitle: T\n---", findings).whole);
}

TEST(FrontMatter, NoncharactersAreFine) {
  Findings findings("f");
  const auto file = parse_markdown_file("---\ntitle: a\uFFFE\uFFFF\uE000\U0010FFFFb\n---\n\uFFFF", findings);
  EXPECT_TRUE(file.whole);
  EXPECT_EQ(file.front.find("title")->value.text, "a\uFFFE\uFFFF\uE000\U0010FFFFb");
}

TEST(FrontMatter, CodeAtTheStartOfABodyKeepsItsIndent) {
  Findings findings("f");
  EXPECT_EQ(parse_markdown_file("---\na: 1\n---\n\n  \n    code\n", findings).body, "    code");
}

}  // namespace
}  // namespace pramen::corpus
