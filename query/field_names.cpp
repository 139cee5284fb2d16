#include "query/field_names.h"

#include <algorithm>

#include "corpus/nearest_name.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

// The languages facet goes by these too.
constexpr std::string_view language_words[] = {"lang", "language", "jazyk", "Sprache", "nyelv", "език"};
constexpr std::string_view title_words[] = {"title", "názov", "název", "Titel", "cím", "заглавие"};

constexpr std::string_view concept_words[] = {"concept", "pojem", "Begriff", "fogalom", "понятие"};

std::string folded(std::string_view name) {
  std::string made = stemmers::fold_marks(name);
  std::ranges::replace_if(
      made, [](char c) { return c == ' ' || c == '_'; }, '-');
  return made;
}

std::string typable(std::string_view label) {
  std::string made(label);
  std::ranges::replace(made, ' ', '_');
  return made;
}

}  // namespace

// Names go before labels, and what was first stays.
FieldNames::FieldNames(const corpus::Schema& schema) : schema_(schema) {
  const auto add = [&](std::string_view name, const corpus::Facet* facet, bool is_concept = false) {
    fields_.try_emplace(folded(name), Entry<Field>{{facet, is_concept}, typable(name)});
  };
  for (const std::string_view word : title_words) add(word, nullptr);
  for (const corpus::Facet& facet : schema.facets()) add(facet.name, &facet);
  if (const corpus::Facet* languages = schema.facet("languages")) {
    for (const std::string_view word : language_words) add(word, languages);
  }
  for (const std::string_view word : concept_words) add(word, nullptr, true);
  for (const corpus::Facet& facet : schema.facets()) {
    for (const auto& [lang, label] : facet.labels) add(label, &facet);
    if (facet.vocabulary == nullptr) continue;
    Names<std::uint16_t>& names = values_[&facet];
    const auto add_value = [&](std::string_view name, std::size_t number) {
      names.try_emplace(folded(name), Entry<std::uint16_t>{static_cast<std::uint16_t>(number), std::string(name)});
    };
    const auto values = facet.vocabulary->values();
    for (std::size_t i = 0; i < values.size(); ++i) add_value(values[i].key, i);
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (const auto& [lang, label] : values[i].labels) add_value(label, i);
    }
  }
}

const FieldNames::Field* FieldNames::find(std::string_view name) const {
  const auto found = fields_.find(folded(name));
  return found == fields_.end() ? nullptr : &found->second.meaning;
}

std::optional<std::uint16_t> FieldNames::value(const corpus::Facet& facet, std::string_view name) const {
  const Names<std::uint16_t>& names = values_.at(&facet);
  const auto found = names.find(folded(name));
  if (found == names.end()) return std::nullopt;
  return found->second.meaning;
}

template <typename Meaning>
std::string FieldNames::nearest_of(const Names<Meaning>& names, std::string_view name) {
  std::vector<std::string_view> known;
  for (const auto& [key, entry] : names) known.push_back(key);
  const auto found = names.find(corpus::nearest_name(folded(name), known));
  return found == names.end() ? std::string() : found->second.shown;
}

std::string FieldNames::nearest(std::string_view name) const { return nearest_of(fields_, name); }

std::string FieldNames::nearest_value(const corpus::Facet& facet, std::string_view name) const {
  return nearest_of(values_.at(&facet), name);
}

std::vector<std::string> FieldNames::some(std::string_view lang) const {
  std::vector<std::string> names = {"title", "concept"};
  for (const corpus::Facet& facet : schema_.facets())
    names.push_back(typable(corpus::label_in(facet.labels, lang, facet.name)));
  return names;
}

std::vector<std::string> FieldNames::some_values(const corpus::Facet& facet, std::string_view lang) const {
  constexpr std::size_t enough = 8;
  std::vector<std::string> labels;
  for (const corpus::VocabularyValue& value : facet.vocabulary->values()) {
    if (labels.size() == enough) {
      labels.emplace_back("…");
      break;
    }
    labels.emplace_back(corpus::label_in(value.labels, lang, value.key));
  }
  return labels;
}

}  // namespace pramen::query
