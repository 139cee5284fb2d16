#include "indexer/columns.h"

#include <algorithm>

namespace pramen::indexer {
namespace {

template <typename T>
std::span<const T> numbers(std::string_view bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

std::uint32_t live_rows(std::span<const std::uint32_t> facts_at) {
  std::uint32_t live = 0;
  for (std::size_t row = 0; row + 1 < facts_at.size(); ++row) live += facts_at[row] != facts_at[row + 1] ? 1 : 0;
  return live;
}

std::uint32_t live_texts(std::span<const std::uint32_t> facts_at, std::span<const std::uint32_t> begins) {
  std::uint32_t live = 0;
  for (std::size_t row = 0; row + 1 < std::min(facts_at.size(), begins.size()); ++row)
    live += facts_at[row] != facts_at[row + 1] && begins[row] != begins[row + 1] ? 1 : 0;
  return live;
}

}  // namespace

FacetNumbers::FacetNumbers(const corpus::Schema& schema) {
  for (const corpus::Facet& facet : schema.facets()) {
    by_name_.emplace(facet.name, places_.size());
    if (facet.type == corpus::FacetType::range) {
      places_.push_back({.begin = size_, .end = size_, .range = ranges_++});
      continue;
    }
    const auto values = static_cast<std::uint32_t>(facet.vocabulary->values().size());
    places_.push_back({.begin = size_, .end = size_ + values});
    size_ += values;
  }
}

const FacetNumbers::Place& FacetNumbers::of(std::string_view facet) const {
  return places_[by_name_.find(facet)->second];
}

// The hash covers every byte, so what the sections say of each other needs no checks.
Columns::Columns(const std::filesystem::path& file, std::string_view expected_hash, const corpus::Schema& schema)
    : sections_(file, expected_hash.empty() ? "none" : expected_hash),
      facets_(schema),
      head_words_(1 + 2 * facets_.ranges()),
      lengths_(sections_.numbers<std::uint32_t>("length")),
      facts_at_(sections_.numbers<std::uint32_t>("facts_at")),
      facts_(sections_.numbers<std::uint16_t>("facts")),
      rows_(static_cast<std::uint32_t>(lengths_.size())),
      records_(live_rows(facts_at_)),
      ids_{sections_.numbers<std::uint32_t>("id_at"), sections_.bytes("id")} {
  for (const auto& [name, bytes] : sections_.all()) {
    const std::string rest = name.substr(name.find(':') + 1);
    if (name.starts_with("title:")) {
      const Texts texts{sections_.numbers<std::uint32_t>("title_at:" + rest), bytes};
      titles_.push_back({rest, texts, live_texts(facts_at_, texts.begins)});
    }
    if (name.starts_with("order:")) orders_[rest] = numbers<std::uint32_t>(bytes);
  }
}

std::span<const std::uint16_t> Columns::values(std::uint32_t row, const FacetNumbers::Place& facet) const {
  const std::span<const std::uint16_t> all = values(row);
  const auto begin = std::ranges::lower_bound(all, facet.begin), end = std::ranges::lower_bound(all, facet.end);
  return {begin, end};
}

std::uint32_t Columns::records_in(std::string_view lang) const {
  const auto found = std::ranges::find(titles_, lang, &Titles::lang);
  return found == titles_.end() ? 0 : found->records;
}

Columns::Title Columns::title(std::uint32_t row, std::string_view lang) const {
  for (const std::string_view read : corpus::reading_order(lang)) {
    const auto found = std::ranges::find(titles_, read, &Titles::lang);
    if (found == titles_.end()) continue;
    if (const std::string_view text = found->texts.at(row); !text.empty()) return {text, found->lang};
  }
  const Titles& original = titles_[facts_[facts_at_[row]]];
  return {original.texts.at(row), original.lang};
}

std::span<const std::uint32_t> Columns::title_order(std::string_view lang) const {
  auto found = orders_.find(lang);
  if (found == orders_.end()) found = orders_.find("en");
  if (found == orders_.end()) found = orders_.begin();
  return found == orders_.end() ? std::span<const std::uint32_t>{} : found->second;
}

}  // namespace pramen::indexer
