#include "query/word_filters.h"

#include <gtest/gtest.h>

#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

WordFilters filters(const std::string& words) { return bundled()->word_filters({.words = words, .lang = "sk"}); }

TEST(WordFilters, AreTheConditionsOfTheWholeQuery) {
  const WordFilters found = filters("bývanie country:Rakúsko year:2015..2020 -kind:definition");
  ASSERT_EQ(found.list.size(), 3U);
  EXPECT_EQ(found.list[0].facet, "country");
  EXPECT_EQ(found.list[0].value, "at");
  EXPECT_EQ(found.list[0].without, "bývanie year:2015..2020 NOT kind:definition");
  EXPECT_EQ(found.list[1].value, "2015..2020");
  EXPECT_EQ(found.list[2].facet, "kind");
  EXPECT_TRUE(found.list[2].excluded);
  EXPECT_EQ(found.list[2].value, "definition");
  EXPECT_EQ(found.rest, "bývanie");
}

TEST(WordFilters, NameConceptsAsTheReaderDoes) {
  const WordFilters found = filters("concept:social-enterprise komunita");
  ASSERT_EQ(found.list.size(), 1U);
  EXPECT_EQ(found.list[0].facet, "");
  EXPECT_EQ(found.list[0].value, "sociálny podnik");
  EXPECT_EQ(found.rest, "komunita");
}

TEST(WordFilters, AreNoneInWordsAndInBrackets) {
  for (const char* words : {"", "bývanie", "\"country:sk\"", "(country:sk OR bývanie) dom"})
    EXPECT_TRUE(filters(words).list.empty()) << words;
}

TEST(WordFilters, LeaveAQueryThatMeansTheSameWithoutThem) {
  for (const std::string words : {"sociálny podnik country:sk", "\"sociálny podnik\" NOT škola country:sk",
                                  "(škola OR dom) country:sk", "inov* country:sk title:dom"}) {
    const WordFilters found = filters(words);
    ASSERT_EQ(found.list.size(), 1U) << words;
    std::string by_hand = words;
    by_hand.erase(by_hand.find("country:sk"), 10);
    EXPECT_EQ(bundled()->search({.words = found.rest, .lang = "sk"}).total,
              bundled()->search({.words = by_hand, .lang = "sk"}).total)
        << words;
  }
}

}  // namespace
}  // namespace pramen::query
