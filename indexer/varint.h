// Unsigned numbers in seven bits a byte, the low ones first (LEB128): small
// numbers are short.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pramen::indexer {

inline void put_varint(std::string& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

// Takes a number from the front. At a damaged end: 0, and nothing is left.
inline std::uint32_t take_varint(std::string_view& from) {
  std::uint32_t number = 0;
  std::size_t used = 0;
  for (unsigned shift = 0; used < from.size() && shift < 35; shift += 7) {
    const auto byte = static_cast<unsigned char>(from[used++]);
    number |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      from.remove_prefix(used);
      return number;
    }
  }
  from = {};
  return 0;
}

}  // namespace pramen::indexer
