// Which pages of other sites may read the API, as a browser would ask.
#include "server/cross_origin.h"

#include <gtest/gtest.h>

#include "tests/server/client.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

const std::string ours = "Origin: https://example.org\r\n";
const std::string other = "Origin: https://example.com\r\n";
const std::string none = "Origin: null\r\n";

server::Settings allowing(std::vector<std::string> origins) {
  server::Settings settings;
  settings.allowed_origins = std::move(origins);
  return settings;
}

int allowing_port() {
  static Running running(allowing({"https://example.org", "https://www.example.sk"}));
  return running.port();
}

Reply preflight(int port, const std::string& target, const std::string& headers) {
  return ask(port, "OPTIONS " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers +
                       "Access-Control-Request-Method: GET\r\n\r\n");
}

std::string cross_origin_headers(const Reply& reply) {
  std::string names;
  for (const auto& [name, value] : reply.headers) {
    if (name.starts_with("access-control-")) names += name + " ";
  }
  return names;
}

TEST(CrossOrigin, PagesOfAnAllowedSiteReadTheApi) {
  for (const std::string path : {"/api/v1/suggest?q=inov", "/api/v1/search?q=inov", "/api/v1/schema"}) {
    const auto reply = get(allowing_port(), path, ours);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("access-control-allow-origin"), "https://example.org");
    EXPECT_EQ(reply.header("access-control-expose-headers"), "ETag, X-Request-Id");
    EXPECT_EQ(reply.count("access-control-allow-credentials"), 0U);
  }
}

TEST(CrossOrigin, FaultsAndUnchangedAnswersAreReadToo) {
  const auto fault = get(allowing_port(), "/api/v1/search?limit=x", ours);
  EXPECT_EQ(fault.status, 400);
  EXPECT_EQ(fault.header("access-control-allow-origin"), "https://example.org");
  const auto tag = get(allowing_port(), "/api/v1/schema").header("etag");
  const auto same = get(allowing_port(), "/api/v1/schema", ours + "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.header("access-control-allow-origin"), "https://example.org");
}

TEST(CrossOrigin, OtherPagesAndThoseWithoutOriginReadNothing) {
  for (const std::string& origin : {other, none, std::string("Origin: https://example.org.evil.test\r\n"),
                                    std::string("Origin: http://example.org\r\n"), std::string()}) {
    const auto reply = get(allowing_port(), "/api/v1/suggest?q=inov", origin);
    EXPECT_EQ(reply.status, 200) << origin;
    EXPECT_EQ(cross_origin_headers(reply), "") << origin;
  }
}

// An answer kept for one page must not be given to another.
TEST(CrossOrigin, CachesAreToldThatAnswersDependOnThePage) {
  for (const std::string& origin : {ours, other, none, std::string()}) {
    const auto reply = get(allowing_port(), "/api/v1/suggest?q=inov", origin);
    EXPECT_EQ(reply.count("vary"), 1U);
    EXPECT_EQ(reply.header("vary"), "Accept-Encoding, Origin") << origin;
  }
  // Ours keeps answers without what was added for one page.
  EXPECT_EQ(get(allowing_port(), "/api/v1/suggest?q=inov", other).header("access-control-allow-origin"), "");
  EXPECT_NE(get(allowing_port(), "/api/v1/records/org-unruhe", ours).header("vary").find("Accept,"), std::string::npos);
}

TEST(CrossOrigin, NothingButTheApiIsShared) {
  for (const std::string path : {"/", "/record/org-unruhe", "/record/org-unruhe.json", "/metrics", "/health/ready",
                                 "/assets/favicon.svg", "/nowhere", "/sitemap.xml"}) {
    const auto reply = get(allowing_port(), path, ours);
    EXPECT_EQ(cross_origin_headers(reply), "") << path;
    EXPECT_EQ(reply.header("vary").find("Origin"), std::string::npos) << path;
    EXPECT_EQ(reply.header("cross-origin-resource-policy"), "same-origin") << path;
    EXPECT_EQ(preflight(allowing_port(), path, ours).status, 405) << path;
  }
}

// It is a public file, so that any site may embed it; what it asks for is another matter.
TEST(CrossOrigin, TheSearchBoxForOtherSitesIsOpenToAll) {
  for (const int port : {allowing_port(), shared_port()}) {
    const auto reply = get(port, "/pramen.js", other);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(reply.header("cross-origin-resource-policy"), "cross-origin");
    EXPECT_EQ(reply.count("cross-origin-resource-policy"), 1U);
    EXPECT_EQ(reply.header("access-control-allow-origin"), "*");
    EXPECT_EQ(reply.header("cache-control"), "public, max-age=600");
    EXPECT_NE(reply.body.find("pramen-search"), std::string::npos);
    const auto same = get(port, "/pramen.js", "If-None-Match: " + reply.header("etag") + "\r\n");
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.header("cross-origin-resource-policy"), "cross-origin");
  }
}

