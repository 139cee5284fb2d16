#include "indexer/content_hash.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace pramen::indexer {
namespace {

std::array<std::uint64_t, 2> hash_lanes(std::string_view bytes) {
  std::array<std::uint64_t, 2> lanes{};
  crypto_generichash(reinterpret_cast<unsigned char*>(lanes.data()), sizeof lanes,
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return lanes;
}

}  // namespace

void ContentHash::add(const ContentHash& other) {
  low += other.low;
  high += other.high + (low < other.low ? 1 : 0);
}

void ContentHash::add(std::string_view bytes) {
  const auto [added_low, added_high] = hash_lanes(bytes);
  add(ContentHash{added_low, added_high});
}

void ContentHash::remove(std::string_view bytes) {
  const auto [taken_low, taken_high] = hash_lanes(bytes);
  high -= taken_high + (low < taken_low ? 1 : 0);
  low -= taken_low;
}

ContentHash ContentHash::from_hex(std::string_view hex) {
  ContentHash hash;
  const std::string_view high = hex.substr(0, 16), low = hex.substr(std::min<std::size_t>(16, hex.size()));
  std::from_chars(high.data(), high.data() + high.size(), hash.high, 16);
  std::from_chars(low.data(), low.data() + low.size(), hash.low, 16);
  return hash;
}

std::string ContentHash::hex() const { return fmt::format("{:016x}{:016x}", high, low); }

}  // namespace pramen::indexer
