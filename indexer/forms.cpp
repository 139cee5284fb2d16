#include "indexer/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace pramen::indexer {

namespace {

constexpr std::size_t sample_step = 64;

std::string joined(std::string_view lang, std::string_view text) {
  std::string key;
  key.reserve(lang.size() + text.size());
  return key.append(lang).append(text);
}

// The first of the places from `low` to `high` that is not `below`.
template <typename Below>
std::size_t partition_point(std::size_t low, std::size_t high, const Below& below) {
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (below(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace

SortedTexts::SortedTexts(std::string_view text, std::span<const std::uint32_t> begins, TextTable table)
    : text_(text), begins_(begins), table_(table) {
  samples_.push_back(0);
  for (std::size_t i = 0; i < size(); i += sample_step) {
    sampled_ += (*this)[i];
    samples_.push_back(static_cast<std::uint32_t>(sampled_.size()));
  }
}

std::size_t SortedTexts::bound(std::string_view key, bool beyond) const {
  const auto below = [&](std::string_view one) {
    const int order = one.substr(0, key.size()).compare(key);  // 0 also where it only begins with the key
    return order < 0 || (beyond && order == 0);
  };
  const std::string_view sampled = sampled_;
  const std::size_t sample = partition_point(0, samples_.size() - 1, [&](std::size_t i) {
    return below(sampled.substr(samples_[i], samples_[i + 1] - samples_[i]));
  });
  if (sample == 0) return 0;
  return partition_point((sample - 1) * sample_step + 1, std::min(size(), sample * sample_step),
                         [&](std::size_t i) { return below((*this)[i]); });
}

std::size_t SortedTexts::find(std::string_view lang, std::string_view text) const {
  if (begins_.empty()) return size();
  const std::string key = joined(lang, text);
  if (!table_.empty()) return table_.find(key, size(), [&](std::size_t at) { return (*this)[at] == key; });
  const std::size_t at = bound(key, false);
  return at < size() && (*this)[at] == key ? at : size();
}

SortedTexts::Range SortedTexts::with_prefix(std::string_view lang, std::string_view prefix) const {
  if (begins_.empty()) return {};
  const std::string key = joined(lang, prefix);
  return {bound(key, false), bound(key, true)};
}

Forms::Forms(const std::filesystem::path& file, std::string_view expected_hash)
    : sections_(file, expected_hash),
      texts_(sections_.bytes("text"), sections_.numbers<std::uint32_t>("text_at"), {sections_, "text"}),
      records_(sections_.numbers<std::uint32_t>("records")),
      title_records_(sections_.numbers<std::uint32_t>("title_records")),
      counted_words_(sections_.numbers<std::uint32_t>("words")),
      form_of_(sections_.numbers<std::uint32_t>("form_of")),
      token_of_(sections_.numbers<std::uint32_t>("token_of")),
      token_bytes_(sections_.numbers<std::uint8_t>("token_bytes")),
      own_keys_(sections_.numbers<std::uint8_t>("own_keys")) {
  for (const std::string_view name : form_key_names) {
    keys_.push_back(
        {.texts = SortedTexts(sections_.bytes(fmt::format("{}.text", name)),
                              sections_.numbers<std::uint32_t>(fmt::format("{}.text_at", name)), {sections_, name}),
         .list_at = sections_.numbers<std::uint32_t>(fmt::format("{}.list_at", name)),
         .lists = sections_.numbers<Form>(fmt::format("{}.lists", name))});
  }
}

std::optional<Form> Forms::find(std::string_view lang, std::string_view text) const {
  const std::size_t at = texts_.find(lang, text);
  if (at == size()) return std::nullopt;
  return static_cast<Form>(at);
}

Forms::Range Forms::with_prefix(std::string_view lang, std::string_view prefix) const {
  const auto [begin, end] = texts_.with_prefix(lang, prefix);
  return {static_cast<Form>(begin), static_cast<Form>(end)};
}

std::vector<Form> Forms::found_by(FormKey kind, std::string_view lang, std::string_view key) const {
  const Keys& keys = keys_[static_cast<std::size_t>(kind)];
  std::vector<Form> forms;
  if (const std::size_t at = keys.texts.find(lang, key); at < keys.texts.size())
    forms.assign(keys.list(at).begin(), keys.list(at).end());
  // A form that is its own key is not in the list.
  if (const auto own = find(lang, key); own && (own_keys_[*own] >> static_cast<unsigned>(kind) & 1U) != 0)
    forms.insert(std::ranges::lower_bound(forms, *own), *own);
  return forms;
}

std::vector<Form> Forms::found_by_prefix(FormKey kind, std::string_view lang, std::string_view prefix) const {
  const Keys& keys = keys_[static_cast<std::size_t>(kind)];
  const auto [begin, end] = keys.texts.with_prefix(lang, prefix);
  std::vector<Form> forms;
  for (std::size_t i = begin; i < end; ++i) forms.insert(forms.end(), keys.list(i).begin(), keys.list(i).end());
  std::ranges::sort(forms);
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

}  // namespace pramen::indexer
