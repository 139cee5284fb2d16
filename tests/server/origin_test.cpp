#include "server/origin.h"

#include <gtest/gtest.h>

namespace pramen::server {
namespace {

TEST(Origin, IsWhatTheSettingSays) {
  EXPECT_EQ(origin_for("https://example.org", "localhost:8080"), "https://example.org");
  EXPECT_EQ(origin_for("https://example.org", "evil.example"), "https://example.org");
}

TEST(Origin, BelievesTheHostOfThisMachineOnly) {
  for (const std::string_view host : {"localhost", "localhost:8080", "127.0.0.1:9", "127.1.2.3", "[::1]:8080"})
    EXPECT_EQ(origin_for("", host), "http://" + std::string(host));
  for (const std::string_view host :
       {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.evil", "localhost:", "localhost:x",
        "localhost:123456", "[::1]evil", "[::2]", "192.168.0.1", "localhost:1:2", ":80", "::1", "0.0.0.0:80"})
    EXPECT_EQ(origin_for("", host), "") << host;
}

TEST(Origin, IsSchemeHostAndMaybePort) {
  EXPECT_EQ(read_origin("https://example.org"), "https://example.org");
  EXPECT_EQ(read_origin("https://example.org/"), "https://example.org");
  EXPECT_EQ(read_origin("http://localhost:8080"), "http://localhost:8080");
  EXPECT_EQ(read_origin("http://[::1]:8080/"), "http://[::1]:8080");
  for (const std::string_view wrong :
       {"", "example.org", "ftp://example.org", "https://", "https:///", "https://example.org/search",
        "https://example.org//", "https://a b", "https://user@example.org", "https://example.org?q", "https://a:b",
        "https://a\"b", "https://a\nb", "HTTPS://example.org", "https://[x]"})
    EXPECT_FALSE(read_origin(wrong)) << wrong;
}

}  // namespace
}  // namespace pramen::server
