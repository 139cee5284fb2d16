#include "cli/report/public_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pramen::report {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

struct Range4 {
  std::uint8_t a, b, c, d;
  int bits;
};
constexpr std::array special4 = {
    Range4{0, 0, 0, 0, 8},      Range4{10, 0, 0, 0, 8},     Range4{100, 64, 0, 0, 10}, Range4{127, 0, 0, 0, 8},
    Range4{169, 254, 0, 0, 16}, Range4{172, 16, 0, 0, 12},  Range4{192, 0, 0, 0, 24},  Range4{192, 0, 2, 0, 24},
    Range4{192, 88, 99, 0, 24}, Range4{192, 168, 0, 0, 16}, Range4{198, 18, 0, 0, 15}, Range4{198, 51, 100, 0, 24},
    Range4{203, 0, 113, 0, 24}, Range4{224, 0, 0, 0, 4},    Range4{240, 0, 0, 0, 4},
};

constexpr std::uint32_t number(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  return std::uint32_t{a} << 24 | std::uint32_t{b} << 16 | std::uint32_t{c} << 8 | d;
}

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(special4, [&](const Range4& range) {
    const int rest = 32 - range.bits;
    return address >> rest == number(range.a, range.b, range.c, range.d) >> rest;
  });
}

// The address of IPv4 that begins at byte `at`.
bool carries_public4(const Bytes& bytes, std::size_t at) {
  return is_public4(number(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]));
}

bool begins(const Bytes& bytes, std::initializer_list<std::uint8_t> with) {
  return std::equal(with.begin(), with.end(), bytes.begin());
}

bool is_public6(const Bytes& bytes) {
  if (begins(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return carries_public4(bytes, 12);     // mapped
  if (begins(bytes, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return carries_public4(bytes, 12);  // NAT64
  if (begins(bytes, {0x20, 0x02})) return carries_public4(bytes, 2);                                    // 6to4
  if ((bytes[0] & 0xE0) != 0x20) return false;                    // only 2000::/3 is given out
  if (begins(bytes, {0x20, 0x01}) && bytes[2] < 2) return false;  // 2001::/23: Teredo and others
  if (begins(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;      // documentation
  return !(begins(bytes, {0x3F, 0xFF}) && bytes[2] < 0x10);       // documentation
}

Bytes bytes_of(const in6_addr& address) {
  Bytes bytes;
  std::memcpy(bytes.data(), &address, bytes.size());
  return bytes;
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, &address, sizeof four);
    return is_public4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six;
  std::memcpy(&six, &address, sizeof six);
  return is_public6(bytes_of(six.sin6_addr));
}

bool may_be_public(std::string host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  in_addr four;
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) return is_public4(ntohl(four.s_addr));
  in6_addr six;
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1) return is_public6(bytes_of(six));
  if (host.find(':') != std::string::npos) return false;
  std::string_view name = host;
  while (name.ends_with('.')) name.remove_suffix(1);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view last = name.substr(dot + 1);
  return last != "localhost" && last != "local" && last != "internal" && last != "lan";
}

}  // namespace pramen::report
