// What people search for, as an editor sees it: counted, without anybody in it, forgotten in time.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "server/admin/query_log.h"
#include "server/admin/store.h"
#include "tests/server/admin_world.h"

namespace pramen::tests {
namespace {

using namespace std::chrono_literals;
using server::admin::logged_text;

server::Settings logging() {
  server::Settings settings;
  settings.query_log_days = 30;
  return settings;
}

void search(const AdminWorld& world, const std::string& target, int times, const std::string& headers = "") {
  for (int i = 0; i < times; ++i) EXPECT_EQ(get(world.port(), target, headers).status, 200) << target;
}

TEST(QueryLog, CountsSearchesMissesAndOpenedRecords) {
  AdminWorld world(logging());
  search(world, "/api/v1/search?q=Domy&lang=sk", 2);
  search(world, "/?q=domy%20%20&lang=sk", 2);             // the same text
  search(world, "/?q=domy&lang=sk&offset=1&limit=1", 3);  // further pages are no searches
  search(world, "/?lang=sk", 3);                          // nor is looking around
  search(world, "/?q=zzzz&lang=sk", 3);                   // nothing is found
  search(world, "/?q=zriedka&lang=sk", 2);                // nobody's business
  search(world, "/record/sk-house?lang=sk", 1, "Referer: http://localhost/?q=domy&lang=sk\r\n");
  search(world, "/record/sk-house?lang=sk", 1, "Referer: https://elsewhere.example/?q=domy&lang=sk\r\n");
  world.stop();  // what waits is written
  world.start();
  const auto queries = world.json("GET", "queries", 200)["queries"];
  ASSERT_EQ(queries.size(), 2U) << queries;
  EXPECT_EQ(queries[0]["text"], "domy");
  EXPECT_EQ(queries[0]["lang"], "sk");
  EXPECT_EQ(queries[0]["searches"], 4);
  EXPECT_EQ(queries[0]["without_result"], 0);
  EXPECT_EQ(queries[0]["clicks"], 1);
  EXPECT_EQ(world.json("GET", "queries?order=without_result", 200)["queries"][0]["text"], "zzzz");
  EXPECT_EQ(world.json("GET", "queries?order=without_click", 200)["queries"][0]["text"], "zzzz");
  EXPECT_EQ(world.json("GET", "queries?lang=de", 200)["queries"].size(), 0U);
  const Reply csv = world.ask("GET", "queries?format=csv");
  EXPECT_EQ(csv.header("content-type"), "text/csv; charset=utf-8");
  EXPECT_NE(csv.body.find("domy,sk,4,0,1\r\n"), std::string::npos) << csv.body;
  EXPECT_EQ(world.ask("GET", "queries?order=best").status, 400);
  EXPECT_EQ(world.ask("GET", "queries?limit=0").status, 400);
}

TEST(QueryLog, IsOffUnlessTheSettingsSay) {
  AdminWorld world;
  search(world, "/?q=domy&lang=sk", 5);
  world.stop();
  world.start();
  EXPECT_EQ(world.json("GET", "queries", 200)["queries"].size(), 0U);
}

TEST(QueryLog, SwitchedOffItDropsWhatWasCounted) {
  AdminWorld world(logging());
  search(world, "/?q=domy&lang=sk", 5);
  world.stop();
  const auto store = server::admin::open_store(world.database());
  const auto rows = [&] {
    std::int64_t count = 0;
    store->each("SELECT count(*) FROM queries", {}, [&](const auto& row) { count = row.integer(0); });
    return count;
  };
  EXPECT_EQ(rows(), 1);
  server::Settings off;  // only serves
  off.database = world.database();
  const Running running(off);
  for (int i = 0; i < 100 && rows() > 0; ++i) std::this_thread::sleep_for(50ms);
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(get(running.port(), "/?q=domy&lang=sk").status, 200);
}

TEST(QueryLog, SwitchedOffItMakesNoStore) {
  const TemporaryFolder folder;
  std::filesystem::copy(AdminWorld().database(), folder / "db",
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
  for (const char* name : {"admin.sqlite", "admin.sqlite-wal", "admin.sqlite-shm"})
    std::filesystem::remove(folder / "db" / name);
  server::Settings off;
  off.database = folder / "db";
  {
    const Running running(off);
    EXPECT_EQ(get(running.port(), "/?q=domy&lang=sk").status, 200);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "db/admin.sqlite"));
}

TEST(QueryLog, KeepsNothingThatMayBeSomebodys) {
  EXPECT_EQ(logged_text("  Sociálny   PODNIK "), "sociálny podnik");
  EXPECT_FALSE(logged_text(""));
  EXPECT_FALSE(logged_text("jana@example.sk"));
  EXPECT_FALSE(logged_text("volajte 0905 123 456"));
  EXPECT_TRUE(logged_text("zákon 112/2018") == std::nullopt);  // seven digits; better one search too few
  EXPECT_EQ(logged_text("§ 5 roku 2018"), "§ 5 roku 2018");
  EXPECT_FALSE(logged_text(std::string(101, 'a')));
}

TEST(QueryLog, ForgetsInTime) {
  AdminWorld world;
  world.stop();
  const auto store = server::admin::open_store(world.database());
  const std::int64_t today = server::admin::now_seconds() / 86'400;
  const auto put = [&](std::int64_t ago, const std::string& text, std::int64_t searches) {
    store->run("INSERT INTO queries VALUES (?, 'sk', ?, ?, 0, 0)", {today - ago, text, searches});
  };
  put(30, "old", 100);
  put(29, "kept", 3);
  put(8, "rare", 2);
  put(8, "spread", 2);
  put(4, "spread", 2);
  put(1, "fresh", 1);
  { server::admin::QueryLog log(*store, 30); }
  std::vector<std::string> left;
  store->each("SELECT DISTINCT text FROM queries ORDER BY text", {},
              [&](const server::admin::Sqlite::Row& row) { left.push_back(row.text(0)); });
  EXPECT_EQ(left, (std::vector<std::string>{"fresh", "kept", "spread"}));
}

}  // namespace
}  // namespace pramen::tests
