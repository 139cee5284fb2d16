// Best bets written and tried over HTTP, and what readers see of them.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "indexer/builder.h"
#include "tests/server/admin_world.h"

namespace pramen::tests {
namespace {

using nlohmann::json;

constexpr std::string_view bets =
    R"({"best_bets": [{"words": ["stavba domu", "building"], "pin": ["org-masters"], "hide": ["sk-house"]}]})";

std::filesystem::path file(const AdminWorld& world) { return world.corpus() / "best_bets.jsonl"; }

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void publish(const AdminWorld& world) {
  const auto report = indexer::build({.corpus = world.corpus(), .database = world.database()},
                                     [](corpus::Problem&& problem) { ADD_FAILURE() << corpus::to_text(problem); });
  ASSERT_NE(report.generation, 0U);
}

TEST(BestBetRoutes, TheWholeListIsReadAndWritten) {
  const AdminWorld world;
  EXPECT_EQ(world.json("GET", "best-bets", 200), json::parse(R"({"best_bets": []})"));
  const Reply put = world.ask("PUT", "best-bets", bets);
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(json::parse(put.body), json::parse(bets));
  EXPECT_EQ(text_of(file(world)),
            "{\"words\":[\"stavba domu\",\"building\"],\"pin\":[\"org-masters\"],\"hide\":[\"sk-house\"]}\n");
  const Reply got = world.ask("GET", "best-bets");
  EXPECT_EQ(got.body, put.body);
  EXPECT_EQ(got.header("etag"), put.header("etag"));
  EXPECT_EQ(world.ask("GET", "best-bets", "", "If-None-Match: " + got.header("etag") + "\r\n").status, 304);
  // What means the same is not written.
  std::ofstream(file(world), std::ios::app) << "\n";
  EXPECT_EQ(world.ask("PUT", "best-bets", bets).status, 200);
  EXPECT_TRUE(text_of(file(world)).ends_with("\n\n"));
  EXPECT_EQ(world.ask("PUT", "best-bets", R"({"best_bets": []})").status, 200);
  EXPECT_FALSE(std::filesystem::exists(file(world)));
}

TEST(BestBetRoutes, ConditionsKeepTwoEditorsApart) {
  const AdminWorld world;
  const std::string tag = "If-Match: " + world.ask("GET", "best-bets").header("etag") + "\r\n";
  EXPECT_EQ(world.ask("PUT", "best-bets", bets, tag).status, 200);
  EXPECT_EQ(world.ask("PUT", "best-bets", R"({"best_bets": []})", tag).status, 412);
  EXPECT_EQ(world.json("GET", "best-bets", 200), json::parse(bets));
}

// A bet that pins a record, and whoever deletes that record at the same moment: one of them is told of the other.
TEST(BestBetRoutes, NeverNameARecordThatIsDeletedMeanwhile) {
  const AdminWorld world;
  constexpr std::string_view record =
      R"({"id": "sk-shed", "kind": "case_study", "original": "sk", "texts": {"sk": {"title": "Kôlňa"}}})";
  constexpr std::string_view bet = R"({"best_bets": [{"words": ["kôlňa"], "pin": ["sk-shed"]}]})";
  for (int round = 0; round < 60; ++round) {
    ASSERT_LT(world.ask("PUT", "records/sk-shed", record).status, 300);
    ASSERT_EQ(world.ask("PUT", "best-bets", R"({"best_bets": []})").status, 200);
    int deleted = 0, put = 0;
    std::thread other([&] { deleted = world.ask("DELETE", "records/sk-shed").status; });
    put = world.ask("PUT", "best-bets", bet).status;
    other.join();
    EXPECT_TRUE(std::pair(put, deleted) == std::pair(200, 409) || std::pair(put, deleted) == std::pair(422, 204))
        << put << " " << deleted;
  }
}

TEST(BestBetRoutes, FaultsAreNamedWithTheirPlacesAndNothingIsWritten) {
  const AdminWorld world;
  const json fault = world.json("PUT", "best-bets", 422,
                                "{\"best_bets\": [\n{\"words\": [\"x*\"], \"pin\": [\"org-masters\"]},\n"
                                "{\"words\": [\"y\"], \"pin\": [\"org-master\"]}]}");
  ASSERT_EQ(fault["problems"].size(), 2U) << fault;
  EXPECT_EQ(fault["problems"][0]["path"], "body");
  EXPECT_EQ(fault["problems"][0]["line"], 2);
  EXPECT_EQ(fault["problems"][1]["line"], 3);
  EXPECT_EQ(fault["problems"][1]["hint"], "did you mean org-masters?");
  for (const std::string body : {"{", "[]", "{}", R"({"best_bets": {}})", R"({"best_bets": [7]})", R"({"bets": []})"})
    EXPECT_EQ(world.ask("PUT", "best-bets", body).status, 422) << body;
  EXPECT_EQ(world.ask("PUT", "best-bets").status, 400);
  EXPECT_FALSE(std::filesystem::exists(file(world)));
  // What lies there with faults says so, and may be written over.
  std::ofstream(file(world)) << "not a bet\n";
  EXPECT_EQ(world.json("GET", "best-bets", 422)["problems"][0]["path"], "best_bets.jsonl");
  EXPECT_EQ(world.ask("PUT", "best-bets", bets).status, 200);
}

TEST(BestBetRoutes, TakeTheScopeOfRecordsAndStandInTheTrail) {
  const AdminWorld world;
  const auto ask_as = [&](std::string_view scopes, std::string_view method, std::string_view body) {
    return ask(world.port(),
               request_bytes(method, "/api/v1/admin/best-bets", world.key(scopes).text, body, "Connection: close\r\n"))
        .status;
  };
  EXPECT_EQ(ask_as("read", "GET", ""), 403);
  EXPECT_EQ(ask_as("publish", "PUT", bets), 403);
  EXPECT_EQ(ask_as("records", "PUT", bets), 200);
  EXPECT_EQ(world.json("GET", "audit", 200)["entries"][0]["action"], "best_bets.put");
}

TEST(BestBetRoutes, OneIsTriedWithoutBeingWritten) {
  const AdminWorld world;
  const json tried = world.json("POST", "best-bets/try", 200,
                                R"({"bet": {"words": ["domy"], "pin": ["org-masters", "sk-none"], "from": "2099-01-01"},
                                    "queries": [{"text": "domy", "lang": "sk"}, {"text": "rodiny"}]})");
  EXPECT_EQ(tried["missing"], json::parse(R"(["sk-none"])"));
  const json& domy = tried["queries"][0];
  EXPECT_EQ(domy["before"]["hits"][0]["id"], "sk-house");
  EXPECT_EQ(domy["after"]["total"], 2);
  EXPECT_EQ(domy["after"]["hits"][0],
            (json{{"id", "org-masters"}, {"title", "Masters of Building"}, {"lang", "en"}, {"pinned", true}}));
  EXPECT_EQ(tried["queries"][1]["before"], tried["queries"][1]["after"]);
  EXPECT_FALSE(std::filesystem::exists(file(world)));
  EXPECT_EQ(world.json("POST", "best-bets/try", 200,
                       R"({"bet": {"words": ["domy"], "hide": ["sk-house"]}})")["queries"][0]["after"]["total"],
            0);
  for (const std::string body :
       {"{}", R"({"bet": {"words": ["x"]}})", R"({"bet": {"words": ["x"], "pin": ["a"]}, "queries": [{}]})",
        R"({"bet": {"words": ["x"], "pin": ["a"]}, "queries": [{"text": "a", "lang": "xx"}]})"})
    EXPECT_EQ(world.ask("POST", "best-bets/try", body).status, 422) << body;
}

TEST(BestBetRoutes, ReadersSeeWhatIsRecommended) {
  const AdminWorld world;
  world.json("PUT", "best-bets", 200, bets);
  publish(world);
  std::this_thread::sleep_for(std::chrono::milliseconds(600));  // until the server has it
  const Reply found = get(world.port(), "/api/v1/search?q=stavby+domov&lang=sk");
  const json answer = json::parse(found.body);
  EXPECT_EQ(answer["total"], 1);
  EXPECT_EQ(answer["hits"][0]["id"], "org-masters");
  EXPECT_EQ(answer["hits"][0]["pinned"], true);
  EXPECT_EQ(answer["hits"][0]["why"], "Odporúča redakcia.");
  EXPECT_NE(get(world.port(), "/?q=stavba+domu&lang=sk").body.find("<span class=\"hit-fact\">Odporúča redakcia</span>"),
            std::string::npos);
}

}  // namespace
}  // namespace pramen::tests
