// Attempts to get past the keys, over the real server: none may see or change anything.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "query/database.h"
#include "server/admin/store.h"
#include "tests/server/admin_world.h"

namespace pramen::tests {
namespace {

struct Attempt {
  std::string name, bytes;
};

struct Door {
  std::string method, path, body;
};

// Whatever a key is needed for, with what would work.
const std::vector<Door>& doors() {
  static const std::vector<Door> all = {
      {"GET", "me", ""},
      {"GET", "keys", ""},
      {"POST", "keys", R"({"name": "x", "scopes": ["admin"]})"},
      {"DELETE", "keys/aaaaaaaaaaaa", ""},
      {"GET", "audit", ""},
      {"GET", "generations", ""},
      {"GET", "generations/1", ""},
      {"GET", "generations/diff", ""},
      {"POST", "generations/1/publish", ""},
      {"POST", "generations/rollback", ""},
      {"PUT", "generations/1/pin", ""},
      {"DELETE", "generations/1/pin", ""},
      {"POST", "jobs", R"({"kind": "index"})"},
      {"GET", "jobs", ""},
      {"GET", "records/sk-house", ""},
      {"PUT", "records/sk-house", R"({"kind": "case_study", "texts": {"sk": {"title": "x"}}})"},
      {"PATCH", "records/sk-house", R"({"year": 2000})"},
      {"DELETE", "records/sk-house", ""},
  };
  return all;
}

std::string with(const Door& door, const std::string& headers, const std::string& query = "") {
  return request_bytes(door.method, fmt::format("{}{}{}", admin_path, door.path, query), "", door.body, headers);
}

// Ways to name a key that are none.
std::vector<std::pair<std::string, std::string>> headers_that_fail(const AdminWorld& world) {
  const std::string key = world.admin_key();
  const auto revoked = world.key("admin");
  const auto store = server::admin::open_store(world.database());
  server::admin::Keys(*store).revoke(revoked.key.id);
  const auto expired = world.key("admin", server::admin::now_seconds() - 1);
  std::string other_end = key, other_id = key, capitals = key;
  other_end.back() = other_end.back() == 'a' ? 'b' : 'a';
  other_id[8] = other_id[8] == 'a' ? 'b' : 'a';
  std::ranges::transform(capitals, capitals.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  const auto bearer = [](const std::string& text) { return "Authorization: Bearer " + text + "\r\n"; };
  return {{"no key", ""},
          {"revoked", bearer(revoked.text)},
          {"expired", bearer(expired.text)},
          {"another last character", bearer(other_end)},
          {"another id", bearer(other_id)},
          {"in capitals", bearer(capitals)},
          {"without its end", bearer(key.substr(0, key.size() - 1))},
          {"doubled header", bearer(key) + bearer(key)},
          {"a second key behind", bearer(key + ", " + key)},
          {"no scheme", "Authorization: " + key + "\r\n"},
          {"as Basic", "Authorization: Basic " + key + "\r\n"},
          {"in X-Api-Key", "X-Api-Key: " + key + "\r\n"},
          {"in a cookie", "Cookie: key=" + key + "\r\n"},
          {"as a proxy's", "Proxy-Authorization: Bearer " + key + "\r\n"},
          {"from the inside", "REMOTE_ADDR: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\n"}};
}

// Other ways to write the path of a door.
std::vector<std::string> tricky(const std::string& path) {
  return {"/API/v1/admin/" + path,
          "/api/v1/Admin/" + path,
          "//api/v1/admin/" + path,
          "/api/v1//admin/" + path,
          "/api/v1/admin//" + path,
          "/./api/v1/admin/" + path,
          "/api/v1/search/../admin/" + path,
          "/api/v1/%61dmin/" + path,
          "/api/v1/admin%2F" + path,
          "/api/v1/%2e%2e/v1/admin/" + path,
          "/api/v1/admin/" + path + "/",
          "/api/v1/admin/" + path + "%00",
          "http://localhost/api/v1/admin/" + path};
}

std::vector<Attempt> attempts(const AdminWorld& world) {
  std::vector<Attempt> all;
  const auto failing = headers_that_fail(world);
  for (const Door& door : doors()) {
    for (const auto& [name, headers] : failing)
      all.push_back({fmt::format("{} {}, {}", door.method, door.path, name), with(door, headers)});
    for (const std::string query : {"?key=", "?access_token=", "?Authorization=Bearer%20"})
      all.push_back({fmt::format("{} {}{}", door.method, door.path, query), with(door, "", query + world.admin_key())});
    for (const std::string& path : tricky(door.path))
      all.push_back({door.method + " " + path, request_bytes(door.method, path, "", door.body, "")});
  }
  for (const Door& door : doors()) {
    for (const std::string header : {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
      all.push_back({door.path + " by " + header, request_bytes("GET", fmt::format("{}{}", admin_path, door.path), "",
                                                                "", fmt::format("{}: {}\r\n", header, door.method))});
  }
  return all;
}

TEST(Keys, NobodyGetsPastThem) {
  const AdminWorld world;
  const auto all = attempts(world);
  EXPECT_GE(all.size(), 500U);
  std::size_t passed = 0;
  for (const auto& [name, bytes] : all) {
    const Reply reply = ask(world.port(), bytes);
    static const std::set<int> refusals = {400, 401, 404, 405, 429};
    const bool refused = refusals.contains(reply.status);
    passed += refused ? 0 : 1;
    EXPECT_TRUE(refused) << name << " " << reply.status << " " << reply.body;
    EXPECT_TRUE(reply.status != 429 || reply.count("retry-after") == 1);
    EXPECT_EQ(reply.body.find(world.admin_key()), std::string::npos) << name;
  }
  EXPECT_EQ(passed, 0U);
  // Nothing has changed, and whoever has a key was not kept out.
  EXPECT_EQ(query::published_generation(world.database()), 2U);
  EXPECT_EQ(world.json("GET", "keys", 200)["keys"].size(), 3U);
  EXPECT_TRUE(world.json("GET", "jobs", 200)["jobs"].empty());
  EXPECT_EQ(world.json("GET", "records/sk-house", 200)["year"], 2019);
  EXPECT_TRUE(world.json("GET", "audit", 200)["entries"].empty());
}

TEST(Keys, OfAnotherScopeAreRefused) {
  const AdminWorld world;
  const std::string reader = world.key("read").text, editor = world.key("records").text,
                    publisher = world.key("publish").text;
  const auto status = [&](const std::string& key, const Door& door) {
    return ask(world.port(), request_bytes(door.method, fmt::format("{}{}", admin_path, door.path), key, door.body, ""))
        .status;
  };
  for (const Door& door : doors()) {
    const bool of_keys = door.path.starts_with("keys") || door.path == "audit";
    const bool of_records = door.path.starts_with("records");
    const bool publishes = door.method != "GET" && door.path.starts_with("generations");
    const bool starts = door.method == "POST" && door.path == "jobs";
    const std::string name = door.method + " " + door.path;
    const auto expect_refused = [&](const std::string& key, bool refused) {
      if (refused) {
        EXPECT_EQ(status(key, door), 403) << name;
      }
    };
    expect_refused(reader, of_keys || of_records || publishes || starts);
    expect_refused(editor, of_keys || publishes || starts);
    expect_refused(publisher, of_keys || of_records);
  }
}

TEST(Keys, WhateverIsWrongTheAnswerIsTheSame) {
  const AdminWorld world;
  const auto answer = [&](const std::string& headers) {
    return ask(world.port(), request_bytes("GET", "/api/v1/admin/me", "", "", headers));
  };
  const auto none = answer("");
  EXPECT_EQ(none.status, 401);
  EXPECT_EQ(none.header("www-authenticate"), "Bearer");
  for (const auto& [name, headers] : headers_that_fail(world)) {
    if (name == "doubled header") continue;
    EXPECT_EQ(answer(headers).body, none.body) << name;
  }
}

TEST(Keys, TriesOfOneKeyAreCountedApart) {
  const AdminWorld world;
  const auto key = world.key("admin");
  std::string wrong = key.text;
  wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
  const auto status = [&](const std::string& text) {
    return ask(world.port(), request_bytes("GET", "/api/v1/admin/me", text, "", "")).status;
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status(wrong), 401);
  EXPECT_EQ(status(wrong), 429);
  EXPECT_EQ(status(""), 401);
  EXPECT_EQ(status(key.text), 200);  // whoever has it is not kept out by those who have not
}

}  // namespace
}  // namespace pramen::tests
