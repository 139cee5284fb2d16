#include "stemmers/train/parts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "stemmers/compounds.h"
#include "stemmers/train/automaton_builder.h"

namespace pramen::stemmers::train {
namespace {

constexpr std::size_t shortest_part = 2;
constexpr int rounds = 4;

// A split whose parts make so few words together (first times last) is as
// likely to be chance.
constexpr double chance = 16;

// A word counts as part of so many more words with every doubling of its use.
constexpr double words_per_doubling = 0.5;

constexpr std::uint32_t none = PartNumber::form + 1;

struct Part {
  double first = 0, last = 0;            // how many words it begins, how many it ends
  double next_first = 0, next_last = 0;  // the same, in this round
  std::uint32_t link = none;             // none: not a first part
  bool last_too = false;                 // a word by itself
};
using Parts = std::unordered_map<Letters, Part>;

std::vector<Letters> base_forms(const Lexicon& lexicon) {
  std::vector<Letters> bases;
  for (const Entry& entry : lexicon) {
    for (const Weighted& lemma : entry.lemmas) {
      if (lemma.lemma.find(static_cast<char>(letter_code('-'))) == Letters::npos) bases.push_back(lemma.lemma);
    }
  }
  std::ranges::sort(bases);
  bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
  return bases;
}

// Everything that may be a part. Where two bases look alike in front of another
// part, the link that comes first in the list decides. Other forms of a word may
// stand there too (Länderfinanzausgleich).
Parts possible_parts(const Lexicon& lexicon, const std::vector<Letters>& bases, const std::vector<Link>& links) {
  Parts parts;
  for (const Letters& base : bases) {
    if (base.size() < shortest_part) continue;
    parts[base].last_too = true;
    for (std::uint32_t link = 0; link < links.size(); ++link) {
      const Letters surface = links[link].surface(base);
      if (surface.size() < shortest_part) continue;
      Part& part = parts[surface];
      part.link = std::min(part.link, link);
    }
  }
  for (const Entry& entry : lexicon) {
    if (entry.form.size() < shortest_part) continue;
    Part& part = parts[entry.form];
    part.last_too = true;
    part.link = std::min(part.link, PartNumber::form);
  }
  return parts;
}

// Calls use(first, last) for every way to see `word` as two parts.
template <typename Use>
void for_each_split(const Letters& word, Parts& parts, const Use& use) {
  for (std::size_t at = shortest_part; at + shortest_part <= word.size(); ++at) {
    const auto last = parts.find(word.substr(at));
    if (last == parts.end() || !last->second.last_too) continue;
    const auto first = parts.find(word.substr(0, at));
    if (first == parts.end() || first->second.link == none) continue;
    use(first->second, last->second);
  }
}

// One round of expectation maximisation: every word is divided among its splits
// by how likely they are, chance among them.
void count_round(const std::vector<Letters>& bases, Parts& parts) {
  for (const Letters& word : bases) {
    double sum = chance;
    for_each_split(word, parts, [&](const Part& first, const Part& last) { sum += first.first * last.last; });
    for_each_split(word, parts, [&](Part& first, Part& last) {
      const double share = first.first * last.last / sum;
      first.next_first += share;
      last.next_last += share;
    });
  }
  for (auto& [letters, part] : parts) {
    part.first = std::exchange(part.next_first, 0);
    part.last = std::exchange(part.next_last, 0);
  }
}

void count_words(const std::vector<Letters>& bases, Parts& parts) {
  for (const Letters& word : bases) {
    for_each_split(word, parts, [&](Part& first, Part& last) {
      ++first.first;
      ++last.last;
    });
  }
  for (int round = 0; round < rounds; ++round) count_round(bases, parts);
}

// A word that is used much makes compounds that no lexicon lists.
void add_use(const Lexicon& lexicon, const Counts& counts, Parts& parts) {
  std::map<Letters, double> used;
  for (const Entry& entry : lexicon) {
    const auto count = counts.find(entry.form);
    if (count == counts.end()) continue;
    const bool base = std::ranges::find(entry.lemmas, entry.form, &Weighted::lemma) != entry.lemmas.end();
    used[base ? entry.form : entry.lemmas.front().lemma] += count->second;
  }
  for (const auto& [lemma, count] : used) {
    const auto part = parts.find(lemma);
    if (part == parts.end() || part->second.link != 0) continue;
    const double words = words_per_doubling * std::log2(1 + count);
    part->second.first += words;
    part->second.last += words;
  }
}

std::uint32_t level(double count) {
  return static_cast<std::uint32_t>(std::lround(PartNumber::levels_per_doubling * std::log2(1 + count)));
}

}  // namespace

std::vector<std::uint32_t> learn_parts(const Lexicon& lexicon, const Counts& counts,
                                       const std::vector<Letters>& link_texts) {
  std::vector<Link> links = {{}};
  for (const Letters& text : link_texts) links.push_back(Link::read(text));
  if (links.size() > PartNumber::form) throw std::invalid_argument("too many links between parts of compounds");
  const std::vector<Letters> bases = base_forms(lexicon);
  Parts parts = possible_parts(lexicon, bases, links);
  count_words(bases, parts);
  add_use(lexicon, counts, parts);

  std::map<Letters, std::uint32_t> numbers;
  for (const auto& [letters, part] : parts) {
    const PartNumber number{level(part.first), level(part.last), std::min(part.link, PartNumber::form)};
    if (number.first != 0 || number.last != 0) numbers.emplace(letters, number.number());
  }
  const Letters about(1, static_cast<char>(word_start));
  numbers.emplace(about, level(static_cast<double>(bases.size())));
  for (std::uint32_t link = 1; link < links.size(); ++link) {
    numbers.emplace(about + link_texts[link - 1], link);
  }
  AutomatonBuilder builder;
  for (const auto& [letters, number] : numbers) builder.add(letters, number);
  return builder.take();
}

}  // namespace pramen::stemmers::train
