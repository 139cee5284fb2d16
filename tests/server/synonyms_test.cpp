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

void publish(const AdminWorld& world) {
  const auto report =
      indexer::build({.corpus = world.corpus(), .database = world.database()}, [](corpus::Problem&&) {});
  ASSERT_NE(report.generation, 0U);
}

TEST(SynonymRoutes, AreTriedWithoutBeingWritten) {
  const AdminWorld world;
  const auto record = [&](const std::string& id, const std::string& title) {
    world.folder().write("corpus/records/case_study/" + id + ".sk.md",
                         "---\nkind: case_study\ntitle: " + title + "\n---\n\nText.\n");
  };
  record("coop-one", "Družstvo v meste");
  record("coop-two", "Roľnícke družstvá");
  record("union-one", "Svojpomocné spolky");
  record("union-two", "Spolok na dedine");
  world.folder().write("corpus/queries.jsonl",
                       "{\"text\": \"podpora svojpomocných spolkov\", \"lang\": \"sk\"}\n{\"text\": \"na dedinách\"}\n"
                       "{\"text\": \"svojpomocný spolok\", \"lang\": \"de\"}\n");
  world.folder().write("corpus/best_bets.jsonl",
                       R"({"words": ["svojpomocne spolky"], "pin": ["coop-one"], "until": "2020-01-01"})");
  publish(world);
  const std::string list =
      R"({"synonyms": [{"id": "cooperative", "alt": {"sk": ["svojpomocný spolok", "družstvo \"Slovač\""]}},
                       {"id": "our-village", "pref": {"sk": "dedina", "en": "hamlet"}}]})";
  const json tried = world.json("POST", "synonyms/try", 200, list);
  const json& names = tried["names"];
  ASSERT_EQ(names.size(), 4U) << tried;
  EXPECT_EQ(names[0], json::parse(R"({"name": "svojpomocný spolok", "lang": "sk", "concept": "cooperative",
                                      "new_concept": false, "finds": 1, "would_find": 3, "in_texts": 1,
                                      "watched": [{"text": "podpora svojpomocných spolkov", "lang": "sk"},
                                                  {"text": "svojpomocne spolky", "lang": ""}]})"));
  EXPECT_EQ(names[1]["would_find"], 3) << "what says the other new name, too";
  EXPECT_EQ(names[2], json::parse(R"({"name": "dedina", "lang": "sk", "concept": "our-village", "new_concept": true,
                                      "finds": 1, "would_find": 1, "in_texts": 1,
                                      "watched": [{"text": "na dedinách", "lang": ""}]})"));
  EXPECT_EQ(names[3], json::parse(R"({"name": "hamlet", "lang": "en", "concept": "our-village", "new_concept": true,
                                      "finds": 0, "would_find": 1, "in_texts": 0, "watched": []})"));
  EXPECT_FALSE(std::filesystem::exists(file(world)));

  // What was foretold is what readers find, and then nothing is new.
  ASSERT_EQ(world.ask("PUT", "synonyms", list).status, 200);
  publish(world);
  const auto database = query::Database::open(world.database());
  for (const json& one : names)
    EXPECT_EQ(database->search({.words = one["name"], .lang = one["lang"]}).total, one["would_find"]) << one;
  EXPECT_EQ(world.json("POST", "synonyms/try", 200, list)["names"].size(), 0U);
  EXPECT_EQ(world.ask("POST", "synonyms/try", "{}").status, 422);
  EXPECT_EQ(world.ask("POST", "synonyms/try", "").status, 400);
}

TEST(SynonymRoutes, OnlySoManyNamesAreTriedAtOnce) {
  const AdminWorld world;
  json names = json::array();
  for (int i = 0; i < 120; ++i)
    names.push_back("meno" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i));
  const json list = {{"synonyms", json::array({{{"id", "cooperative"}, {"alt", {{"sk", names}}}}})}};
  const json tried = world.json("POST", "synonyms/try", 200, list.dump());
  EXPECT_EQ(tried["names"].size(), 100U);
  EXPECT_EQ(tried["left_out"], 20);
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
  const auto try_with = [&](std::string_view scopes) {
    return ask(world.port(), request_bytes("POST", "/api/v1/admin/synonyms/try", world.key(scopes).text, synonyms, ""))
        .status;
  };
  EXPECT_EQ(try_with("publish"), 403);
  EXPECT_EQ(try_with("records"), 200);
}

}  // namespace
}  // namespace pramen::tests
