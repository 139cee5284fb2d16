// Words of a text that are said to be in another language: read, found, marked and counted in that one.
#include <gtest/gtest.h>

#include <algorithm>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::record_line;

class LanguagesInText : public testing::Test {
 protected:
  LanguagesInText() {
    tests::build_lines(folder_, {record_line("coop", "sk", "Prvý",
                                             R"(Rakúske <span lang=\"de\">stumpfe Werkzeuge</span> ležia v obciach.)"),
                                 record_line("plain", "sk", "Druhý", "Rakúske stumpfe Werkzeuge ležia v obciach."),
                                 record_line("german", "de", "Stumpfes Werkzeug", "Ein Werkzeug in Wien.")});
    database_ = Database::open(folder_ / "db");
  }
  std::vector<std::string> found(const std::string& words, const std::string& lang = "de") const {
    std::vector<std::string> ids;
    for (const Hit& hit : database_->search({.words = words, .lang = lang}).hits) {
      if (!hit.partial) ids.push_back(hit.id);
    }
    std::ranges::sort(ids);
    return ids;
  }
  const tests::TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
};

using Ids = std::vector<std::string>;

TEST_F(LanguagesInText, AreFoundByTheirOtherForms) {
  EXPECT_EQ(found("Werkzeug"), (Ids{"coop", "german"}));
  EXPECT_EQ(found("stumpfen Werkzeugs"), (Ids{"coop", "german"}));
  EXPECT_EQ(found("\"stumpfe Werkzeuge\""), (Ids{"coop", "german"}));
  EXPECT_EQ(found("stumpf NEAR/2 Werkzeug"), (Ids{"coop", "german"}));
  // And, as all words of the text, as they stand by whoever reads it in its own.
  EXPECT_EQ(found("Werkzeuge", "sk"), (Ids{"coop", "plain"}));
  EXPECT_EQ(found("\"Rakúske stumpfe Werkzeuge ležia\"", "sk"), (Ids{"coop", "plain"}));
  EXPECT_EQ(found("rakúskych obcí", "sk"), (Ids{"coop", "plain"}));
}

TEST_F(LanguagesInText, AreMarkedWhereTheyStand) {
  const Answer answer = database_->search({.words = "Werkzeug Wien OR obec", .lang = "de"});
  const auto hit = std::ranges::find(answer.hits, "coop", &Hit::id);
  ASSERT_NE(hit, answer.hits.end());
  EXPECT_NE(hit->snippet.find("stumpfe <mark>Werkzeuge</mark> ležia"), std::string::npos) << hit->snippet;
  EXPECT_EQ(hit->lang, "sk");
}

TEST_F(LanguagesInText, AreMarkedOnceWhereTwoLanguagesFindThem) {
  const Answer answer = database_->search({.words = "Werkzeuge"});
  const auto hit = std::ranges::find(answer.hits, "coop", &Hit::id);
  ASSERT_NE(hit, answer.hits.end());
  EXPECT_NE(hit->snippet.find("stumpfe <mark>Werkzeuge</mark> ležia"), std::string::npos) << hit->snippet;
}

TEST_F(LanguagesInText, ChangeNothingForBothEngines) {
  for (const char* words : {"Werkzeug", "\"stumpfe Werkzeuge\"", "Werkz*", "obec stumpfe"}) {
    const Answer own = database_->search({.words = words, .lang = "de"});
    const Answer enquire = database_->search({.words = words, .lang = "de", .engine = Engine::enquire});
    ASSERT_EQ(own.total, enquire.total) << words;
    for (std::size_t i = 0; i < own.hits.size(); ++i) {
      EXPECT_EQ(own.hits[i].id, enquire.hits[i].id) << words;
      EXPECT_NEAR(own.hits[i].score, enquire.hits[i].score, 1e-3) << words;
    }
  }
}

}  // namespace
}  // namespace pramen::query