TEST(CrossOrigin, PreflightsAreAnsweredForAllowedPagesOnly) {
  const std::string asked = ours + "Access-Control-Request-Headers: if-none-match\r\n";
  const auto allowed = preflight(allowing_port(), "/api/v1/search", asked);
  EXPECT_EQ(allowed.status, 204);
  EXPECT_EQ(allowed.header("access-control-allow-origin"), "https://example.org");
  EXPECT_EQ(allowed.header("access-control-allow-methods"), "GET, HEAD");
  EXPECT_EQ(allowed.header("access-control-allow-headers"), "If-None-Match");
  EXPECT_EQ(allowed.count("content-length"), 0U);
  EXPECT_TRUE(allowed.body.empty());
  for (const std::string& origin : {other, none}) {
    const auto refused = preflight(allowing_port(), "/api/v1/search", origin);
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.header("allow"), "GET, HEAD");
    EXPECT_EQ(cross_origin_headers(refused), "");
  }
}

TEST(CrossOrigin, APreflightKeepsTheConnection) {
  Client client(allowing_port());
  client.send("OPTIONS /api/v1/schema HTTP/1.1\r\nHost: a\r\n" + ours + "Access-Control-Request-Method: GET\r\n\r\n" +
              "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read().value_or(Reply{}).status, 204);
  EXPECT_EQ(client.read().value_or(Reply{}).body, "{\"status\":\"live\"}");
}

TEST(CrossOrigin, AnOptionsThatIsNoPreflightIsRefused) {
  const std::string begin = "OPTIONS /api/v1/schema HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(ask(allowing_port(), begin + "\r\n").status, 405);
  EXPECT_EQ(ask(allowing_port(), begin + ours + "\r\n").status, 405);
  EXPECT_EQ(
      ask(allowing_port(), begin + ours + "Access-Control-Request-Method: GET\r\nContent-Length: 1\r\n\r\na").status,
      400);
  EXPECT_EQ(get(allowing_port(), "/api/v1/schema", ours + other).status, 400);
}

TEST(CrossOrigin, NobodyIsLetInUnlessTheSettingsSaySo) {
  for (const std::string& origin : {ours, none, std::string()}) {
    const auto reply = get(shared_port(), "/api/v1/suggest?q=inov", origin);
    EXPECT_EQ(cross_origin_headers(reply), "");
    EXPECT_EQ(reply.header("vary"), "Accept-Encoding");
    EXPECT_EQ(preflight(shared_port(), "/api/v1/suggest", origin).status, 405);
  }
}

TEST(CrossOrigin, AStarLetsEveryPageIn) {
  Running running(allowing({"*"}));
  for (const std::string& origin : {ours, other, none, std::string()}) {
    const auto reply = get(running.port(), "/api/v1/suggest?q=inov", origin);
    EXPECT_EQ(reply.header("access-control-allow-origin"), "*");
    EXPECT_EQ(reply.header("vary"), "Accept-Encoding");
  }
  EXPECT_EQ(preflight(running.port(), "/api/v1/suggest", none).status, 204);
  EXPECT_EQ(cross_origin_headers(get(running.port(), "/", ours)), "");
}

TEST(CrossOrigin, OriginsAreReadAsBrowsersWriteThem) {
  using server::read_allowed_origin;
  EXPECT_EQ(read_allowed_origin("https://Example.org/"), "https://example.org");
  EXPECT_EQ(read_allowed_origin("https://example.org:443"), "https://example.org");
  EXPECT_EQ(read_allowed_origin("http://example.org:80"), "http://example.org");
  EXPECT_EQ(read_allowed_origin("http://localhost:8081"), "http://localhost:8081");
  EXPECT_EQ(read_allowed_origin("*"), "*");
  for (const std::string_view wrong :
       {"", "null", "example.org", "https://*.example.org", "https://example.org/a", "ftp://example.org", "**"})
    EXPECT_EQ(read_allowed_origin(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace pramen::tests
