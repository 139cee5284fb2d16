// A hash over a set of byte strings that does not depend on their order: the sum
// of their BLAKE2b hashes modulo 2^128.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pramen::indexer {

struct ContentHash {
  std::uint64_t low = 0, high = 0;

  void add(std::string_view bytes);
  void add(const ContentHash& other);
  void remove(std::string_view bytes);
  std::string hex() const;
  static ContentHash from_hex(std::string_view hex);  // what hex() gave
};

}  // namespace pramen::indexer
