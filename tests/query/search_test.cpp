#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::build_lines;
using tests::record_line;
using tests::TemporaryFolder;

class Searching : public testing::Test {
 protected:
  void build(const std::vector<std::string>& lines) {
    ASSERT_NE(build_lines(folder_, lines).generation, 0U);
    database_ = Database::open(folder_ / "db");
  }
  std::vector<std::string> ids(const Request& request) {
    answer_ = database_->search(request);
    std::vector<std::string> found;
    for (const Hit& hit : answer_.hits) found.push_back(hit.id);
    return found;
  }
  std::vector<std::string> ids(const std::string& words) { return ids(Request{.words = words, .match = Match::all}); }

  const TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
  Answer answer_;
};

using Ids = std::vector<std::string>;

TEST_F(Searching, FindsWordsInAnySpellingAndRanksTheTypedOneFirst) {
  build({record_line("plain", "sk", "Socialne inovacie"), record_line("marked", "sk", "Sociálne inovácie")});
  EXPECT_EQ(ids("sociálne inovácie"), (Ids{"marked", "plain"}));
  EXPECT_EQ(ids("SOCIÁLNE INOVÁCIE"), (Ids{"marked", "plain"}));
  EXPECT_EQ(ids("socialne inovacie"), (Ids{"plain", "marked"}));
}

TEST_F(Searching, WantsAllWordsAndFillsUpWithSome) {
  build({record_line("both", "sk", "Malá obec"), record_line("one", "sk", "Veľká obec")});
  EXPECT_EQ(ids("malá obec"), Ids{"both"});
  EXPECT_EQ(ids(Request{.words = "malá obec"}), (Ids{"both", "one"}));
  EXPECT_EQ(answer_.total, 1U);
  EXPECT_EQ(answer_.partial, 1U);
  EXPECT_TRUE(answer_.hits[1].partial);
  EXPECT_EQ(ids(Request{.words = "malá obec", .match = Match::any}).size(), 2U);
  EXPECT_EQ(answer_.total, 2U);
}

TEST_F(Searching, PagesThroughFullAndPartialHitsWithoutGapsOrRepeats) {
  std::vector<std::string> lines;
  for (int i = 0; i < 3; ++i)
    lines.push_back(record_line("both" + std::to_string(i), "sk", "Malá obec " + std::to_string(i)));
  for (int i = 0; i < 9; ++i)
    lines.push_back(record_line("one" + std::to_string(i), "sk", "Veľká obec " + std::to_string(i)));
  build(lines);
  const Ids whole = ids(Request{.words = "malá obec", .limit = 100});
  ASSERT_EQ(whole.size(), 12U);
  Ids paged;
  for (std::size_t offset = 0; offset < 12; offset += 2) {
    for (const std::string& id : ids(Request{.words = "malá obec", .limit = 2, .offset = offset})) paged.push_back(id);
  }
  EXPECT_EQ(paged, whole);
}

TEST_F(Searching, PhrasesKeepTheOrderOfTheirWords) {
  build({record_line("right", "sk", "x", "rozvoj malých obcí na juhu"),
         record_line("wrong", "sk", "x", "obcí malých rozvoj")});
  EXPECT_EQ(ids("\"malých obcí\""), Ids{"right"});
  EXPECT_EQ(ids("„malych obci“"), Ids{"right"});
}

TEST_F(Searching, APhraseDoesNotReachAcrossFields) {
  build({record_line("a", "sk", "Malá", "obec")});
  EXPECT_EQ(ids("\"malá obec\""), Ids{});
}

// What is pasted brings its quotes and brackets along.
TEST_F(Searching, PhrasesAndBracketsAreTakenApartWhereNoRecordHoldsAll) {
  build({record_line("some", "sk", "Sociálny podnik"), record_line("none", "sk", "Les")});
  EXPECT_EQ(ids(Request{.words = "podnik „malá obec“ (do 500 obyvateľov)"}), Ids{"some"});
  EXPECT_EQ(answer_.total, 0U);
  EXPECT_EQ(answer_.partial, 1U);
  EXPECT_EQ(ids(Request{.words = "podnik \"malá obec\" -sociálny"}), Ids{});
  EXPECT_EQ(ids(Request{.words = "\"podnik sociálny\""}), Ids{});
  EXPECT_EQ(ids("podnik \"malá obec\""), Ids{});
}

TEST_F(Searching, APhraseStaysWholeWhereARecordHoldsAll) {
  build({record_line("phrase", "sk", "Malá obec a podnik"), record_line("words", "sk", "Podnik malá veľká obec")});
  EXPECT_EQ(ids(Request{.words = "podnik \"malá obec\""}), Ids{"phrase"});
}

