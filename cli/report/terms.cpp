#include "cli/report/terms.h"

#include <algorithm>
#include <functional>

#include "stemmers/folding.h"

namespace pramen::report {
LabelFinder::LabelFinder(const corpus::Thesaurus& thesaurus, const stemmers::Language& language) : language_(language) {
  for (std::uint32_t i = 0; i < thesaurus.concepts().size(); ++i) {
    const corpus::Concept& one = thesaurus.concepts()[i];
    if (one.deprecated) continue;
    if (const auto label = one.preferred.find(language.code()); label != one.preferred.end()) add(i, label->second);
    const auto others = one.alternative.find(language.code());
    if (others == one.alternative.end()) continue;
    for (const std::string& label : others->second) add(i, label);
  }
  beginning_.resize(ids_.size());
  for (std::uint32_t i = 0; i < labels_.size(); ++i) {
    for (const WordId id : labels_[i].words.front()) beginning_[id].push_back(i);
  }
}

void LabelFinder::add(std::uint32_t concept_index, std::string_view label) {
  Label made{.concept_index = concept_index, .words = {}};
  std::vector<stemmers::Span> spans;
  language_.split(label, spans);
  for (const stemmers::Span& span : spans) {
    const std::string form = language_.exact_form(label.substr(span.begin, span.end - span.begin), span);
    if (form.empty()) continue;
    std::vector<WordId>& ids = made.words.emplace_back();
    const stemmers::Word word = language_.indexed(form);
    for (const std::string& base : word.lemmas)
      ids.push_back(ids_.try_emplace(base, static_cast<WordId>(ids_.size())).first->second);
  }
  if (!stemmers::has_small_letters(label)) made.capitals = label;
  if (!made.words.empty()) labels_.push_back(std::move(made));
}

const std::vector<LabelFinder::WordId>* LabelFinder::ids_of(const std::string& form, std::uint64_t hash) const {
  Shard& shard = (*met_)[hash % shards];
  const std::lock_guard lock(shard.mutex);
  if (const auto place = shard.lists.find(hash)) return *place == 0 ? nullptr : &shard.ids[*place - 1];
  std::vector<WordId> ids;
  const stemmers::Word word = language_.indexed(form);
  for (const std::string& base : word.lemmas) {
    if (const auto id = ids_.find(base); id != ids_.end()) ids.push_back(id->second);
  }
  const bool none = ids.empty();
  if (!none) shard.ids.push_back(std::move(ids));
  shard.lists.add(hash, none ? 0 : shard.ids.size());
  return none ? nullptr : &shard.ids.back();
}

void LabelFinder::find(const TextReading& reading, std::vector<std::uint32_t>& concepts) const {
  std::vector<const std::vector<WordId>*> words;
  for (const ReadSentence& sentence : reading.sentences) {
    words.clear();
    for (std::uint32_t i = 0; i < sentence.words; ++i)
      words.push_back(ids_of(reading.forms[sentence.first_word + i], reading.words[sentence.first_word + i]));
    const auto fits = [&](const Label& label, std::size_t at) {
      if (at + label.words.size() > words.size()) return false;
      for (std::size_t i = 0; i < label.words.size(); ++i) {
        const auto* ids = words[at + i];
        if (ids == nullptr || std::ranges::find_first_of(*ids, label.words[i]) == ids->end()) return false;
      }
      return label.capitals.empty() || sentence.text.find(label.capitals) != std::string::npos;
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (words[at] == nullptr) continue;
      for (const WordId id : *words[at]) {
        for (const std::uint32_t label : beginning_[id]) {
          if (fits(labels_[label], at)) concepts.push_back(labels_[label].concept_index);
        }
      }
    }
  }
}

TermsReader::TermsReader(corpus::Thesaurus thesaurus, const corpus::Schema& schema,
                         const stemmers::Languages& languages)
    : thesaurus_(std::move(thesaurus)) {
  for (const std::string& lang : schema.languages()) finders_.try_emplace(lang, thesaurus_, *languages.find(lang));
}

std::vector<std::uint32_t> TermsReader::concepts_of(std::span<const TextReading> texts) const {
  std::vector<std::uint32_t> concepts;
  for (const TextReading& reading : texts) finders_.at(std::string(reading.lang)).find(reading, concepts);
  std::ranges::sort(concepts);
  const auto rest = std::ranges::unique(concepts);
  concepts.erase(rest.begin(), rest.end());
  return concepts;
}

void TermsReader::add(Number number, std::span<const std::uint32_t> concepts) {
  for (const std::uint32_t one : concepts) used_.push_back({one, number});
}

Terms TermsReader::finish(const Catalogue& catalogue) const {
  const auto concepts = thesaurus_.concepts();
  std::vector<std::size_t> records(concepts.size());
  for (const auto& [one, number] : used_) {
    const auto& definitions = concepts[one].definitions;
    const Listed& listed = catalogue[number];
    if (!listed.withdrawn && std::ranges::find(definitions, listed.id) == definitions.end()) ++records[one];
  }
  Terms terms;
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    if (concepts[i].deprecated) continue;
    const bool defined = !concepts[i].definitions.empty(), used = records[i] > 0;
    ++terms.concepts;
    terms.used += used ? 1 : 0;
    terms.defined += defined ? 1 : 0;
    if (used && defined) continue;
    std::vector<Terms::Term>& list = used ? terms.undefined : defined ? terms.unused : terms.idle;
    list.push_back({.concept_id = concepts[i].id,
                    .label = std::string(corpus::label_in(concepts[i].preferred, "en", concepts[i].id)),
                    .records = records[i]});
  }
  std::ranges::stable_sort(terms.undefined, std::greater(), &Terms::Term::records);
  return terms;
}

}  // namespace pramen::report
