#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

#include "indexer/builder.h"
#include "tests/server/client.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view live = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(Edge, AnswersManyRequestsOnOneConnection) {
  Client client(shared_port());
  for (int i = 0; i < 50; ++i) {
    client.send(live);
    const auto reply = client.read();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->header("connection"), "");
  }
}

TEST(Edge, AnswersPipelinedRequestsInOrder) {
  Client client(shared_port());
  std::string bytes;
  for (int i = 0; i < 20; ++i) {
    bytes += fmt::format("GET /api/v1/search?limit={} HTTP/1.1\r\nHost: a\r\n\r\n", i);
    bytes += live;
  }
  client.send(bytes);
  for (int i = 0; i < 20; ++i) {
    const auto first = client.read();
    ASSERT_TRUE(first.has_value());
    EXPECT_NE(first->body.find(fmt::format("\"limit\":{},", i)), std::string::npos);
    const auto second = client.read();
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->body, "{\"status\":\"live\"}");
  }
}

TEST(Edge, EndsAConnectionAfterItsShareOfRequests) {
  server::Settings settings;
  settings.keep_alive_requests = 3;
  Running running(settings);
  Client client(running.port());
  for (int i = 0; i < 3; ++i) {
    client.send(live);
    const auto reply = client.read();
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->header("connection"), i == 2 ? "close" : "");
  }
  EXPECT_TRUE(client.is_closed());
}

TEST(Edge, AnswersHttp10AndEnds) {
  Client client(shared_port());
  client.send("GET /health/live HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read().value_or(Reply{}).status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(Edge, AnswersAClientThatClosesItsHalfAfterAsking) {
  const auto reply = ask(shared_port(), live);
  EXPECT_EQ(reply.status, 200);
}

TEST(Edge, HeadIsGetWithoutBody) {
  for (const std::string path : {"/", "/api/v1/search", "/record/org-unruhe", "/assets/pramen.css", "/nowhere"}) {
    const auto got = get(shared_port(), path);
    Client client(shared_port());
    client.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + std::string(live));
    const auto head = client.read(true);
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->status, got.status) << path;
    EXPECT_EQ(head->header("etag"), got.header("etag"));
    EXPECT_EQ(head->header("content-type"), got.header("content-type"));
    EXPECT_GT(std::stoi(head->header("content-length")), 0);
    // What follows is the next answer at once, not a body.
    EXPECT_EQ(client.read().value_or(Reply{}).body, "{\"status\":\"live\"}");
  }
}

TEST(Edge, EveryAnswerCarriesTheSafeHeadersOnce) {
  for (const std::string path : {"/", "/nowhere", "/api/v1/nowhere", "/api/v1/search?limit=x", "/metrics",
                                 "/assets/pramen-page.js", "/%zz", "/health/live", "/robots.txt"}) {
    const auto reply = get(shared_port(), path);
    for (const std::string name :
         {"content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
          "cross-origin-opener-policy", "vary", "date", "content-type", "content-length"}) {
      EXPECT_EQ(reply.count(name), 1U) << path << " " << name;
    }
    EXPECT_NE(reply.header("vary").find("Accept-Encoding"), std::string::npos);
    EXPECT_EQ(reply.header("content-security-policy").find("unsafe"), std::string::npos);
    EXPECT_EQ(reply.count("server"), 0U);
    EXPECT_EQ(reply.count("accept-ranges"), 0U);
  }
}

TEST(Edge, IgnoresRanges) {
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1000; ++i) ranges += ",0-";
  const auto whole = get(shared_port(), "/assets/pramen.css");
  const auto ranged = get(shared_port(), "/assets/pramen.css", ranges + "\r\n");
  EXPECT_EQ(ranged.status, 200);
  EXPECT_EQ(ranged.body.size(), whole.body.size());
}

TEST(Edge, TakesARefererThatHoldsAnEncodedLineBreak) {
  EXPECT_EQ(get(shared_port(), "/assets/pramen.css", "Referer: http://127.0.0.1/?q=a%0Ab\r\n").status, 200);
}

TEST(Edge, CompressesWhenAsked) {
  const auto packed = get(shared_port(), "/", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.body.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(get(shared_port(), "/", "Accept-Encoding: br\r\n").header("content-encoding"), "");
  EXPECT_EQ(get(shared_port(), "/", "Accept-Encoding: gzip;q=0\r\n").header("content-encoding"), "");
}

TEST(Edge, RefusesTooManyParameters) {
  std::string query = "/?a=1";
  for (int i = 0; i < 300; ++i) query += "&a=1";
  EXPECT_EQ(get(shared_port(), query).status, 400);
}

TEST(Edge, TimesOutASlowHeadAsAWhole) {
  server::Settings settings;
  settings.request_deadline_s = 1;
  settings.read_timeout_s = 5;
  Running running(settings);
  Client client(running.port());
  const auto begin = std::chrono::steady_clock::now();
  std::thread trickle([&] {
    // A byte every 100 ms would hold the connection for ever under a time-out per read.
    for (const char byte : std::string_view("GET /health/live HTTP/1.1\r\nHost: a\r\nX: aaaaaaaaaaaaa")) {
      if (!client.send({&byte, 1}) || seconds_since(begin) > 2.5) return;
      std::this_thread::sleep_for(100ms);
    }
  });
  const auto reply = client.read();
  trickle.join();
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->status, 408);
  EXPECT_LT(seconds_since(begin), 3.0);
}

