#include "indexer/columns.h"

#include <algorithm>

namespace pramen::indexer {
namespace {

template <typename T>
std::span<const T> numbers(std::string_view bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

}  // namespace

// The hash covers every byte, so what the sections say of each other needs no checks.
Columns::Columns(const std::filesystem::path& file, std::string_view expected_hash)
    : sections_(file, expected_hash.empty() ? "none" : expected_hash),
      live_(sections_.numbers<std::uint8_t>("live")),
      lengths_(sections_.numbers<std::uint32_t>("length")),
      original_(sections_.numbers<std::uint8_t>("original")),
      ids_{sections_.numbers<std::uint32_t>("id_at"), sections_.bytes("id")} {
  rows_ = static_cast<std::uint32_t>(live_.size());
  for (const auto& [name, bytes] : sections_.all()) {
    const std::string rest = name.substr(name.find(':') + 1);
    if (name.starts_with("facet_at:"))
      facets_[rest].offsets = numbers<std::uint32_t>(bytes);
    else if (name.starts_with("facet:"))
      facets_[rest].values = numbers<std::uint16_t>(bytes);
    else if (name.starts_with("title:"))
      titles_.push_back({rest, {sections_.numbers<std::uint32_t>("title_at:" + rest), bytes}});
    else if (name.starts_with("number:"))
      numbers_[rest] = numbers<std::int32_t>(bytes);
    else if (name.starts_with("order:"))
      orders_[rest] = numbers<std::uint32_t>(bytes);
  }
}

Columns::Title Columns::title(std::uint32_t row, std::string_view lang) const {
  for (const std::string_view read : corpus::reading_order(lang)) {
    const auto found = std::ranges::find(titles_, read, &Titles::lang);
    if (found == titles_.end()) continue;
    if (const std::string_view text = found->texts.at(row); !text.empty()) return {text, found->lang};
  }
  const Titles& original = titles_[original_[row]];
  return {original.texts.at(row), original.lang};
}

std::span<const std::uint32_t> Columns::title_order(std::string_view lang) const {
  auto found = orders_.find(lang);
  if (found == orders_.end()) found = orders_.find("en");
  if (found == orders_.end()) found = orders_.begin();
  return found == orders_.end() ? std::span<const std::uint32_t>{} : found->second;
}

}  // namespace pramen::indexer
