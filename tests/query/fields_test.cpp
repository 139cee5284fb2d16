// Fields and problems of a query's text over a real index.
#include <gtest/gtest.h>

#include <algorithm>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::record_line;
using Ids = std::vector<std::string>;

class FieldSearch : public testing::Test {
 protected:
  void SetUp() override {
    tests::build_lines(
        folder_,
        {record_line("a", "sk", "Malé obce", "bývanie pre ženy",
                     R"("country": "sk", "year": 2015, "topics": ["housing"])"),
         record_line("b", "sk", "Obce sú malé", "malé obce", R"("country": "at", "year": 2018)"),
         record_line("c", "sk", "Inovácia", "malé obce a sociálne inovácie", R"("country": "hu", "year": 2021)"),
         record_line("d", "hu", "Lakhatás", "szociális innováció")});
    database_ = Database::open(folder_ / "db");
  }
  Ids ids(Request request) {
    request.match = Match::all;
    answer_ = database_->search(request);
    Ids found;
    for (const Hit& hit : answer_.hits) found.push_back(hit.id);
    std::ranges::sort(found);
    return found;
  }
  Ids ids(const std::string& words) { return ids(Request{.words = words, .lang = "sk"}); }
  std::string_view only_problem() const {
    return answer_.problems.size() == 1 ? oddity_name(answer_.problems[0].code) : "none or several";
  }

  const tests::TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
  Answer answer_;
};

TEST_F(FieldSearch, TitleWordsStandInTitles) {
  EXPECT_EQ(ids("obce"), (Ids{"a", "b", "c"}));
  EXPECT_EQ(ids("title:obce"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("title:obec"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("title:=obec"), Ids{});
  EXPECT_EQ(ids("title:inov*"), Ids{"c"});
  EXPECT_EQ(ids("obce -title:obce"), Ids{"c"});
}

TEST_F(FieldSearch, ATitlePhraseLooksAtTitlesOnly) {
  EXPECT_EQ(ids("\"malé obce\""), (Ids{"a", "b", "c"}));
  EXPECT_EQ(ids("title:\"malé obce\""), Ids{"a"});
  EXPECT_EQ(ids("title:(malé NEAR/2 obce)"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("title:\"mal* obc*\""), Ids{"a"});
}

TEST_F(FieldSearch, FacetsFilterAnywhereInTheTree) {
  EXPECT_EQ(ids("obce country:sk"), Ids{"a"});
  EXPECT_EQ(ids("country:sk OR country:at"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("obce -country:hu"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("(ženy country:sk) OR inovácia"), (Ids{"a", "c"}));
  EXPECT_EQ(ids("year:2016.."), (Ids{"b", "c"}));
  EXPECT_EQ(ids("lang:hu"), Ids{"d"});
  EXPECT_EQ(ids("-year:2015..2021"), Ids{"d"});
}

TEST_F(FieldSearch, FiltersOfTheTextAndOfTheRequestCompose) {
  EXPECT_EQ(ids(Request{.words = "obce country:(sk OR at)", .lang = "sk", .filters = {{"year", {"2018.."}}}}),
            Ids{"b"});
  // One of the text is part of the query: it holds for the counts of its own facet too.
  ids("obce country:sk");
  for (const FacetCounts& facet : answer_.facets) {
    if (facet.facet == "country") {
      EXPECT_EQ(facet.values.size(), 1U);
    }
  }
}

TEST_F(FieldSearch, BothMatchersAgree) {
  for (const char* words : {"obce country:sk", "country:sk OR inovácia", "obce -year:2015", "title:\"malé obce\"",
                            "title:obce year:2018", "NOT (country:sk OR country:hu)"}) {
    Request request{.words = words, .lang = "sk"};
    const Ids own = ids(request);
    request.engine = Engine::enquire;
    EXPECT_EQ(ids(request), own) << words;
  }
}

TEST_F(FieldSearch, MarksTitleWordsInTitlesOnly) {
  ids("title:obce malé");
  for (const Hit& hit : answer_.hits) EXPECT_EQ(hit.snippet.find("<mark>obce"), std::string::npos) << hit.snippet;
  EXPECT_NE(answer_.hits[0].why.find("„obce“"), std::string::npos) << answer_.hits[0].why;
}

TEST_F(FieldSearch, PatternsStandInPhrasesAndBesideNear) {
  EXPECT_EQ(ids("\"sociálne inov*\""), Ids{"c"});
  EXPECT_EQ(ids("inov* NEAR/3 soci*"), Ids{"c"});
}

TEST_F(FieldSearch, SaysHowTheQueryWasUnderstood) {
  ids("ženy OR krajina:Rakúsko");
  EXPECT_EQ(answer_.parsed, "(ženy OR country:at)");
  ASSERT_EQ(answer_.words.size(), 1U);
  EXPECT_EQ(answer_.words[0].places[0].length, 4U);
  const std::string json = to_json(answer_);
  EXPECT_NE(json.find(R"x("parsed":"(ženy OR country:at)")x"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("places":[{"position":0,"length":4}])"), std::string::npos) << json;
}

TEST_F(FieldSearch, SaysWhereAQueryHoldsTooLittle) {
  EXPECT_EQ(ids("-obce"), Ids{"d"});
  EXPECT_EQ(only_problem(), "only-excluded");
  ids("a je");
  EXPECT_EQ(only_problem(), "only-stop-words");
  EXPECT_EQ(ids("!!!").size(), 4U);
  EXPECT_EQ(only_problem(), "words-none");
  ids("country:sk");
  EXPECT_TRUE(answer_.problems.empty());
}

TEST_F(FieldSearch, WithoutWordsFiltersSortByTitle) {
  answer_ = database_->search({.words = "country:(sk OR at OR hu)", .lang = "sk"});
  ASSERT_EQ(answer_.hits.size(), 3U);
  EXPECT_EQ(answer_.hits[0].id, "c");
}

}  // namespace
}  // namespace pramen::query
