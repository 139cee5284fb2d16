// Who had a thing first, for very many things told apart by their 64-bit hashes: a
// hash table of 16 bytes a place. Of ten million things two meet by chance once in
// 370,000 corpora, which costs a line too many in a report. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pramen::report {

class FirstSeen {
 public:
  // The holder that came first; nothing where it is this one.
  std::optional<std::uint64_t> add(std::uint64_t hash, std::uint64_t holder);
  std::optional<std::uint64_t> find(std::uint64_t hash) const;

 private:
  struct Row {
    std::uint64_t hash = 0;  // 0: free
    std::uint64_t holder = 0;
  };
  std::size_t place_of(std::uint64_t hash) const;
  void grow();

  std::vector<Row> rows_ = std::vector<Row>(64);
  std::size_t used_ = 0;
};

// Of the sequence of hashes: another order, another hash.
std::uint64_t hash_of(std::span<const std::uint64_t> hashes, std::uint64_t seed = 0);

}  // namespace pramen::report
