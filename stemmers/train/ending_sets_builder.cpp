#include "stemmers/train/ending_sets_builder.h"

#include <algorithm>
#include <cstring>

namespace pramen::stemmers::train {

Change change_between(const Letters& from, const Letters& to) {
  const auto common = static_cast<std::size_t>(std::ranges::mismatch(from, to).in1 - from.begin());
  return {static_cast<std::uint8_t>(from.size() - common), to.substr(common)};
}

std::uint32_t EndingSetsBuilder::change(const Change& change) {
  const auto [found, fresh] = change_ids_.try_emplace(change, static_cast<std::uint32_t>(changes_.size()));
  if (fresh) changes_.push_back(change);
  return found->second;
}

std::uint32_t EndingSetsBuilder::set(const std::vector<std::uint32_t>& changes) {
  const auto [found, fresh] = set_ids_.try_emplace(changes, static_cast<std::uint32_t>(sets_.size()));
  if (fresh) sets_.push_back(changes);
  return found->second;
}

std::vector<std::uint32_t> EndingSetsBuilder::section() const {
  std::vector<std::uint32_t> words = {static_cast<std::uint32_t>(changes_.size()),
                                      static_cast<std::uint32_t>(sets_.size())};
  std::string letters;
  for (const Change& change : changes_) {
    letters += change.append;
    words.push_back(static_cast<std::uint32_t>(letters.size()));
  }
  std::string cuts;
  for (const Change& change : changes_) cuts += static_cast<char>(change.cut);
  const auto append_bytes = [&](std::string bytes) {
    bytes.resize((bytes.size() + 3) / 4 * 4);
    const std::size_t at = words.size();
    words.resize(at + bytes.size() / 4);
    if (!bytes.empty()) std::memcpy(&words[at], bytes.data(), bytes.size());
  };
  append_bytes(cuts);
  std::uint32_t end = 0;
  for (const auto& set : sets_) words.push_back(end += static_cast<std::uint32_t>(set.size()));
  for (const auto& set : sets_) words.insert(words.end(), set.begin(), set.end());
  append_bytes(letters);
  return words;
}

}  // namespace pramen::stemmers::train
