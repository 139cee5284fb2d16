#include "server/head.h"

#include <gtest/gtest.h>

namespace pramen::server {
namespace {

std::string request(std::string_view line, std::string_view headers = "Host: a\r\n") {
  return std::string(line) + "\r\n" + std::string(headers) + "\r\n";
}

TEST(Head, TakesAnOrdinaryRequest) {
  const Head head = parse_head(request("GET /record/a%20b?q=x%3Dy=z&topics=a&topics=b HTTP/1.1",
                                       "Host: example.org:8080\r\nAccept-Language: sk\r\nIf-None-Match: W/\"1\"\r\n"));
  EXPECT_EQ(head.refused, 0) << head.detail;
  EXPECT_EQ(head.request.path, "/record/a b");
  EXPECT_EQ(head.request.parameters, (Fields{{"q", "x=y=z"}, {"topics", "a"}, {"topics", "b"}}));
  EXPECT_EQ(head.request.accept_language, "sk");
  EXPECT_EQ(head.request.if_none_match, "W/\"1\"");
  EXPECT_FALSE(head.close);
  EXPECT_FALSE(head.request.gzip);
}

TEST(Head, KeepsNothingOfTheClientsOtherHeaders) {
  const Head head = parse_head(request("GET / HTTP/1.1", "Host: a\r\nREMOTE_ADDR: 10.0.0.1\r\nX-Forwarded-For: b\r\n"));
  EXPECT_EQ(head.refused, 0) << head.detail;
}

TEST(Head, ReadsWhetherGzipIsTaken) {
  const auto gzip = [](std::string value) {
    return parse_head(request("GET / HTTP/1.1", "Host: a\r\nAccept-Encoding: " + value + "\r\n")).request.gzip;
  };
  EXPECT_TRUE(gzip("gzip"));
  EXPECT_TRUE(gzip("br, GZIP;q=0.5"));
  EXPECT_FALSE(gzip("gzip;q=0"));
  EXPECT_FALSE(gzip("gzip; q=0.0"));
  EXPECT_FALSE(gzip("br"));
  EXPECT_FALSE(gzip("xgzip"));
}

TEST(Head, EndsTheConnectionWhenAsked) {
  EXPECT_TRUE(parse_head(request("GET / HTTP/1.1", "Host: a\r\nConnection: foo, Close\r\n")).close);
  EXPECT_TRUE(parse_head(request("GET / HTTP/1.0", "")).close);
  EXPECT_FALSE(parse_head(request("GET / HTTP/1.1", "Host: a\r\nConnection: keep-alive\r\n")).close);
}

TEST(Head, KnowsWhereAHeadEnds) {
  EXPECT_EQ(head_length("GET / HTTP/1.1\r\nHost: a\r\n"), 0U);
  EXPECT_EQ(head_length("GET / HTTP/1.1\r\n\r\nGET"), 18U);
  EXPECT_EQ(head_length("\r\nGET / HTTP/1.1\r\n\r\n"), 20U);
  EXPECT_EQ(head_length("GET / HTTP/1.1\n\n"), 16U);
}

TEST(Head, TakesAnAbsoluteTarget) {
  EXPECT_EQ(parse_head(request("GET http://other/health/live?a=1 HTTP/1.1")).request.path, "/health/live");
  EXPECT_EQ(parse_head(request("GET http://other HTTP/1.1")).request.path, "/");
  EXPECT_EQ(parse_head(request("GET http://other?q=a HTTP/1.1")).request.path, "/");
}

TEST(Head, CutAnywhereOrChangedAnywhereDoesNoHarm) {
  const std::string sound = request("GET /a?b=%C4%8D HTTP/1.1", "Host: a\r\nAccept-Encoding: gzip, br;q=0\r\n");
  for (std::size_t i = 0; i < sound.size(); ++i) {
    parse_head(std::string_view(sound).substr(0, i));
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = sound;
      changed[i] = static_cast<char>(byte);
      const Head head = parse_head(changed);
      EXPECT_TRUE(head.refused == 0 || head.close);
    }
  }
}

}  // namespace
}  // namespace pramen::server
