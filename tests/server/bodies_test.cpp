// Bodies of requests: asked for only from who may write, gathered without a thread, bounded.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/server/admin_world.h"

namespace pramen::tests {
namespace {

const std::string key_body = R"({"name": "Jana", "scopes": ["read"]})";

std::string post(const std::string& key, std::size_t length, const std::string& headers = "") {
  return fmt::format(
      "POST /api/v1/admin/keys HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer "
      "{}\r\nContent-Length: {}\r\n{}\r\n",
      key, length, headers);
}

TEST(Bodies, AreNotWaitedForWithoutAKey) {
  const AdminWorld world;
  Client client(world.port());
  client.send(post("pramen_none", 1000));
  const auto reply = client.read();  // nothing of the body was sent
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->status, 401);
  EXPECT_EQ(reply->header("connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Bodies, AreRefusedByTheirHead) {
  const AdminWorld world;
  const auto reader = world.key("read");
  const auto refused = [&](const std::string& head) {
    Client client(world.port());
    client.send(head);
    const auto reply = client.read();
    EXPECT_TRUE(reply.has_value() && client.is_closed()) << head;
    return reply.value_or(Reply{}).status;
  };
  EXPECT_EQ(refused(post(reader.text, 10)), 403);
  EXPECT_EQ(refused(post(world.admin_key(), 2 << 20)), 413);
  EXPECT_EQ(refused(post(world.admin_key(), 999'999'999'999'999'999)), 413);
  std::string text = post(world.admin_key(), 10);
  text.replace(text.find("application/json"), 16, "text/plain");
  EXPECT_EQ(refused(text), 415);
  EXPECT_EQ(refused(post(world.admin_key(), 10, "Expect: 200-ok\r\n")), 417);
}

TEST(Bodies, ArriveInPiecesAndTheNextRequestFollows) {
  const AdminWorld world;
  Client client(world.port());
  for (const char byte : post(world.admin_key(), key_body.size()) + key_body) client.send({&byte, 1});
  EXPECT_EQ(client.read().value_or(Reply{}).status, 201);
  // Two requests and their bodies in one packet.
  const std::string one = post(world.admin_key(), key_body.size()) + key_body;
  client.send(one + one + "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().value_or(Reply{}).status, 201);
  EXPECT_EQ(client.read().value_or(Reply{}).status, 201);
  EXPECT_EQ(client.read().value_or(Reply{}).body, "{\"status\":\"live\"}");
}

TEST(Bodies, AreAskedForWhereTheClientWaits) {
  const AdminWorld world;
  Client client(world.port());
  client.send(post(world.admin_key(), key_body.size(), "Expect: 100-continue\r\n"));
  EXPECT_EQ(client.read().value_or(Reply{}).status, 100);
  client.send(key_body);
  EXPECT_EQ(client.read().value_or(Reply{}).status, 201);
}

TEST(Bodies, SlowOnesHoldNoWorker) {
  const AdminWorld world;  // with four workers
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 20; ++i) {
    slow.push_back(std::make_unique<Client>(world.port()));
    slow.back()->send(post(world.admin_key(), key_body.size()) + key_body.substr(0, 5));
  }
  EXPECT_EQ(get(world.port(), "/health/live").status, 200);
  for (const auto& client : slow) client->send(key_body.substr(5));
  for (const auto& client : slow) EXPECT_EQ(client->read().value_or(Reply{}).status, 201);
}

TEST(Bodies, ThatDoNotComeInTimeAreGivenUp) {
  server::Settings settings;
  settings.read_timeout_s = 1;
  const AdminWorld world(settings);
  Client client(world.port());
  client.send(post(world.admin_key(), key_body.size()) + "{");
  EXPECT_EQ(client.read().value_or(Reply{}).status, 408);
  EXPECT_TRUE(client.is_closed());
}

TEST(Bodies, TogetherTakeNoMoreThanTheirMemory) {
  server::Settings settings;
  settings.bodies_mib = 1;
  const AdminWorld world(settings);
  Client first(world.port()), second(world.port());
  first.send(post(world.admin_key(), 900'000, "Expect: 100-continue\r\n"));
  EXPECT_EQ(first.read().value_or(Reply{}).status, 100);
  second.send(post(world.admin_key(), 900'000));
  EXPECT_EQ(second.read().value_or(Reply{}).status, 503);
  first.send(std::string(900'000, ' '));
  EXPECT_EQ(first.read().value_or(Reply{}).status, 400);
  Client third(world.port());  // its share is free again
  third.send(post(world.admin_key(), 900'000, "Expect: 100-continue\r\n"));
  EXPECT_EQ(third.read().value_or(Reply{}).status, 100);
}

}  // namespace
}  // namespace pramen::tests
