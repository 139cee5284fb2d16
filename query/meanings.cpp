#include "query/meanings.h"

#include <algorithm>
#include <map>
#include <utility>

#include "stemmers/folding.h"

namespace pramen::query {
namespace {

using indexer::LabelFound;
using indexer::LabelMeaning;
using indexer::LabelTrie;
using indexer::LabelUse;

using Languages = std::vector<const stemmers::Language*>;

std::vector<LabelTrie::Key> keys_of(const LabelTrie& labels, const Reading& reading) {
  std::vector<LabelTrie::Key> keys;
  const auto add = [&](const std::string& text) {
    const std::size_t key = labels.keys().find(reading.language->code(), text);
    if (key < labels.keys().size()) keys.push_back(static_cast<LabelTrie::Key>(key));
  };
  for (const std::string& lemma : reading.word->lemmas) add(lemma);
  // Typed without marks a word may stand for others; one that is known as it stands, for itself.
  if (!reading.word->marked && !reading.word->stop && (!is_known(*reading.word) || !reading.word->spellings.empty())) {
    for (const std::string& folded : reading.word->folded) {
      for (const LabelTrie::Key key : labels.unmarked(reading.language->code(), folded)) {
        if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
      }
    }
  }
  add('=' + reading.word->exact);
  return keys;
}

class Finder {
 public:
  Finder(const indexer::Concepts& concepts, std::string_view likely) : concepts_(concepts), likely_(likely) {}

  void list(std::vector<QueryItem>& items, bool side_by_side) const {
    for (std::size_t i = 0; i < items.size();) {
      list(items[i].items, items[i].kind == QueryItem::Kind::all);
      if (!is_plain_word(items[i])) {
        ++i;
        continue;
      }
      items[i].meant = at(items, i, side_by_side ? items.size() : i + 1);
      const std::size_t end = i + std::max<std::size_t>(items[i].meant.items, 1);
      for (std::size_t k = i; k < end && end > i + 1; ++k)
        items[k].meant.within = at(items, k, k == i ? end - 1 : end).subjects;
      i = end;
    }
  }

 private:
  // Of the longest labels that begin there those in the likely language, else those in any; but a word that the likely
  // language knows is no name of one word in another: "kind" and "die" are not Kind and dying.
  Meant at(const std::vector<QueryItem>& items, std::size_t first, std::size_t end) const {
    Meant best;
    bool likely = false;
    const bool known = std::ranges::any_of(items[first].words.front().readings, [&](const Reading& reading) {
      return reading.language->code() == likely_ && is_known(*reading.word);
    });
    for (const Reading& reading : items[first].words.front().readings) {
      const LabelFound found = label_at(items, first, end, reading.language);
      const bool is_likely = reading.language->code() == likely_;
      if (found.words == 1 && !is_likely && known) continue;
      if (found.words == 0 || found.words < best.items || (found.words == best.items && likely)) continue;
      if (found.words > best.items || is_likely) best = {found.words, {}, {}};
      likely = is_likely;
      for (const LabelMeaning& meaning : found.meanings) {
        if (std::ranges::find(best.subjects, meaning.subject) == best.subjects.end())
          best.subjects.push_back(meaning.subject);
      }
    }
    return best;
  }

  LabelFound label_at(const std::vector<QueryItem>& items, std::size_t first, std::size_t end,
                      const stemmers::Language* language) const {
    static const std::vector<LabelTrie::Key> none;
    return indexer::longest_label(
        concepts_.labels(),
        [&](std::size_t i) -> const std::vector<LabelTrie::Key>& {
          return first + i < end ? keys(items[first + i], language) : none;
        },
        [&](const LabelMeaning& meaning, std::size_t) {
          return meaning.use != LabelUse::capitals || !stemmers::has_small_letters(items[first].words.front().text);
        });
  }

  // Looked up once for each word and language, although labels are looked for at every word.
  const std::vector<LabelTrie::Key>& keys(const QueryItem& item, const stemmers::Language* language) const {
    const auto [place, fresh] = keys_.try_emplace({&item, language});
    if (fresh && is_plain_word(item)) {
      const auto& readings = item.words.front().readings;
      const auto reading = std::ranges::find(readings, language, &Reading::language);
      if (reading != readings.end()) place->second = keys_of(concepts_.labels(), *reading);
    }
    return place->second;
  }

  const indexer::Concepts& concepts_;
  const std::string_view likely_;
  mutable std::map<std::pair<const QueryItem*, const stemmers::Language*>, std::vector<LabelTrie::Key>> keys_;
};

}  // namespace

void find_meanings(std::vector<QueryItem>& items, const indexer::Concepts& concepts, std::string_view likely) {
  Finder(concepts, likely).list(items, true);
}

std::vector<indexer::Subject> subjects_named(const indexer::Concepts& concepts, const Languages& languages,
                                             std::string_view text) {
  if (const auto subject = concepts.find(text)) return {*subject};
  std::vector<indexer::Subject> subjects;
  for (const stemmers::Language* language : languages) {
    const std::vector<stemmers::Token> tokens = language->analyse(text, stemmers::Side::query);
    std::vector<LabelTrie::Key> keys;
    const LabelFound found = indexer::longest_label(
        concepts.labels(),
        [&](std::size_t i) -> const std::vector<LabelTrie::Key>& {
          keys.clear();
          if (i < tokens.size()) keys = keys_of(concepts.labels(), {language, tokens[i].word});
          return keys;
        },
        [&](const LabelMeaning&, std::size_t words) { return words == tokens.size(); });
    for (const LabelMeaning& meaning : found.meanings) {
      if (std::ranges::find(subjects, meaning.subject) == subjects.end()) subjects.push_back(meaning.subject);
    }
  }
  return subjects;
}

}  // namespace pramen::query
