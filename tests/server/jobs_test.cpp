// Jobs as an editor starts and follows them: real child processes over a small corpus.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "corpus/child.h"
#include "query/database.h"
#include "tests/server/admin_world.h"
#include "tests/support/web_site.h"

namespace pramen::tests {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

std::string order(std::string_view kind) { return fmt::format(R"({{"kind": "{}", "why": "a test"}})", kind); }

// Asks until the job is over.
json ended(const AdminWorld& world, const std::string& id) {
  for (int i = 0; i < 600; ++i) {
    auto job = world.json("GET", "jobs/" + id, 200);
    if (!job["ended"].is_null()) return job;
    std::this_thread::sleep_for(100ms);
  }
  ADD_FAILURE() << "the job does not end";
  return {};
}

std::string started(const AdminWorld& world, std::string_view kind) {
  return world.json("POST", "jobs", 202, order(kind))["id"];
}

TEST(Jobs, CheckPreviewReportAndIndexGiveTheirResults) {
  const AdminWorld world;
  const auto reply = world.ask("POST", "jobs", order("check"));
  const std::string check = json::parse(reply.body)["id"];
  EXPECT_EQ(reply.header("location"), "/api/v1/admin/jobs/" + check);
  EXPECT_EQ(ended(world, check)["state"], "done");
  EXPECT_EQ(world.json("GET", "jobs/" + check + "/result", 200)["records"], 2);
  const std::string preview = started(world, "preview"), report = started(world, "report");
  EXPECT_EQ(ended(world, preview)["exit_code"], 0);
  EXPECT_EQ(world.json("GET", "jobs/" + preview + "/result", 200)["diff"]["before"], 2);
  EXPECT_EQ(ended(world, report)["state"], "done");
  const std::string index = started(world, "index");
  EXPECT_EQ(ended(world, index)["state"], "done");
  EXPECT_EQ(world.json("GET", "jobs/" + index + "/result", 200)["published"], true);
  const auto current = world.json("GET", "generations", 200);
  EXPECT_EQ(current["generations"].back()["who"], "a test");
  EXPECT_EQ(current["generations"].back()["why"], "a test");
  EXPECT_EQ(world.json("GET", "jobs", 200)["jobs"].size(), 4U);
}

// A world with a record that names these addresses.
void name_sources(const AdminWorld& world, const std::vector<std::string>& addresses) {
  std::string text = "---\nkind: case_study\ntitle: Links\nsources:\n";
  for (const std::string& address : addresses) text += "  - url: " + address + "\n";
  world.folder().write("corpus/records/case_study/links.en.md", text + "---\n\nText.\n");
}

TEST(Jobs, AReportAsksLinksWhereItIsTold) {
  const AdminWorld world({.links_private = {"127.0.0.1"}});
  const WebSite site([](const httplib::Request&, httplib::Response& response) { response.status = 404; });
  name_sources(world, {site.at("/nowhere")});
  const auto job = world.json("POST", "jobs", 202, R"({"kind": "report", "links": true})");
  EXPECT_EQ(job["links"], true);
  EXPECT_EQ(ended(world, job["id"])["links"], true);
  const auto links = world.json("GET", "jobs/" + job["id"].get<std::string>() + "/result", 200)["links"];
  EXPECT_EQ(links["dead"][0]["address"], site.at("/nowhere"));
  EXPECT_TRUE(std::filesystem::exists(world.database() / "links.jsonl"));
  const std::string plain = started(world, "report");
  EXPECT_EQ(ended(world, plain)["links"], false);
  EXPECT_EQ(world.json("GET", "jobs/" + plain + "/result", 200)["links"], nullptr);
  world.json("POST", "jobs", 400, R"({"kind": "check", "links": true})");
}

TEST(Jobs, LinksAreAskedBesideChecksAndCanBeCancelled) {
  const AdminWorld world({.links_private = {"127.0.0.1"}});
  const WebSite site([](const httplib::Request&, httplib::Response& response) { response.status = 200; });
  std::vector<std::string> addresses;
  for (int i = 0; i < 200; ++i) addresses.push_back(site.at("/" + std::to_string(i)));
  name_sources(world, addresses);
  const std::string report = world.json("POST", "jobs", 202, R"({"kind": "report", "links": true})")["id"];
  for (int i = 0; i < 1000 && site.asked().empty(); ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(ended(world, started(world, "check"))["state"], "done");
  EXPECT_EQ(world.json("GET", "jobs/" + report, 200)["state"], "running");
  world.json("POST", "jobs/" + report + "/cancel", 202, "{}");
  EXPECT_EQ(ended(world, report)["state"], "cancelled");
  EXPECT_TRUE(std::filesystem::exists(world.database() / "links.jsonl")) << "what was learnt is kept";
}

TEST(Jobs, APreviewWithoutAReasonPublishesNothing) {
  const AdminWorld world;
  const std::string preview = world.json("POST", "jobs", 202, R"({"kind": "preview"})")["id"];
  EXPECT_EQ(ended(world, preview)["state"], "done");
  EXPECT_EQ(world.json("GET", "jobs/" + preview + "/result", 200)["published"], false);
  EXPECT_EQ(world.json("GET", "generations", 200)["current"], 2);
}

TEST(Jobs, FaultsOfTheCorpusAreAResult) {
  const AdminWorld world;
  world.folder().write("corpus/records/case_study/bad.sk.md", "---\nkind: case_study\ntitle: A\nyear: never\n---\n");
  const std::string index = started(world, "index");
  EXPECT_EQ(ended(world, index)["state"], "faults");
  const auto result = world.json("GET", "jobs/" + index + "/result", 200);
  EXPECT_EQ(result["published"], false);
  EXPECT_EQ(result["problems"][0]["line"], 4);
  const auto log = world.json("GET", "jobs/" + index + "/log", 200);
  EXPECT_TRUE(log["over"]);
  EXPECT_NE(log["lines"].dump().find("bad.sk.md:4"), std::string::npos) << log;
  EXPECT_EQ(world.json("GET", "jobs/" + index + "/log?after=1", 200)["lines"].size(), log["lines"].size() - 1);
}

TEST(Jobs, NeedTheScopeOfWhatTheyDo) {
  const AdminWorld world;
  const auto with = [&](std::string_view scopes, std::string_view kind) {
    const auto key = world.key(scopes);
    return ask(world.port(), request_bytes("POST", "/api/v1/admin/jobs", key.text, order(kind), "")).status;
  };
  EXPECT_EQ(with("read", "check"), 403);
  EXPECT_EQ(with("records", "index"), 403);
  EXPECT_EQ(with("publish", "preview"), 403);
  EXPECT_EQ(with("records", "check"), 202);
  EXPECT_EQ(world.ask("POST", "jobs", order("dance")).status, 400);
  EXPECT_EQ(world.ask("GET", "jobs/none").status, 404);
}

TEST(Jobs, AreCancelledAndLeaveTheDatabaseAsItWas) {
  const AdminWorld world;
  // While this is held no build can begin; the job that waits behind is cancelled before it starts.
  const std::string first = started(world, "index"), second = started(world, "index");
  EXPECT_EQ(world.ask("POST", "jobs/" + second + "/cancel").status, 202);
  ended(world, first);
  EXPECT_EQ(ended(world, second)["state"], "cancelled");
  EXPECT_EQ(world.ask("POST", "jobs/" + second + "/cancel").status, 409);
  EXPECT_EQ(query::published_generation(world.database()), 3U);
}

TEST(Jobs, TellWhatHappensAsEvents) {
  const AdminWorld world;
  const std::string id = started(world, "index");
  Client client(world.port());
  client.send(request_bytes("GET", "/api/v1/admin/jobs/" + id + "/events", world.admin_key(), "", ""));
  const std::string stream = client.read_to_end(60s);
  EXPECT_NE(stream.find("content-type: text/event-stream"), std::string::npos) << stream;
  EXPECT_NE(stream.find("event: progress\ndata: {"), std::string::npos);
  EXPECT_NE(stream.find("\"seconds_left\":"), std::string::npos) << stream;
  EXPECT_NE(stream.find("id: 1\nevent: log\ndata: \""), std::string::npos);
  const auto done = stream.find("event: done\ndata: {");
  ASSERT_NE(done, std::string::npos);
  EXPECT_NE(stream.find("\"state\":\"done\"", done), std::string::npos);
  // Whoever lost the connection goes on where it was; who heard of the end is told to stop.
  const auto last = world.json("GET", "jobs/" + id + "/log", 200)["last"].get<int>();
  Client again(world.port());
  again.send(request_bytes("GET", "/api/v1/admin/jobs/" + id + "/events", world.admin_key(), "",
                           fmt::format("Last-Event-ID: {}\r\n", last - 1)));
  const std::string rest = again.read_to_end(5s);
  EXPECT_EQ(rest.find(fmt::format("id: {}\nevent: log", last - 1)), std::string::npos);
  EXPECT_NE(rest.find(fmt::format("id: {}\nevent: log", last)), std::string::npos);
  const auto stop = world.ask("GET", "jobs/" + id + "/events", "", fmt::format("Last-Event-ID: {}\r\n", last + 1));
  EXPECT_EQ(stop.status, 204);
}

TEST(Jobs, OfAServerThatIsGoneAreInterrupted) {
  AdminWorld world;
  std::string id;
  for (int i = 0; i < 3; ++i) id = started(world, "index");
  world.stop();
  world.start();
  const auto job = world.json("GET", "jobs/" + id, 200);
  EXPECT_EQ(job["state"], "interrupted");
  EXPECT_FALSE(job["ended"].is_null());
  const std::string next = started(world, "index");
  EXPECT_EQ(ended(world, next)["state"], "done");
}

TEST(Child, TellsItsOutputAndItsEnd) {
  corpus::Child child("/bin/sh", {"-c", "echo out; echo err >&2; exit 7"});
  std::string out, err;
  while (child.read(
      1s, [&](std::string_view bytes) { out += bytes; }, [&](std::string_view bytes) { err += bytes; })) {
  }
  EXPECT_EQ(out, "out\n");
  EXPECT_EQ(err, "err\n");
  EXPECT_EQ(child.wait(), 7);
}

}  // namespace
}  // namespace pramen::tests
