// word~ over a real index.
#include <gtest/gtest.h>

#include <algorithm>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::record_line;
using Ids = std::vector<std::string>;

class FuzzySearch : public testing::Test {
 protected:
  void build(const std::vector<std::string>& lines) {
    tests::build_lines(folder_, lines);
    database_ = Database::open(folder_ / "db");
  }
  Ids ids(const std::string& words) {
    answer_ = database_->search({.words = words, .lang = "sk", .match = Match::all, .limit = 100});
    Ids found;
    for (const Hit& hit : answer_.hits) found.push_back(hit.id);
    return found;
  }

  const tests::TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
  Answer answer_;
};

TEST_F(FuzzySearch, FindsEveryMistakeOfOneLetterAndMarksAreFree) {
  build({record_line("exact", "sk", "brvnok"), record_line("wrong", "sk", "brvnak"),
         record_line("missing", "sk", "brvok"), record_line("more", "sk", "brvntok"),
         record_line("swapped", "sk", "brvonk"), record_line("marked", "sk", "bŕvňók"),
         record_line("far", "sk", "brtnak")});
  Ids found = ids("brvnok~");
  EXPECT_EQ(found.front(), "exact");
  std::ranges::sort(found);
  EXPECT_EQ(found, (Ids{"exact", "marked", "missing", "more", "swapped", "wrong"}));
}

TEST_F(FuzzySearch, LongWordsMayDifferInTwoLetters) {
  build({record_line("one", "sk", "xovbcdefgh"), record_line("other", "sk", "xxxbcdefgh"),
         record_line("short", "sk", "brvnaky")});
  EXPECT_EQ(ids("xovbcdefgk~1"), Ids{"one"});
  EXPECT_EQ(ids("xoxbcdefgk~").size(), 2U);
  EXPECT_EQ(ids("xoxbcdefgk~1"), Ids{});
  EXPECT_EQ(ids("brvnokx~"), Ids{});
  EXPECT_EQ(ids("brvnokx~2"), Ids{"short"});
}

TEST_F(FuzzySearch, StandsInPhrasesTitlesAndBesideNear) {
  build({record_line("a", "sk", "Brvnok domtu", "x"), record_line("b", "sk", "x", "brvnok domtu")});
  EXPECT_EQ(ids("\"brvnak~ domtu\"").size(), 2U);
  EXPECT_EQ(ids("title:brvnak~"), Ids{"a"});
  EXPECT_EQ(ids("domtu NEAR/3 brvnak~").size(), 2U);
}

TEST_F(FuzzySearch, SaysWhyAndMarksWhatWasFound) {
  build({record_line("a", "sk", "x", "tu stojí brvnok")});
  EXPECT_EQ(ids("drvnok"), Ids{});
  EXPECT_EQ(ids("drvnok~"), Ids{"a"});
  EXPECT_EQ(answer_.hits[0].why, "Obsahuje „drvnok“ ako podobné „brvnok“.");
  EXPECT_EQ(answer_.hits[0].snippet, "tu stojí <mark>brvnok</mark>");
}

TEST_F(FuzzySearch, TakesTheCommonestAndSaysSo) {
  std::vector<std::string> lines;
  std::string all;
  for (char first = 'a'; first <= 'z'; ++first) {
    for (char second = 'a'; second <= 'z'; ++second) all += std::string("brv") + first + second + "kotu ";
  }
  build({record_line("a", "sk", "x", all)});
  ids("brvaakotu~");
  ASSERT_EQ(answer_.problems.size(), 1U);
  EXPECT_EQ(oddity_name(answer_.problems[0].code), "fuzzy-wide");
  EXPECT_EQ(answer_.problems[0].length, 9U);
}

}  // namespace
}  // namespace pramen::query
