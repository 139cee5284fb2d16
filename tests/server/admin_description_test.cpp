// What openapi.json says of the admin API holds: every route is described, and answers have the shape.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "server/admin/route.h"
#include "tests/server/admin_world.h"
#include "tests/server/shapes.h"

namespace pramen::tests {
namespace {

using nlohmann::json;

json description(const AdminWorld& world) { return json::parse(get(world.port(), "/api/v1/openapi.json").body); }

// "POST keys/{}": without the names of what stands in braces.
std::string in_short(std::string method, std::string path) {
  std::ranges::transform(method, method.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1))
    path.erase(open + 1, path.find('}', open) - open - 1);
  return method + " " + path;
}

TEST(AdminDescription, NamesEveryRoute) {
  const AdminWorld world;
  std::set<std::string> described, routed;
  const json api = description(world);
  for (const auto& [path, operations] : api["paths"].items()) {
    if (!path.starts_with(admin_path)) continue;
    for (const auto& [method, operation] : operations.items()) {
      described.insert(in_short(method, path.substr(admin_path.size())));
      EXPECT_TRUE(operation.contains("security")) << path;
    }
  }
  for (const auto table : {server::admin::key_routes(), server::admin::generation_routes(), server::admin::job_routes(),
                           server::admin::record_routes(), server::admin::best_bet_routes(),
                           server::admin::query_routes(), server::admin::synonym_routes()}) {
    for (const auto& route : table) routed.insert(in_short(std::string(route.method), std::string(route.pattern)));
  }
  for (const std::string& one : routed) EXPECT_TRUE(described.contains(one)) << one;
}

class Shapes {
 public:
  explicit Shapes(const AdminWorld& world) : world_(world), api_(description(world)) {}

  // Asks, and holds every line of the answer against the schema of `pattern`.
  json expect(const std::string& method, const std::string& path, const std::string& pattern, int status,
              const std::string& body = "", const std::string& headers = "") const {
    const Reply reply = world_.ask(method, path, body, headers);
    EXPECT_EQ(reply.status, status) << reply.body;
    std::string key = method;
    std::ranges::transform(key, key.begin(), [](char c) { return char(c + 32); });
    const json& content =
        api_["paths"][fmt::format("{}{}", admin_path, pattern)][key]["responses"][std::to_string(status)]["content"];
    EXPECT_EQ(content.begin().key(), reply.header("content-type").substr(0, content.begin().key().size()));
    const bool lines = content.begin().key() == "application/jsonl";
    std::istringstream text(reply.body);
    json value;
    for (std::string one; lines ? bool(std::getline(text, one)) : one.empty();) {
      if (!lines) one = reply.body;
      value = json::parse(one);
      EXPECT_EQ(shape_faults(api_, content.begin().value()["schema"], value), std::vector<std::string>{}) << one;
    }
    return value;
  }

 private:
  const AdminWorld& world_;
  const json api_;
};

TEST(AdminDescription, AnswersHaveTheShapeThatItSays) {
  const AdminWorld world;
  const Shapes shapes(world);
  shapes.expect("GET", "me", "me", 200);
  shapes.expect("POST", "keys", "keys", 201, R"({"name": "a", "scopes": ["read"]})");
  shapes.expect("GET", "keys", "keys", 200);
  shapes.expect("GET", "generations", "generations", 200);
  shapes.expect("GET", "generations/1", "generations/{n}", 200);
  shapes.expect("PUT", "generations/1/pin", "generations/{n}/pin", 200);
  shapes.expect("DELETE", "generations/1/pin", "generations/{n}/pin", 200);
  shapes.expect("POST", "generations/rollback", "generations/rollback", 200);
  shapes.expect("POST", "generations/2/publish", "generations/{n}/publish", 200);
  shapes.expect("GET", "audit", "audit", 200);
  const std::string id = shapes.expect("POST", "jobs", "jobs", 202, R"({"kind": "check"})")["id"];
  shapes.expect("GET", "jobs", "jobs", 200);
  shapes.expect("GET", "jobs/" + id, "jobs/{id}", 200);
  shapes.expect("GET", "jobs/" + id + "/log", "jobs/{id}/log", 200);
  const std::string bet = R"({"words": ["domy"], "pin": ["sk-house"], "until": "2099-12-31"})";
  shapes.expect("GET", "best-bets", "best-bets", 200);
  shapes.expect("PUT", "best-bets", "best-bets", 200, R"({"best_bets": [)" + bet + "]}");
  shapes.expect("PUT", "best-bets", "best-bets", 422, "{}");
  shapes.expect("POST", "best-bets/try", "best-bets/try", 200, R"({"bet": )" + bet + "}");
  shapes.expect("POST", "synonyms/try", "synonyms/try", 200,
                R"({"synonyms": [{"id": "our-house", "pref": {"sk": "dom"}, "alt": {"sk": ["príbytok"]}}]})");
  shapes.expect("POST", "synonyms/try", "synonyms/try", 422, "{}");
  shapes.expect("PUT", "records/a", "records/{id}", 422, R"({"kind": "none"})");
  shapes.expect("POST", "records", "records", 200, "{\"id\": \"a\"}\n{\n", "Content-Type: application/jsonl\r\n");
}

}  // namespace
}  // namespace pramen::tests
