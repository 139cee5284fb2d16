#include "cli/report/public_address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace pramen::report {
namespace {

// As a socket would be connected to it; of IPv6 where there is a colon.
bool is_public_text(const std::string& text) {
  sockaddr_storage room{};
  if (text.find(':') == std::string::npos) {
    auto& four = reinterpret_cast<sockaddr_in&>(room);
    four.sin_family = AF_INET;
    EXPECT_EQ(::inet_pton(AF_INET, text.c_str(), &four.sin_addr), 1) << text;
  } else {
    auto& six = reinterpret_cast<sockaddr_in6&>(room);
    six.sin6_family = AF_INET6;
    EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &six.sin6_addr), 1) << text;
  }
  return is_public(reinterpret_cast<sockaddr&>(room));
}

TEST(PublicAddress, IsNoneOfTheSpecialRanges) {
  for (const char* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.0.1",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.19.9.9",
                           "203.0.113.5",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:10.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::7f00:1",
                           "64:ff9b:1::1",
                           "2002:7f00:1::",
                           "2001::1",
                           "2001:db8::1",
                           "3fff:1::",
                           "fc00::1",
                           "fd12::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "100::1",
                           "4000::1"})
    EXPECT_FALSE(is_public_text(text)) << text;
}

TEST(PublicAddress, IsWhatNetworksAreGiven) {
  for (const char* text :
       {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.0.1", "100.128.0.1", "126.0.0.1", "128.0.0.1", "172.15.0.1",
        "172.32.0.1", "193.87.0.1", "223.255.255.1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1",
        "2001:4860:4860::8888", "2a00:1450::1", "2606:4700::1111"})
    EXPECT_TRUE(is_public_text(text)) << text;
}

TEST(PublicAddress, MayStandBehindANameWithADot) {
  for (const char* host : {"example.org", "xn--90ae.bg", "1.1.1.1", "[2606:4700::1111]"})
    EXPECT_TRUE(may_be_public(host)) << host;
  for (const char* host : {"localhost", "a.localhost", "printer.local", "db.internal", "intranet", "intranet.",
                           "10.0.0.1", "[::1]", "[fe80::1%25eth0]", ""})
    EXPECT_FALSE(may_be_public(host)) << host;
}

}  // namespace
}  // namespace pramen::report
