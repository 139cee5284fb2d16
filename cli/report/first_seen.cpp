#include "cli/report/first_seen.h"

namespace pramen::report {

std::optional<std::uint64_t> FirstSeen::add(std::uint64_t hash, std::uint64_t holder) {
  if ((used_ + 1) * 4 > rows_.size() * 3) grow();
  if (hash == 0) hash = 1;
  Row& row = row_of(hash);
  if (row.hash == hash) return row.holder;
  row = {hash, holder};
  ++used_;
  return std::nullopt;
}

FirstSeen::Row& FirstSeen::row_of(std::uint64_t hash) {
  std::size_t at = (hash * 0x9E3779B97F4A7C15U >> 20) & (rows_.size() - 1);
  while (rows_[at].hash != 0 && rows_[at].hash != hash) at = (at + 1) & (rows_.size() - 1);
  return rows_[at];
}

void FirstSeen::grow() {
  std::vector<Row> old(rows_.size() * 2);
  old.swap(rows_);
  for (const Row& row : old) {
    if (row.hash != 0) row_of(row.hash) = row;
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
