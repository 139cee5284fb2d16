#include "indexer/content_hash.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

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

std::string ContentHash::hex() const { return fmt::format("{:016x}{:016x}", high, low); }

}  // namespace pramen::indexer
