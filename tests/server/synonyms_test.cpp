// Synonyms written over HTTP, and what readers find by them.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "indexer/builder.h"
#include "query/database.h"
#include "tests/server/admin_world.h"

namespace pramen::tests {
namespace {

using nlohmann::json;

// A concept of its own, whose name stands in a record ("dom"), and another name for it.
constexpr std::string_view synonyms =
    R"({"synonyms": [{"id": "our-house", "pref": {"sk": "dom", "en": "house"}, "alt": {"sk": ["príbytok"]}}]})";

std::filesystem::path file(const AdminWorld& world) { return world.corpus() / "synonyms.jsonl"; }

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

TEST(SynonymRoutes, TheWholeListIsReadAndWritten) {
  const AdminWorld world;
  EXPECT_EQ(world.json("GET", "synonyms", 200), json::parse(R"({"synonyms": []})"));
  const Reply put = world.ask("PUT", "synonyms", synonyms);
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(json::parse(put.body), json::parse(synonyms));
  EXPECT_EQ(text_of(file(world)),
            "{\"id\":\"our-house\",\"pref\":{\"sk\":\"dom\",\"en\":\"house\"},\"alt\":{\"sk\":[\"príbytok\"]}}\n");
  const Reply got = world.ask("GET", "synonyms");
  EXPECT_EQ(got.body, put.body);
  EXPECT_EQ(world.ask("GET", "synonyms", "", "If-None-Match: " + got.header("etag") + "\r\n").status, 304);
  const std::string tag = "If-Match: " + got.header("etag") + "\r\n";
  EXPECT_EQ(world.ask("PUT", "synonyms", R"({"synonyms": []})", tag).status, 200);
  EXPECT_FALSE(std::filesystem::exists(file(world)));
  EXPECT_EQ(world.ask("PUT", "synonyms", synonyms, tag).status, 412) << "somebody else was there";
}

TEST(SynonymRoutes, ReadersFindRecordsByTheNewName) {
  const AdminWorld world;
  const auto found = [&](const std::string& words) {
    const auto report = indexer::build({.corpus = world.corpus(), .database = world.database()},
                                       [](corpus::Problem&& problem) {
                                         if (problem.severity == corpus::Severity::fault)
                                           ADD_FAILURE() << corpus::to_text(problem);
                                       });
    EXPECT_NE(report.generation, 0U);
    return query::Database::open(world.database())->search({.words = words, .lang = "sk"}).total;
  };
  EXPECT_EQ(found("príbytok"), 0U);
  ASSERT_EQ(world.ask("PUT", "synonyms", synonyms).status, 200);
  EXPECT_GT(found("príbytkov"), 0U) << "inflected, too";
}

TEST(SynonymRoutes, FaultsAreNamedByItemAndNothingIsWritten) {
  const AdminWorld world;
  const json fault = world.json(
      "PUT", "synonyms", 422,
      R"({"synonyms": [{"id": "our-house", "pref": {"sk": "dom"}}, {"id": "no-such-concept", "alt": {"sk": ["x"]}}]})");
  bool named = false;
  for (const json& problem : fault["problems"])
    named = named || (problem["path"] == "synonyms.jsonl" && problem["line"] == 2 &&
                      problem["rule"] == "no-preferred-label");
  EXPECT_TRUE(named) << fault;
  EXPECT_FALSE(std::filesystem::exists(file(world)));
  for (const std::string& body : {std::string("{"), std::string("[]"), std::string(R"({"synonyms": {}})"),
                                  std::string(R"({"synonyms": [1]})"), std::string(R"({"synonyms": [], "x": 1})")})
    EXPECT_EQ(world.ask("PUT", "synonyms", body).status, 422) << body;
  EXPECT_EQ(world.ask("PUT", "synonyms", "").status, 400);
  EXPECT_FALSE(std::filesystem::exists(file(world)));
}

TEST(SynonymRoutes, WhatLiesThereWithFaultsIsSaid) {
  const AdminWorld world;
  world.folder().write("corpus/synonyms.jsonl", "{\"id\": \"a\"}\nno object\n");
  const json fault = world.json("GET", "synonyms", 422);
  EXPECT_EQ(fault["problems"][0]["line"], 2) << fault;
  EXPECT_EQ(world.ask("PUT", "synonyms", synonyms).status, 200) << "and mended by a list that is sound";
}

TEST(SynonymRoutes, TakeAKeyThatMayChangeRecords) {
  const AdminWorld world;
  const auto ask_with = [&](std::string_view scopes, std::string_view method) {
    const std::string key = world.key(scopes).text;
    return ask(world.port(),
               request_bytes(method, "/api/v1/admin/synonyms", key, method == "PUT" ? synonyms : "", ""))
        .status;
  };
  EXPECT_EQ(ask_with("read", "GET"), 403);
  EXPECT_EQ(ask_with("publish", "PUT"), 403);
  EXPECT_EQ(ask_with("records", "PUT"), 200);
}

}  // namespace
}  // namespace pramen::tests
