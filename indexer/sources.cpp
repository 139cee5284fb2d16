#include "indexer/sources.h"

#include <algorithm>
#include <cstring>

#include "indexer/varint.h"

namespace pramen::indexer {
namespace {

void put_text(std::string& out, std::string_view text) {
  put_varint(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

std::string take_text(std::string_view& from) {
  const std::size_t bytes = take_varint(from);
  std::string text(from.substr(0, bytes));
  from.remove_prefix(text.size());
  return text;
}

void put_number(std::string& out, std::uint64_t number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::uint64_t take_number(std::string_view& from) {
  std::uint64_t number = 0;
  const std::size_t bytes = std::min(from.size(), sizeof number);
  std::memcpy(&number, from.data(), bytes);
  from.remove_prefix(bytes);
  return number;
}

std::string details_of(const corpus::Unit& unit) {
  std::string details;
  put_text(details, unit.kind);
  put_varint(details, static_cast<std::uint32_t>(unit.files.size()));
  for (const corpus::UnitFile& file : unit.files) {
    put_text(details, file.path);
    put_number(details, file.hash.low);
    put_number(details, file.hash.high);
  }
  for (const corpus::UnitRelation& relation : unit.relations) {
    put_varint(details, relation.file);
    put_varint(details, relation.at.line);
    put_varint(details, relation.at.column);
    put_text(details, relation.target);
  }
  return details;
}

}  // namespace

void SourceWriter::add(const corpus::Unit& unit, std::uint32_t row) {
  sources_.insert_or_assign(row, Source{unit.hash, details_of(unit)});
}

std::string SourceWriter::write(const std::filesystem::path& path) const {
  std::vector<std::pair<std::uint32_t, const Source*>> all;
  all.reserve(sources_.size());
  for (const auto& [row, source] : sources_) all.emplace_back(row, &source);
  std::ranges::sort(all, {}, [](const auto& one) { return std::pair(one.second->hash, one.first); });
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> rows, details_at = {0};
  SectionWriter file(path);
  file.begin("details");
  for (const auto& [row, source] : all) {
    hashes.insert(hashes.end(), {source->hash.low, source->hash.high});
    rows.push_back(row);
    file.append(source->details);
    details_at.push_back(details_at.back() + static_cast<std::uint32_t>(source->details.size()));
  }
  file.add("details_at", details_at);
  file.add("hash", hashes);
  file.add("row", rows);
  return file.finish();
}

Sources::Sources(const std::filesystem::path& file, std::string_view expected_hash)
    : sections_(file, expected_hash.empty() ? "none" : expected_hash),
      hashes_(sections_.numbers<std::uint64_t>("hash")),
      rows_(sections_.numbers<std::uint32_t>("row")),
      details_at_(sections_.numbers<std::uint32_t>("details_at")),
      details_(sections_.bytes("details")) {}

std::optional<std::size_t> Sources::find(const corpus::UnitHash& wanted) const {
  std::size_t low = 0, high = rows_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (hash(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == rows_.size() || hash(low) != wanted) return std::nullopt;
  return low;
}

corpus::Unit Sources::unit(std::size_t place) const {
  std::string_view details = details_.substr(details_at_[place], details_at_[place + 1] - details_at_[place]);
  corpus::Unit unit{.hash = hash(place), .id = {}, .kind = take_text(details), .relations = {}};
  for (std::uint32_t files = take_varint(details); files > 0 && !details.empty(); --files) {
    corpus::UnitFile file{.path = take_text(details), .hash = {}};
    file.hash.low = take_number(details);
    file.hash.high = take_number(details);
    unit.files.push_back(std::move(file));
  }
  while (!details.empty()) {
    corpus::UnitRelation relation{.target = {}, .file = take_varint(details), .at = {}};
    relation.at.line = take_varint(details);
    relation.at.column = take_varint(details);
    relation.target = take_text(details);
    unit.relations.push_back(std::move(relation));
  }
  return unit;
}

}  // namespace pramen::indexer
