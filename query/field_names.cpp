#include "query/field_names.h"

#include <algorithm>
#include <span>
#include <utility>

#include "corpus/nearest_name.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

struct Word {
  std::string_view lang, word;
};
constexpr Word title_words[] = {{"", "title"},   {"sk", "názov"}, {"cs", "název"},
                                {"de", "Titel"}, {"hu", "cím"},   {"bg", "заглавие"}};
constexpr Word concept_words[] = {{"", "concept"},   {"sk", "pojem"},   {"cs", "pojem"},
                                  {"de", "Begriff"}, {"hu", "fogalom"}, {"bg", "понятие"}};
// The languages facet goes by these too.
constexpr Word language_words[] = {{"", "lang"},      {"en", "language"}, {"sk", "jazyk"}, {"cs", "jazyk"},
                                   {"de", "Sprache"}, {"hu", "nyelv"},    {"bg", "език"}};

// The first one stands for languages that have none.
std::string word_in(std::span<const Word> words, std::string_view lang) {
  const auto found = std::ranges::find(words, lang, &Word::lang);
  return std::string(found == words.end() ? words.front().word : found->word);
}

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

// What was first stays.
template <typename Meaning>
void FieldNames::add(Names<Meaning>& names, std::string_view name, std::string shown, const Meaning& meaning,
                     std::string_view lang) {
  const auto [place, fresh] = names.try_emplace(folded(name), Entry<Meaning>{meaning, std::move(shown), {}});
  Entry<Meaning>& entry = place->second;
  const bool in_all = !fresh && entry.languages.empty();
  if (entry.meaning == meaning && !lang.empty() && !in_all) entry.languages.push_back(lang);
}

// Names go before labels.
FieldNames::FieldNames(const corpus::Schema& schema) : schema_(schema) {
  const auto add_field = [&](const Word& word, const corpus::Facet* facet, bool is_concept = false) {
    add(fields_, word.word, typable(word.word), Field{facet, is_concept}, word.lang);
  };
  for (const Word& word : title_words) add_field(word, nullptr);
  for (const corpus::Facet& facet : schema.facets()) add_field({"", facet.name}, &facet);
  if (const corpus::Facet* languages = schema.facet("languages")) {
    for (const Word& word : language_words) add_field(word, languages);
  }
  for (const Word& word : concept_words) add_field(word, nullptr, true);
  for (const corpus::Facet& facet : schema.facets()) {
    for (const auto& [lang, label] : facet.labels) add_field({lang, label}, &facet);
    if (facet.vocabulary == nullptr) continue;
    Names<std::uint16_t>& names = values_[&facet];
    const auto values = facet.vocabulary->values();
    for (std::size_t i = 0; i < values.size(); ++i)
      add(names, values[i].key, values[i].key, static_cast<std::uint16_t>(i), {});
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (const auto& [lang, label] : values[i].labels) add(names, label, label, static_cast<std::uint16_t>(i), lang);
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
const FieldNames::Entry<Meaning>* FieldNames::nearest_of(const Names<Meaning>& names, std::string_view name,
                                                         std::string_view lang) {
  std::vector<std::string_view> own, others;
  for (const auto& [key, entry] : names) {
    const bool known = entry.languages.empty() || std::ranges::find(entry.languages, lang) != entry.languages.end();
    (known ? own : others).push_back(key);
  }
  const std::string typed = folded(name);
  std::string found = corpus::nearest_name(typed, own, 1);
  if (found.empty()) found = corpus::nearest_name(typed, others, 1);
  if (found.empty()) found = corpus::nearest_name(typed, own);
  const auto place = names.find(found);
  return place == names.end() ? nullptr : &place->second;
}

std::string FieldNames::nearest(std::string_view name, std::string_view lang) const {
  const Entry<Field>* found = nearest_of(fields_, name, lang);
  if (found == nullptr) return {};
  const Field& field = found->meaning;
  const bool in_other_language =
      !found->languages.empty() && std::ranges::find(found->languages, lang) == found->languages.end();
  if (!in_other_language) return found->shown;
  if (field.facet != nullptr) return typable(corpus::label_in(field.facet->labels, lang, field.facet->name));
  return field.is_concept ? word_in(concept_words, lang) : word_in(title_words, lang);
}

std::string FieldNames::nearest_value(const corpus::Facet& facet, std::string_view name, std::string_view lang) const {
  const Entry<std::uint16_t>* found = nearest_of(values_.at(&facet), name, lang);
  if (found == nullptr) return {};
  if (found->languages.empty()) return found->shown;
  const corpus::VocabularyValue& value = facet.vocabulary->values()[found->meaning];
  return std::string(corpus::label_in(value.labels, lang, value.key));
}

std::vector<std::string> FieldNames::some(std::string_view lang) const {
  std::vector<std::string> names = {word_in(title_words, lang), word_in(concept_words, lang)};
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