TEST(Edge, SlowAndIdleClientsLeaveTheOthersAlone) {
  Running running;  // four threads
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Client>(running.port()));
    slow.back()->send(i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: a\r\nX-Slow:" : "");
  }
  for (int i = 0; i < 100; ++i) {
    // Asks and never reads.
    slow.push_back(std::make_unique<Client>(running.port()));
    for (int k = 0; k < 20; ++k) slow.back()->send("GET /api/v1/schema HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  for (int i = 0; i < 50; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(get(running.port(), "/health/ready").status, 200);
    EXPECT_LT(seconds_since(begin), 1.0);
  }
}

TEST(Edge, StopsInTimeWithIdleAndSlowConnections) {
  server::Settings settings;
  settings.keep_alive_s = 600;
  settings.request_deadline_s = 600;
  settings.read_timeout_s = 600;
  Running running(settings);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 30; ++i) {
    clients.push_back(std::make_unique<Client>(running.port()));
    if (i % 3 == 0) continue;  // silent
    clients.back()->send(live);
    ASSERT_TRUE(clients.back()->read().has_value());
    if (i % 3 == 1) clients.back()->send("GET / HTT");
  }
  const auto begin = std::chrono::steady_clock::now();
  running.stop();
  EXPECT_LT(seconds_since(begin), 2.0);
  for (auto& client : clients) EXPECT_TRUE(client->is_closed());
}

TEST(Edge, RequestsInFlightFinishWhenStopped) {
  for (int round = 0; round < 5; ++round) {
    Running running;
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 20; ++i) {
      clients.push_back(std::make_unique<Client>(running.port()));
      clients.back()->send(live);
      ASSERT_TRUE(clients.back()->read().has_value());
    }
    for (auto& client : clients) client->send("GET /?q=innovation HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(20ms);
    running.stop();
    // An answer is whole or was never begun.
    std::size_t whole = 0;
    for (auto& client : clients) {
      const auto reply = client->read();
      if (!reply) continue;
      EXPECT_EQ(reply->status, 200);
      ++whole;
    }
    EXPECT_GT(whole, 0U);
  }
}

TEST(Edge, StopBeforeRunEndsRunAtOnce) {
  server::Settings settings;
  settings.database = bundled_database();
  settings.port = 0;
  settings.threads = 1;
  server::Server server(settings);
  server.stop();
  server.run();
}

TEST(Edge, RefusesAPortThatIsTaken) {
  server::Settings settings;
  settings.database = bundled_database();
  settings.threads = 1;
  settings.port = shared_port();
  EXPECT_THROW(server::Server{settings}, std::runtime_error);
}

TEST(Edge, SaysWhatIsMissingWhenThereIsNoDatabase) {
  const TemporaryFolder folder;
  server::Settings settings;
  settings.database = folder / "nothing";
  settings.port = 0;
  EXPECT_THROW(server::Server{settings}, std::runtime_error);
}

TEST(Edge, MovesToANewGenerationWithoutALostRequest) {
  const TemporaryFolder folder;
  indexer::BuildOptions options;
  options.corpus =
      folder.write("records.jsonl", R"({"id":"a","kind":"definition","original":"sk","texts":{"sk":{"title":"Jedna"}}})"
                                    "\n");
  options.database = folder / "db";
  ASSERT_EQ(indexer::build(options, {[](corpus::Problem&&) {}}).generation, 1U);
  server::Settings settings;
  settings.database = options.database;
  Running running(settings);
  const auto before = get(running.port(), "/api/v1/search");
  EXPECT_NE(before.body.find("\"generation\":1"), std::string::npos);

  folder.write("records.jsonl", R"({"id":"a","kind":"definition","original":"sk","texts":{"sk":{"title":"Dva"}}})"
                                "\n");
  ASSERT_EQ(indexer::build(options, {[](corpus::Problem&&) {}}).generation, 2U);
  const auto begin = std::chrono::steady_clock::now();
  bool moved = false;
  while (!moved && seconds_since(begin) < 5) {
    const auto reply = get(running.port(), "/api/v1/search");
    ASSERT_EQ(reply.status, 200);
    moved = reply.body.find("\"generation\":2") != std::string::npos;
  }
  EXPECT_TRUE(moved);
  EXPECT_LT(seconds_since(begin), 1.5);
  EXPECT_EQ(get(running.port(), "/api/v1/search", "If-None-Match: " + before.header("etag") + "\r\n").status, 200);
}

}  // namespace
}  // namespace pramen::tests
