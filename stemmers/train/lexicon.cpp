#include "stemmers/train/lexicon.h"

#include <algorithm>

namespace pramen::stemmers::train {

void sort_lemmas(std::vector<Weighted>& lemmas) {
  std::ranges::sort(lemmas, [](const Weighted& a, const Weighted& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    if (a.lemma.size() != b.lemma.size()) return a.lemma.size() < b.lemma.size();
    return a.lemma < b.lemma;
  });
}

const Entry* find(const Lexicon& lexicon, const Letters& form) {
  const auto found = std::ranges::lower_bound(lexicon, form, {}, &Entry::form);
  return found == lexicon.end() || found->form != form ? nullptr : &*found;
}

Lexicon sorted(std::vector<Entry> entries) {
  std::ranges::stable_sort(entries, {}, &Entry::form);
  Lexicon joined;
  for (Entry& entry : entries) {
    if (joined.empty() || joined.back().form != entry.form) {
      joined.push_back({std::move(entry.form), {}});
    }
    for (Weighted& lemma : entry.lemmas) {
      std::vector<Weighted>& known = joined.back().lemmas;
      const auto same = std::ranges::find(known, lemma.lemma, &Weighted::lemma);
      if (same == known.end())
        known.push_back(std::move(lemma));
      else
        same->weight += lemma.weight;
    }
  }
  for (Entry& entry : joined) sort_lemmas(entry.lemmas);
  return joined;
}

}  // namespace pramen::stemmers::train
