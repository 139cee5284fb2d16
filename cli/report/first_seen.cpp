#include "cli/report/first_seen.h"

namespace pramen::report {

namespace {

// 0 stands for a free place.
std::uint64_t kept(std::uint64_t hash) { return hash == 0 ? 1 : hash; }

}  // namespace

std::optional<std::uint64_t> FirstSeen::add(std::uint64_t hash, std::uint64_t holder) {
  if ((used_ + 1) * 4 > rows_.size() * 3) grow();
  Row& row = rows_[place_of(kept(hash))];
  if (row.hash != 0) return row.holder;
  row = {kept(hash), holder};
  ++used_;
  return std::nullopt;
}

std::optional<std::uint64_t> FirstSeen::find(std::uint64_t hash) const {
  const Row& row = rows_[place_of(kept(hash))];
  return row.hash == 0 ? std::nullopt : std::optional(row.holder);
}

std::size_t FirstSeen::place_of(std::uint64_t hash) const {
  std::size_t at = (hash * 0x9E3779B97F4A7C15U >> 20) & (rows_.size() - 1);
  while (rows_[at].hash != 0 && rows_[at].hash != hash) at = (at + 1) & (rows_.size() - 1);
  return at;
}

void FirstSeen::grow() {
  std::vector<Row> old(rows_.size() * 2);
  old.swap(rows_);
  for (const Row& row : old) {
    if (row.hash != 0) rows_[place_of(row.hash)] = row;
  }
}

std::uint64_t hash_of(std::span<const std::uint64_t> hashes, std::uint64_t seed) {
  std::uint64_t hash = seed + 0x9E3779B97F4A7C15U;
  for (const std::uint64_t next : hashes) {
    hash = (hash ^ next) * 0xBF58476D1CE4E5B9U;
    hash ^= hash >> 29;
  }
  return hash;
}

}  // namespace pramen::report
