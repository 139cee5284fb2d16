#include "query/value_names.h"

#include <algorithm>

#include "stemmers/folding.h"

namespace pramen::query {
namespace {

// Letters and digits of whatever script; U+2000 to U+206F are dashes, quotes and blanks.
std::size_t word_end(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    const bool punctuation =
        c == 0xE2 && at + 1 < text.size() && (static_cast<unsigned char>(text[at + 1]) & 0xFE) == 0x80;
    if (!plain && (c < 0x80 || punctuation)) break;
  }
  return at;
}

// Each of `typed` begins a word of the name.
bool begin_words(const std::vector<std::string>& typed, const std::vector<std::string>& name) {
  return std::ranges::all_of(typed, [&](const std::string& begin) {
    return std::ranges::any_of(name, [&](const std::string& word) { return word.starts_with(begin); });
  });
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  const std::string folded = stemmers::fold_marks(text);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = word_end(folded, at);
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end == at ? at + (static_cast<unsigned char>(folded[at]) == 0xE2 ? 3 : 1) : end;
  }
  return words;
}

const std::vector<ValueNames::Names>& ValueNames::names() const {
  std::call_once(made_, [this] {
    for (const corpus::Facet& facet : schema_.facets()) {
      Names& names = names_.emplace_back();
      if (facet.vocabulary == nullptr) continue;
      for (const corpus::VocabularyValue& value : facet.vocabulary->values()) {
        std::vector<Name>& list = names.emplace_back();
        for (const auto& [lang, label] : value.labels) list.push_back({lang, label, folded_words(label)});
        list.push_back({"", value.key, folded_words(value.key)});
      }
    }
  });
  return names_;
}

std::optional<std::string_view> ValueNames::match(const corpus::Facet& facet, std::size_t value,
                                                  const std::vector<std::string>& words, std::string_view lang) const {
  const auto place = static_cast<std::size_t>(&facet - schema_.facets().data());
  std::optional<std::string_view> found;
  for (const Name& name : names()[place][value]) {
    if (!begin_words(words, name.words)) continue;
    if (name.lang == lang) return name.text;
    if (!found) found = name.text;
  }
  return found;
}

}  // namespace pramen::query
