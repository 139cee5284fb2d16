// Requests that two programs in a row might read in two ways. Each is followed by
// a second request on the same connection, which must never be answered.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/server/client.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  int status;
};

std::string with(std::string_view headers, std::string_view body = "", std::string_view line = "GET / HTTP/1.1") {
  return fmt::format("{}\r\nHost: localhost\r\n{}\r\n{}", line, headers, body);
}

const std::string inner = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

constexpr std::string_view admin = "POST /api/v1/admin/keys HTTP/1.1";

std::string many(std::size_t count) {
  std::string headers;
  for (std::size_t i = 0; i < count; ++i) headers += fmt::format("X-{}: a\r\n", i);
  return headers;
}

std::vector<Case> cases() {
  using namespace std::string_literals;
  return {
      // Lengths
      {"GET with a body", with("Content-Length: 5\r\n", "hello"), 400},
      {"GET with a request as body", with(fmt::format("Content-Length: {}\r\n", inner.size()), inner), 400},
      {"HEAD with a body", with("Content-Length: 5\r\n", "hello", "HEAD / HTTP/1.1"), 400},
      {"two equal lengths", with("Content-Length: 0\r\nContent-Length: 0\r\n"), 400},
      {"two different lengths", with("Content-Length: 0\r\nContent-Length: 44\r\n"), 400},
      {"two lengths in two cases", with("Content-Length: 0\r\ncontent-length: 9\r\n"), 400},
      {"lengths in a list", with("Content-Length: 0, 44\r\n"), 400},
      {"equal lengths in a list", with("Content-Length: 0, 0\r\n"), 400},
      {"negative length", with("Content-Length: -1\r\n"), 400},
      {"length with plus", with("Content-Length: +0\r\n"), 400},
      {"hexadecimal length", with("Content-Length: 0x10\r\n"), 400},
      {"length with a space inside", with("Content-Length: 1 0\r\n"), 400},
      {"empty length", with("Content-Length: \r\n"), 400},
      {"length beyond 64 bits", with("Content-Length: 18446744073709551616\r\n"), 400},
      {"length wrapping to 0", with("Content-Length: 4294967296\r\n"), 400},
      {"length with a decimal point", with("Content-Length: 0.0\r\n"), 400},
      {"length with an exponent", with("Content-Length: 1e1\r\n"), 400},
      // Transfer-Encoding
      {"chunked", with("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"chunked and length", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"length and chunked", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400},
      {"chunked in capitals", with("TRANSFER-ENCODING: CHUNKED\r\n", "0\r\n\r\n"), 400},
      {"xchunked", with("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400},
      {"identity", with("Transfer-Encoding: identity\r\n"), 400},
      {"chunked twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"chunked, identity", with("Transfer-Encoding: chunked, identity\r\n"), 400},
      {"gzip, chunked", with("Transfer-Encoding: gzip, chunked\r\n"), 400},
      {"chunked after a tab", with("Transfer-Encoding:\tchunked\r\n"), 400},
      {"chunked before a vertical tab", with("Transfer-Encoding: chunked\x0b\r\n"), 400},
      {"chunked in quotes", with("Transfer-Encoding: \"chunked\"\r\n"), 400},
      {"empty coding", with("Transfer-Encoding:\r\n"), 400},
      {"negative chunk", with("Transfer-Encoding: chunked\r\n", "-2\r\nab\r\n0\r\n\r\n"), 400},
      {"compressed body", with("Content-Encoding: gzip\r\n"), 400},
      // Header names
      {"space before the colon", with("Content-Length : 5\r\n", "hello"), 400},
      {"tab before the colon", with("Transfer-Encoding\t: chunked\r\n"), 400},
      {"space inside a name", with("Transfer Encoding: chunked\r\n"), 400},
      {"name missing", with(": value\r\n"), 400},
      {"colon missing", with("Transfer-Encoding chunked\r\n"), 400},
      {"name with a NUL", with("Transfer-Enc\0oding: chunked\r\n"s), 400},
      {"name with a byte above 127", with("Tr\xc3\xa4nsfer: a\r\n"), 400},
      {"name in brackets", with("(Content-Length): 5\r\n"), 400},
      {"name with a slash", with("Content/Length: 5\r\n"), 400},
      {"name after a carriage return", with("\rContent-Length: 5\r\n"), 400},
      // Lines
      {"folded header", with("X-A: a\r\n b\r\n"), 400},
      {"folded with a tab", with("X-A: a\r\n\tTransfer-Encoding: chunked\r\n"), 400},
      {"first header folded", "GET / HTTP/1.1\r\n Host: localhost\r\nHost: localhost\r\n\r\n", 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"one bare line feed", "GET / HTTP/1.1\r\nHost: localhost\nX: a\r\n\r\n", 400},
      {"line feed at the end", "GET / HTTP/1.1\r\nHost: localhost\r\n\n", 400},
      {"bare carriage return", with("X-A: a\rTransfer-Encoding: chunked\r\n"), 400},
      {"carriage return doubled", with("X-A: a\r\r\n"), 400},
      {"NUL in a value", with("X-A: a\0b\r\n"s), 400},
      {"control character in a value", with("X-A: a\x01\r\n"), 400},
      {"delete in a value", with("X-A: a\x7f\r\n"), 400},
      // Host
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two Hosts", with("Host: localhost\r\n"), 400},
      {"two different Hosts", with("HOST: other\r\n"), 400},
      {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"Host with user", "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n", 400},
      {"Host list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
      // Request lines
      {"no version", "GET /\r\nHost: localhost\r\n\r\n", 400},
      {"HTTP/0.9", with("", "", "GET / HTTP/0.9"), 505},
      {"HTTP/2.0", with("", "", "GET / HTTP/2.0"), 505},
      {"HTTP/1.2", with("", "", "GET / HTTP/1.2"), 505},
      {"HTTP/1.10", with("", "", "GET / HTTP/1.10"), 400},
      {"http in small letters", with("", "", "GET / http/1.1"), 400},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"two spaces", with("", "", "GET  / HTTP/1.1"), 400},
      {"tab for a space", with("", "", "GET\t/ HTTP/1.1"), 400},
      {"space in the target", with("", "", "GET /a b HTTP/1.1"), 400},
      {"space before the method", with("", "", " GET / HTTP/1.1"), 400},
      {"method with brackets", with("", "", "G(T / HTTP/1.1"), 400},
      {"TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, 400},
      {"fragment", with("", "", "GET /#a HTTP/1.1"), 400},
      {"target without slash", with("", "", "GET health/live HTTP/1.1"), 400},
      {"asterisk", with("", "", "GET * HTTP/1.1"), 400},
      {"NUL in the path", with("", "", "GET /a%00.html HTTP/1.1"), 400},
      {"half an escape", with("", "", "GET /%4 HTTP/1.1"), 400},
      {"no escape", with("", "", "GET /?q=%zz HTTP/1.1"), 400},
      {"overlong UTF-8", with("", "", "GET /%c0%af HTTP/1.1"), 400},
      {"surrogate in the query", with("", "", "GET /?q=%ed%a0%80 HTTP/1.1"), 400},
      {"cut UTF-8 in the query", with("", "", "GET /?q=%c4 HTTP/1.1"), 400},
      // Methods
      {"POST", with("Content-Length: 5\r\n", "hello", "POST / HTTP/1.1"), 405},
      {"POST, body is a request", with(fmt::format("Content-Length: {}\r\n", inner.size()), inner, "POST / HTTP/1.1"),
       405},
      {"POST chunked", with("Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "POST / HTTP/1.1"), 405},
      {"POST without length", with("", "", "POST / HTTP/1.1"), 405},
      {"PUT", with("", "", "PUT / HTTP/1.1"), 405},
      {"PATCH", with("", "", "PATCH / HTTP/1.1"), 405},
      {"DELETE", with("", "", "DELETE /record/a HTTP/1.1"), 405},
      {"OPTIONS", with("", "", "OPTIONS * HTTP/1.1"), 405},
      {"TRACE", with("", "", "TRACE / HTTP/1.1"), 405},
      {"CONNECT", with("", "", "CONNECT a:80 HTTP/1.1"), 405},
      {"unknown method", with("", "", "BREW / HTTP/1.1"), 501},
      {"get in small letters", with("", "", "get / HTTP/1.1"), 501},
      // Where something may be written (this server has no admin API, and whoever asks has no key)
      {"admin, key missing", with(fmt::format("Content-Length: {}\r\n", inner.size()), inner, admin), 404},
      {"admin, chunked", with("Transfer-Encoding: chunked\r\n", "0\r\n\r\n", admin), 400},
      {"admin, chunked and length", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", admin),
       400},
      {"admin, compressed", with("Content-Length: 5\r\nContent-Encoding: gzip\r\n", "hello", admin), 400},
      {"admin, two lengths", with("Content-Length: 5\r\nContent-Length: 5\r\n", "hello", admin), 400},
      {"admin, lengths in a list", with("Content-Length: 5, 5\r\n", "hello", admin), 400},
      {"admin, negative length", with("Content-Length: -5\r\n", "hello", admin), 400},
      {"admin, length with plus", with("Content-Length: +5\r\n", "hello", admin), 400},
      {"admin, hexadecimal length", with("Content-Length: 0x5\r\n", "hello", admin), 400},
      {"admin, length beyond 64 bits", with("Content-Length: 18446744073709551617\r\n", "h", admin), 400},
      {"admin, space before the colon", with("Content-Length : 5\r\n", "hello", admin), 400},
      {"admin, two keys", with("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n", "", admin), 400},
      {"admin, two keys in two cases", with("Authorization: Bearer a\r\nauthorization: Bearer a\r\n", "", admin), 400},
      {"admin, two types", with("Content-Type: text/plain\r\nContent-Type: application/json\r\n", "", admin), 400},
      {"admin, GET with a body", with("Content-Length: 5\r\n", "hello", "GET /api/v1/admin/me HTTP/1.1"), 400},
      {"admin, DELETE with a body", with("Content-Length: 5\r\n", "hello", "DELETE /api/v1/admin/keys/a HTTP/1.1"),
       400},
      {"admin, other expectation", with("Expect: 200-ok\r\n", "", admin), 417},
      {"beside admin", with("Content-Length: 5\r\n", "hello", "POST /api/v1/adminx HTTP/1.1"), 405},
      {"above admin", with("Content-Length: 5\r\n", "hello", "POST /api/v1/admin HTTP/1.1"), 405},
      {"admin in capitals", with("Content-Length: 5\r\n", "hello", "POST /API/v1/admin/keys HTTP/1.1"), 405},
      {"admin after a dot", with("Content-Length: 5\r\n", "hello", "POST /./api/v1/admin/keys HTTP/1.1"), 405},
      {"admin after two slashes", with("Content-Length: 5\r\n", "hello", "POST //api/v1/admin/keys HTTP/1.1"), 405},
      // Sizes
      {"65 headers", with(many(64)), 431},
      {"long header", with("X-A: " + std::string(25000, 'a') + "\r\n"), 431},
      {"header without end", "GET / HTTP/1.1\r\nX-A: " + std::string(30000, 'a'), 431},
      {"long target", with("", "", "GET /" + std::string(12500, 'a') + " HTTP/1.1"), 414},
      {"target without end", "GET /" + std::string(13000, 'a'), 414},
      {"long path", with("", "", "GET /" + std::string(1025, 'a') + " HTTP/1.1"), 414},
      {"long query", with("", "", "GET /?q=" + std::string(10300, 'a') + " HTTP/1.1"), 414},
  };
}

TEST(Smuggling, NoSecondRequestIsEverAnswered) {
  const auto all = cases();
  EXPECT_GE(all.size(), 90U);
  for (const auto& [name, bytes, status] : all) {
    SCOPED_TRACE(name);
    Client client(shared_port());
    client.send(bytes + inner);
    const bool head = bytes.starts_with("HEAD");
    const auto reply = client.read(head);
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, status);
    EXPECT_EQ(reply->header("content-type"), "application/problem+json");
    EXPECT_EQ(reply->header("connection"), "close");
    EXPECT_EQ(reply->count("allow"), status == 405 ? 1U : 0U);
    EXPECT_TRUE(client.is_closed());
  }
}

TEST(Smuggling, WordsArrivingOneByteAtATimeMeanTheSame) {
  for (const auto& [name, bytes, status] : cases()) {
    if (bytes.size() > 200) continue;
    SCOPED_TRACE(name);
    Client client(shared_port());
    for (const char byte : bytes) {
      if (!client.send({&byte, 1})) break;
    }
    const auto reply = client.read(bytes.starts_with("HEAD"));
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, status);
  }
}

}  // namespace
}  // namespace pramen::tests