TEST_F(Searching, AmongPartialHitsFormsThatLookLikeAWordCount) {
  build({record_line("a-far", "sk", "Krištáľový podnik"), record_line("alike", "sk", "Xerografický podnik")});
  const Request request{.words = "podnik xerografoval", .lang = "sk"};
  EXPECT_EQ(ids(request), (Ids{"alike", "a-far"}));
  EXPECT_EQ(answer_.total, 0U);
  EXPECT_EQ(ids(Request{.words = "xerografoval"}), Ids{});  // it answers nothing by itself
  Request without = request;
  without.without = {indexer::Tier::alike};
  EXPECT_EQ(ids(without), (Ids{"a-far", "alike"}));
}

TEST_F(Searching, ExcludesWords) {
  build({record_line("a", "sk", "Obec Prešov"), record_line("b", "sk", "Obec Nitra")});
  EXPECT_EQ(ids("obec -nitra"), Ids{"a"});
  EXPECT_EQ(ids("-nitra"), Ids{"a"});
}

TEST_F(Searching, StopWordsAreNotInsistedOn) {
  build({record_line("a", "sk", "Inovácie"), record_line("b", "sk", "Pre inovácie")});
  EXPECT_EQ(ids(Request{.words = "pre inovácie", .lang = "sk", .match = Match::all}), (Ids{"b", "a"}));
  EXPECT_EQ(ids(Request{.words = "pre", .lang = "sk", .match = Match::all}), Ids{"b"});
}

TEST_F(Searching, AWordUnknownInTheReadersLanguageIsReadInOthers) {
  build({record_line("de", "de", "Sozialwirtschaft"), record_line("en", "en", "The most social"),
         record_line("sk", "sk", "Most")});
  EXPECT_EQ(ids(Request{.words = "sozialwirtschaft", .lang = "sk"}), Ids{"de"});
  EXPECT_EQ(answer_.words[0].languages, std::vector<std::string>{"de"});
  EXPECT_EQ(ids(Request{.words = "most", .lang = "sk"}), Ids{"sk"});
  EXPECT_EQ(ids(Request{.words = "most"}).size(), 2U);
}

TEST_F(Searching, ShowsTheTextInWhichTheWordsAre) {
  build(
      {R"({"id": "a", "kind": "definition", "original": "de", "texts": {"de": {"title": "Sozialwirtschaft"}, "sk": {"title": "Sociálna ekonomika"}}})"
       "\n"});
  ids(Request{.words = "ekonomika", .lang = "sk"});
  EXPECT_EQ(answer_.hits[0].lang, "sk");
  ids(Request{.words = "Sozialwirtschaft", .lang = "sk"});
  EXPECT_EQ(answer_.hits[0].lang, "de");
}

TEST_F(Searching, SaysWhyInTheReadersLanguage) {
  build({record_line("a", "sk", "Sociálne podniky")});
  ids(Request{.words = "socialne podniky", .lang = "sk"});
  EXPECT_EQ(answer_.hits[0].why, "Obsahuje „socialne“ ako „Sociálne“, „podniky“ v zadanom tvare.");
}

TEST_F(Searching, SortsByTitleInTheOrderOfTheLanguage) {
  build({record_line("a", "sk", "Chata"), record_line("b", "sk", "Cirkev"), record_line("c", "sk", "Hora"),
         record_line("d", "sk", "Čas")});
  EXPECT_EQ(ids(Request{.lang = "sk", .sort = Sort::title}), (Ids{"b", "d", "c", "a"}));
}

TEST_F(Searching, SortsByYearNewestFirstAndUndatedLast) {
  build({record_line("a", "sk", "Obec jeden", "", R"("year": 2010)"),
         record_line("b", "sk", "Obec dva", "", R"("year": 2020)"), record_line("c", "sk", "Obec tri")});
  EXPECT_EQ(ids(Request{.words = "obec", .sort = Sort::year}), (Ids{"b", "a", "c"}));
  EXPECT_EQ(ids(Request{.words = "obec", .sort = Sort::year, .limit = 1, .offset = 1}), Ids{"a"});
}

TEST_F(Searching, AnotherOrderKeepsTheTotalAndRepeatsNoFullHit) {
  build({record_line("both", "sk", "Malá obec"), record_line("one", "sk", "Veľká obec")});
  EXPECT_EQ(ids(Request{.words = "malá obec", .lang = "sk", .sort = Sort::title}), (Ids{"both", "one"}));
  EXPECT_EQ(answer_.total, 1U);
  EXPECT_EQ(answer_.partial, 1U);
}

