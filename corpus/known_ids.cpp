#include "corpus/known_ids.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace pramen::corpus {

bool KnownIds::add(std::string_view id, std::uint32_t file, std::uint32_t* first_file) {
  if ((used_ + 1) * 4 > rows_.size() * 3) grow();
  const Key key = key_of(id);
  Row& row = rows_[slot_of(key)];
  if (row.file != 0) {
    *first_file = row.file - 1;
    return false;
  }
  row = {key, file + 1};
  ++used_;
  return true;
}

KnownIds::Key KnownIds::key_of(std::string_view id) {
  unsigned char hash[crypto_generichash_BYTES_MIN];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(id.data()), id.size(), nullptr, 0);
  Key key{};
  std::memcpy(key.bits.data(), hash, sizeof key.bits);
  return key;
}

const KnownIds::Row& KnownIds::find(const Key& key) const { return rows_[slot_of(key)]; }

std::size_t KnownIds::slot_of(const Key& key) const {
  std::size_t slot = (key.bits[0] | std::uint64_t{key.bits[1]} << 32) & (rows_.size() - 1);
  while (rows_[slot].file != 0 && rows_[slot].key != key) slot = (slot + 1) & (rows_.size() - 1);
  return slot;
}

void KnownIds::grow() {
  std::vector<Row> old(rows_.size() * 2);
  old.swap(rows_);
  for (const Row& row : old) {
    if (row.file != 0) rows_[slot_of(row.key)] = row;
  }
}

void PendingRelations::add(const Relation& relation, const KnownIds& ids) {
  if (rows_.size() >= drop_at_) drop_resolved(ids);
  rows_.push_back({.target = KnownIds::key_of(relation.target),
                   .file = relation.file,
                   .line = relation.at.line,
                   .column = relation.at.column,
                   .names = names_.size(),
                   .handed_out = relation.handed_out});
  names_.append(relation.source).push_back('\0');
  names_.append(relation.target).push_back('\0');
}

PendingRelations::Relation PendingRelations::unpack(const Row& row) const {
  const std::string_view source = names_.data() + row.names;
  const std::string_view target = source.data() + source.size() + 1;
  return {source, target, row.file, {row.line, row.column}, row.handed_out != 0};
}

void PendingRelations::drop_resolved(const KnownIds& ids) {
  std::string names;
  std::size_t kept = 0;
  for (const Row& row : rows_) {
    if (ids.find(row.target).file != 0) continue;
    const Relation relation = unpack(row);
    Row moved = row;
    moved.names = names.size();
    names.append(relation.source).push_back('\0');
    names.append(relation.target).push_back('\0');
    rows_[kept++] = moved;
  }
  rows_.resize(kept);
  names_ = std::move(names);
  drop_at_ = std::max<std::size_t>(4096, kept * 2);
}

}  // namespace pramen::corpus
