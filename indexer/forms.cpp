#include "indexer/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace pramen::indexer {

Forms::Forms(const std::filesystem::path& file, std::string_view expected_hash)
    : sections_(file, expected_hash),
      text_(sections_.bytes("text")),
      text_at_(sections_.numbers<std::uint32_t>("text_at")),
      records_(sections_.numbers<std::uint32_t>("records")),
      title_records_(sections_.numbers<std::uint32_t>("title_records")),
      form_of_(sections_.numbers<std::uint32_t>("form_of")),
      token_of_(sections_.numbers<std::uint32_t>("token_of")),
      token_bytes_(sections_.numbers<std::uint8_t>("token_bytes")),
      own_keys_(sections_.numbers<std::uint8_t>("own_keys")) {
  for (const std::string_view name : form_key_names) {
    keys_.push_back({.text_at = sections_.numbers<std::uint32_t>(fmt::format("{}.text_at", name)),
                     .list_at = sections_.numbers<std::uint32_t>(fmt::format("{}.list_at", name)),
                     .text = sections_.bytes(fmt::format("{}.text", name)),
                     .lists = sections_.numbers<Form>(fmt::format("{}.lists", name))});
  }
}

namespace {

// The first of `size` sorted texts that is not below `lang` + `text`.
template <typename Text>
std::size_t lower_bound(std::size_t size, std::string_view lang, std::string_view text, const Text& text_of) {
  std::size_t low = 0;
  for (std::size_t high = size; low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    const std::string_view one = text_of(middle);
    const int by_language = one.substr(0, 2).compare(lang);
    if (by_language < 0 || (by_language == 0 && one.substr(2) < text))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// From there on, those that begin with it.
template <typename Text>
std::size_t prefix_end(std::size_t begin, std::size_t size, std::string_view lang, std::string_view prefix,
                       const Text& text_of) {
  std::size_t low = begin;
  for (std::size_t high = size; low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    const std::string_view one = text_of(middle);
    if (one.starts_with(lang) && one.substr(2).starts_with(prefix))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace

std::optional<Form> Forms::find(std::string_view lang, std::string_view text) const {
  const auto text_of = [&](std::size_t i) { return whole(static_cast<Form>(i)); };
  const std::size_t at = lower_bound(size(), lang, text, text_of);
  if (at == size() || language(static_cast<Form>(at)) != lang || this->text(static_cast<Form>(at)) != text)
    return std::nullopt;
  return static_cast<Form>(at);
}

Forms::Range Forms::with_prefix(std::string_view lang, std::string_view prefix) const {
  const auto text_of = [&](std::size_t i) { return whole(static_cast<Form>(i)); };
  const std::size_t begin = lower_bound(size(), lang, prefix, text_of);
  return {static_cast<Form>(begin), static_cast<Form>(prefix_end(begin, size(), lang, prefix, text_of))};
}

std::vector<Form> Forms::found_by(FormKey kind, std::string_view lang, std::string_view key) const {
  const Keys& keys = keys_[static_cast<std::size_t>(kind)];
  const auto text_of = [&](std::size_t i) { return keys.key(i); };
  std::vector<Form> forms;
  if (const std::size_t at = lower_bound(keys.size(), lang, key, text_of); at < keys.size()) {
    if (text_of(at).starts_with(lang) && text_of(at).substr(2) == key) {
      const std::span<const Form> list = keys.list(at);
      forms.assign(list.begin(), list.end());
    }
  }
  // A form that is its own key is not in the list.
  if (const auto own = find(lang, key); own && (own_keys_[*own] >> static_cast<unsigned>(kind) & 1U) != 0)
    forms.insert(std::ranges::lower_bound(forms, *own), *own);
  return forms;
}

std::vector<Form> Forms::found_by_prefix(FormKey kind, std::string_view lang, std::string_view prefix) const {
  const Keys& keys = keys_[static_cast<std::size_t>(kind)];
  const auto text_of = [&](std::size_t i) { return keys.key(i); };
  const std::size_t begin = lower_bound(keys.size(), lang, prefix, text_of);
  const std::size_t end = prefix_end(begin, keys.size(), lang, prefix, text_of);
  std::vector<Form> forms;
  for (std::size_t i = begin; i < end; ++i) forms.insert(forms.end(), keys.list(i).begin(), keys.list(i).end());
  std::ranges::sort(forms);
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

}  // namespace pramen::indexer