TEST_F(Searching, AQueryWithoutWordsShowsAllAndSaysSo) {
  build({record_line("a", "sk", "Obec")});
  EXPECT_EQ(ids("!!! ???"), Ids{"a"});
  EXPECT_EQ(answer_.problems.size(), 1U);
}

TEST_F(Searching, ALongPhraseOverALongTextIsAnsweredAtOnce) {
  std::string phrase = "\"", body;
  for (int i = 0; i < 63; ++i) phrase += "obec ";
  for (int i = 0; i < 100'000; ++i) body += "obec ";
  build({record_line("a", "sk", "Obec", body)});
  EXPECT_EQ(ids(phrase + "\""), Ids{"a"});
}

TEST_F(Searching, HostileQueriesAreAnswered) {
  build({record_line("a", "sk", "Obec")});
  for (const std::string& words : {std::string("\"\"\"\""), std::string(1000, '"'), std::string("-\"-\"-"),
                                   std::string("\xff\xfe"), std::string(1000, '-'), std::string("obec\0x", 6)}) {
    EXPECT_NO_THROW(database_->search({.words = words}));
  }
}

TEST(Database, OfOtherRulesIsRefusedWithASentence) {
  const TemporaryFolder folder;
  build_lines(folder, {record_line("a", "sk", "Obec")});
  const auto manifest = folder / "db/current/manifest.json";
  std::ifstream in(manifest);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  text.replace(text.find("layout "), 8, "layout 0");
  std::ofstream(manifest) << text;
  try {
    Database::open(folder / "db");
    FAIL() << "it was opened";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("pramen index"), std::string::npos) << error.what();
  }
}

TEST(Database, ThatIsNotThereSaysWhatToDo) {
  const TemporaryFolder folder;
  try {
    Database::open(folder / "nowhere");
    FAIL() << "it was opened";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("pramen index"), std::string::npos) << error.what();
  }
}

TEST(Database, AnswersManyThreadsAlsoAfterItsFolderIsGone) {
  const TemporaryFolder folder;
  build_lines(folder, {record_line("a", "sk", "Malá obec")});
  const auto database = Database::open(folder / "db");
  std::filesystem::remove_all(folder / "db");
  std::atomic<int> found = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 20; ++round) found += static_cast<int>(database->search({.words = "obec"}).total);
      });
    }
  }
  EXPECT_EQ(found, 160);
}

// PRAMEN_STRESS_SECONDS: how long (default 1).
TEST(Database, AnswersWhileItIsPublishedAnew) {
  const TemporaryFolder folder;
  const char* seconds = std::getenv("PRAMEN_STRESS_SECONDS");
  std::vector<std::string> lines;
  for (int i = 0; i < 200; ++i)
    lines.push_back(
        record_line("r" + std::to_string(i), "sk", i % 2 == 0 ? "Malá obec" : "Veľké mesto", "obce a mestá"));
  build_lines(folder, lines);
  // What the server does: a request keeps the generation that it began with.
  std::mutex mutex;
  std::shared_ptr<const Database> current = Database::open(folder / "db");
  std::atomic<std::uint64_t> answered = 0, published = 0;
  const auto end = std::chrono::steady_clock::now() +
                   std::chrono::seconds(seconds == nullptr ? 1 : std::strtol(seconds, nullptr, 10));
  std::atomic<bool> over = false;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&, thread] {
        const std::vector<Request> requests = {{.words = "obec", .lang = "sk"},
                                               {.words = "\"malá obec\" OR mest*"},
                                               {.words = "malá obec", .lang = "sk", .facets = {{"country"}}},
                                               {.words = ""}};
        for (std::size_t i = static_cast<std::size_t>(thread); !over; ++i) {
          std::shared_ptr<const Database> database;
          {
            const std::scoped_lock lock(mutex);
            database = current;
          }
          const Answer answer = database->search(requests[i % requests.size()]);
          EXPECT_GE(answer.total, 100U);
          ++answered;
        }
      });
    }
    while (std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      // Out of the generation before, with a record that changes.
      lines[0] = record_line("r0", "sk", "Malá obec " + std::to_string(published), "obce a mestá");
      build_lines(folder, lines);
      auto next = Database::open(folder / "db");
      const std::scoped_lock lock(mutex);
      current = std::move(next);
      ++published;
    }
    over = true;
  }
  EXPECT_GT(published, 0U);
  EXPECT_GT(answered, 100U);
}

}  // namespace
}  // namespace pramen::query
