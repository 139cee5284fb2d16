// What `pramen index --preview` says a corpus would change, and what generations, pins and the history do then,
// asked of the built program.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/program.h"
#include "tests/cli/served.h"
#include "tests/server/client.h"

namespace pramen {
namespace {

using nlohmann::json;
using tests::Finished;
using tests::run_program;
using tests::TemporaryFolder;

std::string line(const std::string& id, const std::string& title, int year, const std::string& body = "Text.") {
  return json{{"id", id},        {"kind", "case_study"}, {"original", "en"},
              {"country", "sk"}, {"year", year},         {"texts", {{"en", {{"title", title}, {"body", body}}}}}}
             .dump() +
         "\n";
}

class Preview : public testing::Test {
 protected:
  void corpus(const std::string& lines) { folder_.write("corpus/records.jsonl", lines); }
  Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--db", folder_ / "db"});
    return run_program(arguments);
  }
  Finished index(const std::vector<std::string>& options = {}) const {
    std::vector<std::string> arguments = {"index", folder_ / "corpus"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run(arguments);
  }
  json list() const { return json::parse(run({"generations", "list", "--json"}).out); }
  json preview(int code = 0, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> options = {"--preview", "--json"};
    options.insert(options.end(), more.begin(), more.end());
    const Finished made = index(options);
    EXPECT_EQ(made.code, code) << made.err;
    return json::parse(made.out);
  }

  const TemporaryFolder folder_;
};

TEST_F(Preview, SaysWhichRecordsFacetsAndSearchesChangeAndPublishesNothing) {
  corpus(line("bakery", "Bakery of Svit", 2001, "A bakery that employs people.") + line("garden", "Garden", 2002) +
         line("kitchen", "Community kitchen", 2003) + line("library", "Library of things", 2004));
  folder_.write("corpus/queries.jsonl", R"({"text": "bakery"}
{"text": "garden", "lang": "en"}
{"text": "library", "lang": "en"}
)");
  ASSERT_EQ(index().code, 0);
  corpus(line("bakery", "Bakery of Svit", 2011, "A bakery that employs people.") +
         line("soup-kitchen", "Community kitchen", 2003) + line("library", "Library of things", 2004) +
         line("swap", "Swap shop beside the library", 2012, "Books and tools."));
  const json diff = preview()["diff"];
  const json& records = diff["records"];
  EXPECT_EQ(records["added"], (json{{{"id", "swap"}, {"title", "Swap shop beside the library"}}}));
  EXPECT_EQ(records["changed"], (json{{{"id", "bakery"}, {"title", "Bakery of Svit"}, {"what", {"year"}}}}));
  EXPECT_EQ(records["removed"], (json{{{"id", "garden"}, {"title", "Garden"}}}));
  ASSERT_EQ(records["renamed"].size(), 1U);
  EXPECT_EQ(records["renamed"][0]["before"], "kitchen");
  EXPECT_EQ(records["renamed"][0]["after"], "soup-kitchen");
  bool appeared = false, vanished = false;
  for (const json& value : diff["facets"]) {
    appeared = appeared || (value["value"] == "2011" && value["before"] == 0 && value["after"] == 1);
    vanished = vanished || (value["value"] == "2001" && value["before"] == 1 && value["after"] == 0);
  }
  EXPECT_TRUE(appeared && vanished) << diff["facets"];
  const json& searches = diff["searches"];
  EXPECT_EQ(searches["watched"], 3);
  ASSERT_EQ(searches["changed"], 2) << searches;
  EXPECT_EQ(searches["worse"], 1);
  EXPECT_EQ(searches["list"][0]["text"], "garden");  // the worse ones first
  EXPECT_EQ(searches["list"][0]["after"], 0);
  EXPECT_EQ(searches["list"][1]["text"], "library");
  EXPECT_EQ(searches["list"][1]["moves"][0]["id"], "swap");
  EXPECT_TRUE(searches["list"][1]["moves"][0]["before"].is_null());
  EXPECT_EQ(json::parse(run({"search", "garden", "--json"}).out)["total"], 1);  // as it was
  preview(1, {"--strict"});
}

TEST_F(Preview, WatchesTheWordingsOfBestBets) {
  corpus(line("bakery", "Bakery", 2001) + line("garden", "Garden", 2002) + line("library", "Library", 2004));
  ASSERT_EQ(index().code, 0);
  folder_.write("corpus/best_bets.jsonl", R"({"words": ["garden"], "pin": ["library"]}
{"words": ["bakery", "bread"], "hide": ["bakery"]}
)");
  const json searches = preview(1, {"--strict"})["diff"]["searches"];
  EXPECT_EQ(searches["watched"], 3);
  ASSERT_EQ(searches["changed"], 3) << searches;  // bread is a name of bakery
  // That something is not found any more deserves a look, also where editors wanted it so.
  EXPECT_EQ(searches["list"][0]["text"], "bakery");
  EXPECT_EQ(searches["list"][1]["text"], "bread");
  EXPECT_EQ(searches["list"][2]["text"], "garden");
  EXPECT_EQ(searches["list"][2]["moves"][0]["id"], "library");
  EXPECT_EQ(searches["list"][2]["moves"][0]["after"], 1);
}

// What people ask for is watched without being named, once a server counted it.
TEST_F(Preview, WatchesWhatTheLogSaysIsAskedFor) {
  corpus(line("bakery", "Bakery", 2001) + line("garden", "Garden", 2002) + line("library", "Library", 2004));
  folder_.write("corpus/queries.jsonl", "{\"text\": \"library\"}\n{\"text\": \"bakery\", \"lang\": \"en\"}\n");
  ASSERT_EQ(index().code, 0);
  {
    const tests::Served served(folder_ / "db", {}, {{"PRAMEN_QUERY_LOG_DAYS", "30"}});
    for (const char* words : {"garden", "garden", "garden", "bakery", "bakery", "bakery", "rare"})
      EXPECT_EQ(tests::get(served.port(), std::string("/api/v1/search?lang=en&q=") + words).status, 200);
  }
  corpus(line("bakery", "Bakery", 2001) + line("library", "Library", 2004));
  const json searches = preview()["diff"]["searches"];
  EXPECT_EQ(searches["watched"], 3);
  ASSERT_EQ(searches["worse"], 1) << searches;
  EXPECT_EQ(searches["list"][0]["text"], "garden");
}

TEST_F(Preview, ABestBetOnARecordThatIsNotThereStopsThePublication) {
  corpus(line("bakery", "Bakery", 2001));
  const auto bets = folder_.write("corpus/best_bets.jsonl", R"({"words": ["zebra"], "pin": ["bakary"]})");
  const std::string fault = bets.string() + ":1:30: there is no sound record 'bakary' (did you mean bakery?)";
  const Finished built = index();
  EXPECT_EQ(built.code, 1);
  EXPECT_NE(built.err.find(fault), std::string::npos) << built.err;
  const Finished checked = run_program({"check", folder_ / "corpus"});
  EXPECT_EQ(checked.code, 1);
  EXPECT_NE(checked.out.find(fault), std::string::npos) << checked.out;
  // The sound rest goes without the bet.
  EXPECT_EQ(index({"--skip-invalid"}).code, 0);
  EXPECT_EQ(json::parse(run({"search", "zebra", "--json"}).out)["total"], 0);
}

TEST_F(Preview, IsPublishedAsItStandsAndGoneBackFrom) {
  corpus(line("bakery", "Bakery", 2001));
  ASSERT_EQ(index({"--why", "the first"}).code, 0);
  corpus(line("garden", "Garden", 2002));
  EXPECT_EQ(preview()["generation"], 2);
  EXPECT_EQ(preview()["generation"], 3);  // the second preview takes the place of the first
  ASSERT_EQ(list().size(), 2U);
  EXPECT_EQ(list()[1]["preview"], true);
  folder_.write("corpus/records.jsonl", "not what was looked at");
  ASSERT_EQ(run({"generations", "publish", "3", "--why", "the garden is open"}).code, 0);
  EXPECT_EQ(json::parse(run({"search", "garden", "--json"}).out)["total"], 1);
  EXPECT_EQ(list()[1]["preview"], false);
  EXPECT_EQ(list()[1]["why"], "the garden is open");
  ASSERT_EQ(run({"generations", "rollback"}).code, 0);
  EXPECT_EQ(json::parse(run({"search", "bakery", "--json"}).out)["total"], 1);
  std::vector<std::string> actions;
  for (const json& entry : json::parse(run({"generations", "log", "--json"}).out)) {
    actions.push_back(entry["action"]);
    EXPECT_FALSE(entry["who"].get<std::string>().empty());
  }
  EXPECT_EQ(actions, (std::vector<std::string>{"publish", "build", "build", "publish", "rollback"}));
}

TEST_F(Preview, OfACorpusWithFaultsBuildsNothing) {
  corpus(line("bakery", "Bakery", 2001));
  ASSERT_EQ(index().code, 0);
  folder_.write("corpus/records.jsonl", R"({"id": "bakery"})");
  EXPECT_EQ(index({"--preview"}).code, 1);
  EXPECT_EQ(list().size(), 1U);
}

TEST_F(Preview, RefusesAListOfQueriesWithFaultsAndSaysWhere) {
  corpus(line("bakery", "Bakery", 2001));
  ASSERT_EQ(index().code, 0);
  const auto queries = folder_.write("watched", "{\"text\": \"a\"}\nbakery\n{\"text\": \"b\", \"lang\": \"xx\"}\n");
  const Finished made = index({"--preview", "--queries", queries});
  EXPECT_EQ(made.code, 1);
  EXPECT_NE(made.err.find("watched:2:1: this line is no query"), std::string::npos) << made.err;
  EXPECT_NE(made.err.find("watched:3:1: the database has no language xx"), std::string::npos) << made.err;
}

TEST_F(Preview, PinnedGenerationsOutliveNewerOnes) {
  corpus(line("bakery", "Bakery", 2001));
  for (int i = 0; i < 2; ++i) ASSERT_EQ(index({"--keep", "2"}).code, 0);
  ASSERT_EQ(run({"generations", "pin", "1"}).code, 0);
  for (int i = 0; i < 3; ++i) ASSERT_EQ(index({"--keep", "2"}).code, 0);
  std::vector<int> numbers;
  for (const json& generation : list()) numbers.push_back(generation["generation"]);
  EXPECT_EQ(numbers, (std::vector<int>{1, 4, 5}));
  ASSERT_EQ(run({"generations", "unpin", "1"}).code, 0);
  ASSERT_EQ(index({"--keep", "2"}).code, 0);
  EXPECT_EQ(list().size(), 2U);
}

TEST_F(Preview, AHistoryCutOffByACrashIsReadAndContinued) {
  corpus(line("bakery", "Bakery", 2001));
  ASSERT_EQ(index().code, 0);
  const std::string whole = tests::slurp(folder_ / "db/history.jsonl");
  folder_.write("db/history.jsonl", whole + whole.substr(0, 30));
  ASSERT_EQ(index().code, 0);
  EXPECT_EQ(json::parse(run({"generations", "log", "--json"}).out).size(), 2U);
}

}  // namespace
}  // namespace pramen
