#include "query/words.h"

#include <gtest/gtest.h>

#include <random>

namespace pramen::query {
namespace {

const std::vector<const stemmers::Language*>& slovak() {
  static const stemmers::Languages languages;
  static const std::vector<const stemmers::Language*> only = {languages.find("sk")};
  return only;
}

// "word", [phrase of words], -excluded
std::string shape(std::string_view text) {
  std::string out;
  for (const QueryItem& item : parse_words(text, slovak()).items) {
    if (!out.empty()) out += ' ';
    if (item.excluded) out += '-';
    if (item.kind == QueryItem::Kind::phrase) out += '[';
    for (std::size_t i = 0; i < item.words.size(); ++i) out += (i > 0 ? " " : "") + item.words[i].text;
    if (item.kind == QueryItem::Kind::phrase) out += ']';
  }
  return out;
}

TEST(Words, ReadsWordsPhrasesAndExclusions) {
  EXPECT_EQ(shape("sociálne podniky"), "sociálne podniky");
  EXPECT_EQ(shape("\"sociálne podniky\" obec"), "[sociálne podniky] obec");
  EXPECT_EQ(shape("bývanie -Praha -\"malé obce\""), "bývanie -Praha -[malé obce]");
}

TEST(Words, KnowsTheQuotationMarksOfEveryLanguage) {
  for (const char* text : {"„malé obce“", "„malé obce”", "“malé obce”", "»malé obce«", "«malé obce»", "„malé obce\""}) {
    EXPECT_EQ(shape(text), "[malé obce]") << text;
  }
}

TEST(Words, AQuoteOfOneWordIsAWord) { EXPECT_EQ(shape("\"obec\""), "obec"); }

TEST(Words, AnUnclosedQuoteIsSaidAndItsWordsAreSearched) {
  const ParsedWords parsed = parse_words("dom \"malé obce", slovak());
  ASSERT_EQ(parsed.problems.size(), 1U);
  EXPECT_EQ(parsed.problems[0].position, 4U);
  EXPECT_EQ(parsed.items.size(), 3U);
}

TEST(Words, HyphenatedWordsAreBothWanted) { EXPECT_EQ(shape("sociálno-ekonomický"), "sociálno ekonomický"); }

TEST(Words, AHyphenBetweenSpacesExcludesNothing) { EXPECT_EQ(shape("dom - obec"), "dom obec"); }

TEST(Words, TooManyWordsAreCutAndThatIsSaid) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "slovo" + std::to_string(i) + " ";
  const ParsedWords parsed = parse_words(text, slovak());
  EXPECT_EQ(parsed.items.size(), max_query_words);
  EXPECT_EQ(parsed.problems.size(), 1U);
}

TEST(Words, APhraseThatIsTooLongIsCutNotDropped) {
  std::string text = "\"";
  for (int i = 0; i < 100; ++i) text += "slovo" + std::to_string(i) + " ";
  const ParsedWords parsed = parse_words(text + "\"", slovak());
  ASSERT_EQ(parsed.items.size(), 1U);
  EXPECT_EQ(parsed.items[0].words.size(), max_query_words);
  EXPECT_EQ(parsed.problems.size(), 1U);
}

TEST(Words, AnExclusionBeforeAnUnclosedQuoteIsStillAnExclusion) {
  EXPECT_EQ(shape("dom -\"malé obce"), "dom -malé obce");
}

TEST(Words, RandomQueriesDoNoHarm) {
  static const std::vector<std::string> pieces = {"a",        "dom", " ", " ",  "\"",   "„", "“",    "”",
                                                  "»",        "«",   "-", "--", "(",    ")", " OR ", " NOT ",
                                                  " NEAR/3 ", "=",   "?", "*",  "\xC3", "😀", "\n",   "ž"};
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 20; ++i)
      text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    const ParsedWords parsed = parse_words(text, slovak());
    for (const Leaf& leaf : leaves(parsed.items)) {
      for (const QueryWord& word : leaf.item->words) ASSERT_FALSE(word.readings.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace pramen::query
