// The admin API as somebody with a key sees it: keys, audit trail, generations, repeated requests.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "indexer/generations.h"
#include "query/database.h"
#include "server/admin/throttle.h"
#include "tests/server/admin_world.h"

namespace pramen::tests {
namespace {

using namespace std::chrono_literals;

TEST(Admin, IsNotThereWithoutACorpus) {
  for (const std::string method : {"GET", "POST", "DELETE"}) {
    const auto reply = ask(shared_port(), request_bytes(method, "/api/v1/admin/me", "a", "", ""));
    EXPECT_EQ(reply.status, 404);
    EXPECT_NE(reply.body.find("--corpus"), std::string::npos);
  }
}

TEST(Admin, SaysWhoAsks) {
  const AdminWorld world;
  const auto key = world.key("records,publish");
  const auto reply = ask(world.port(), request_bytes("GET", "/api/v1/admin/me", key.text, "", ""));
  EXPECT_EQ(reply.body, "{\"name\":\"a test\",\"scopes\":[\"records\",\"publish\"]}\n");
  EXPECT_EQ(reply.header("cache-control"), "no-store");
}

TEST(Admin, MakesAKeyThatWorksAndShowsItOnce) {
  const AdminWorld world;
  const auto made = world.json("POST", "keys", 201, R"({"name": "Jana", "scopes": ["read"], "expires_days": 2})");
  const std::string text = made["key"], id = made["id"];
  const std::string path = "/api/v1/admin/generations";
  EXPECT_EQ(ask(world.port(), request_bytes("GET", path, text, "", "")).status, 200);
  EXPECT_EQ(world.ask("GET", "keys").body.find(text), std::string::npos);
  EXPECT_EQ(world.ask("DELETE", "keys/" + id).status, 204);
  EXPECT_EQ(ask(world.port(), request_bytes("GET", path, text, "", "")).status, 401);
  for (const auto& key : world.json("GET", "keys", 200)["keys"]) {
    EXPECT_TRUE(key["id"] != id || (key["revoked"].is_string() && key["last_used"].is_string()));
  }
}

TEST(Admin, NamesEveryFaultOfABody) {
  const AdminWorld world;
  const auto fault = world.json("POST", "keys", 400, R"({"nme": "a", "scopes": ["all"], "expires_days": 0})");
  EXPECT_EQ(fault["errors"].size(), 4U) << fault;
  EXPECT_EQ(world.ask("POST", "keys", "{").status, 400);
  EXPECT_EQ(world.ask("POST", "keys", "[]").status, 400);
  EXPECT_EQ(world.ask("POST", "keys", "\"\xff\"").status, 400);
  EXPECT_EQ(world.ask("POST", "keys", std::string(100'000, '[')).status, 400);
  EXPECT_EQ(world.ask("GET", "audit?limit=0").status, 400);
  EXPECT_EQ(world.ask("GET", "audit?key=a").status, 400);
}

TEST(Admin, TheAuditTrailTellsWhoDidWhat) {
  const AdminWorld world;
  world.json("POST", "generations/rollback", 200, R"({"why": "the second was a mistake"})");
  world.json("POST", "generations/99/publish", 404);
  const auto reader = world.key("read");
  ask(world.port(), request_bytes("POST", "/api/v1/admin/generations/2/publish", reader.text, "", ""));
  const auto entries = world.json("GET", "audit", 200)["entries"];
  ASSERT_EQ(entries.size(), 3U) << entries;
  EXPECT_EQ(entries[0]["status"], 403);
  EXPECT_EQ(entries[0]["who"], reader.key.id);
  EXPECT_EQ(entries[1]["status"], 404);
  EXPECT_EQ(entries[2]["action"], "generations.rollback");
  EXPECT_EQ(entries[2]["object"], "1");
  EXPECT_EQ(entries[2]["why"], "the second was a mistake");
  const auto older = world.json("GET", "audit?limit=1&before=" + entries[1]["number"].dump(), 200)["entries"];
  ASSERT_EQ(older.size(), 1U);
  EXPECT_EQ(older[0], entries[2]);
}

TEST(Admin, PublishesRollsBackAndPins) {
  const AdminWorld world;
  EXPECT_EQ(world.json("GET", "generations", 200)["current"], 2);
  EXPECT_EQ(world.json("POST", "generations/rollback", 200)["generation"], 1);
  EXPECT_EQ(query::published_generation(world.database()), 1U);
  EXPECT_EQ(world.json("POST", "generations/rollback", 409)["status"], 409);
  EXPECT_EQ(world.json("POST", "generations/2/publish", 200, R"({"why": "the third try"})"),
            (nlohmann::json{{"generation", 2}, {"before", 1}}));
  EXPECT_EQ(world.json("PUT", "generations/1/pin", 200, R"({"why": "for the audit"})")["pinned"], true);
  EXPECT_EQ(world.json("DELETE", "generations/1/pin", 200)["pinned"], false);
  EXPECT_EQ(world.json("GET", "generations/2", 200)["why"], "the third try");
  EXPECT_EQ(world.json("GET", "generations/diff?from=1&to=2", 200)["records"]["added"].size(), 0U);
  EXPECT_EQ(world.ask("GET", "generations/diff?from=1&to=9").status, 404);
  EXPECT_EQ(world.ask("GET", "generations/+1").status, 404);
}

TEST(Admin, WaitsForNobodyWhoIsWriting) {
  const AdminWorld world;
  const indexer::WriteLock lock(world.database());
  const auto reply = world.ask("POST", "generations/rollback");
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.header("retry-after"), "5");
}

TEST(Admin, ARepeatedRequestIsDoneOnce) {
  const AdminWorld world;
  const std::string body = R"({"name": "Jana", "scopes": ["read"]})", header = "Idempotency-Key: a1\r\n";
  const auto first = world.ask("POST", "keys", body, header), again = world.ask("POST", "keys", body, header);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("location"), first.header("location"));
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  EXPECT_EQ(world.ask("POST", "keys", R"({"name": "J", "scopes": ["read"]})", header).status, 422);
  EXPECT_EQ(world.ask("POST", "generations/rollback", "", header).status, 422);
  EXPECT_EQ(world.json("GET", "keys", 200)["keys"].size(), 2U);
  EXPECT_EQ(world.ask("POST", "keys", body, "Idempotency-Key: a b\r\n").status, 400);
  // Somebody else's key of the same name is another one.
  const auto other = world.key("admin");
  EXPECT_EQ(ask(world.port(), request_bytes("POST", "/api/v1/admin/keys", other.text, body, header)).status, 201);
}

TEST(Admin, NoSecretLiesInTheStore) {
  AdminWorld world;
  const std::string text =
      world.json("POST", "keys", 201, R"({"name": "Jana", "scopes": ["read"]})", "Idempotency-Key: a1\r\n")["key"];
  world.stop();
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(world.database())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  for (const std::string& secret : {text, world.admin_key()})
    EXPECT_EQ(bytes.find(secret.substr(secret.size() - 20)), std::string::npos);
}

TEST(Admin, OneServerAtATimeWrites) {
  AdminWorld world;
  world.stop();
  world.start();  // the lock is free again
  EXPECT_EQ(world.ask("GET", "me").status, 200);
}

TEST(Throttle, GivesBackTriesAsTimePasses) {
  server::admin::Throttle throttle({.burst = 2, .refill = 10s});
  const auto now = server::admin::Throttle::Clock::now();
  EXPECT_EQ(throttle.take("a", now), 0);
  EXPECT_EQ(throttle.take("a", now), 0);
  EXPECT_EQ(throttle.take("a", now), 10);
  EXPECT_EQ(throttle.take("b", now), 0);
  EXPECT_EQ(throttle.take("a", now + 4s), 6);
  EXPECT_EQ(throttle.take("a", now + 11s), 0);
}

}  // namespace
}  // namespace pramen::tests
