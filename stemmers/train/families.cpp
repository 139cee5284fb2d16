#include "stemmers/train/families.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "stemmers/train/automaton_builder.h"

namespace pramen::stemmers::train {
namespace {

constexpr std::size_t longest_word = 40;
constexpr std::size_t longest_ending = 7;
constexpr std::size_t shortest_stem = 5;
// Endings that take each other's place behind shorter stems tell little.
constexpr std::size_t counted_stem = 5;
// Pairs behind stems as long as this and longer are hardly ever chance.
constexpr std::size_t sure_stem = 12;
// What a pair of endings seen nowhere else is worth, of the average pair with the same lengths.
constexpr double novelty = 0.05;
// Of a family's pairs, so many must be related.
constexpr double least_cohesion = 0.5;
// More words than that behind one stem are no family.
constexpr std::size_t largest_family = 400;
constexpr double least_support = 5;  // words, for a rule

struct Word {
  Letters letters;
  std::array<std::uint32_t, longest_ending + 1> endings{};  // their numbers, by length

  std::size_t behind(std::size_t depth) const { return letters.size() - depth; }
};
using Words = std::vector<const Word*>;  // ascending

std::size_t common_beginning(const Letters& a, const Letters& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// Calls found(words) for those that go on with the same letter behind `depth` shared ones.
template <typename Found>
void for_each_branch(const Words& words, std::size_t depth, const Found& found) {
  auto begin = std::ranges::find_if(words, [&](const Word* word) { return word->letters.size() > depth; });
  while (begin != words.end()) {
    const auto end = std::find_if(begin, words.end(),
                                  [&](const Word* word) { return word->letters[depth] != (*begin)->letters[depth]; });
    found(Words(begin, end));
    begin = end;
  }
}

// How likely two words with a common beginning are related. A pair of words is
// either derived, which favours endings that take each other's place on many
// stems ("p-similarity": Gaussier, "Unsupervised learning of derivational
// morphology from inflectional lexicons", 1999), or agrees by chance, which
// becomes rarer with every letter of the stem.
class Relatedness {
 public:
  explicit Relatedness(std::vector<Word>& words) {
    number_endings(words);
    measure_chance(words);
    Words all;
    for (const Word& word : words) all.push_back(&word);
    count(all, 0);
    estimate(words);
  }

  // `depth`: letters they share.
  double operator()(const Word& a, const Word& b, std::size_t depth) const {
    const std::uint32_t ending = a.endings[a.behind(depth)], other = b.endings[b.behind(depth)];
    const auto counted = together_.find(pair_of(ending, other));
    double others = counted == together_.end() ? 0 : counted->second;
    if (depth >= counted_stem) others -= 1;  // this pair itself
    for (std::size_t stem = counted_stem; stem < sure_stem; ++stem) {
      others -= by_chance(ending, a.behind(depth), other, b.behind(depth), stem);
    }
    const double odds =
        std::max(0.0, others) * stem_share_[depth] / by_chance(ending, a.behind(depth), other, b.behind(depth), depth) +
        novelty * usual_odds_[depth][a.behind(depth)][b.behind(depth)];
    return odds / (1 + odds);
  }

 private:
  using ByLength = std::array<double, longest_word + 1>;
  using ByEndings = std::array<std::array<double, longest_ending + 1>, longest_ending + 1>;

  static std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
    return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
  }

  void number_endings(std::vector<Word>& words) {
    std::unordered_map<Letters, std::uint32_t> numbers;
    for (Word& word : words) {
      for (std::size_t length = 0; length <= std::min(longest_ending, word.letters.size()); ++length) {
        const auto fresh = static_cast<std::uint32_t>(numbers.size());
        word.endings[length] = numbers.try_emplace(word.letters.substr(word.behind(length)), fresh).first->second;
        ending_counts_.resize(numbers.size());
        ++ending_counts_[word.endings[length]][word.letters.size()];
      }
    }
  }

  // How often two words share exactly so many letters though they have nothing to
  // do with each other: measured up to three letters, where nearly all agreement
  // is chance, and continued at the same rate.
  void measure_chance(const std::vector<Word>& words) {
    constexpr std::size_t measured = 3;
    std::array<double, measured + 1> share{};
    for (std::size_t depth = measured - 1; depth <= measured; ++depth) {
      std::map<Letters, double> counts;
      double total = 0;
      for (const Word& word : words) {
        if (word.letters.size() <= depth) continue;
        ++counts[word.letters.substr(0, depth)];
        ++total;
      }
      for (const auto& [beginning, count] : counts) share[depth] += count * (count - 1) / (total * (total - 1));
    }
    const double rate = share[measured] / share[measured - 1];
    for (std::size_t depth = shortest_stem; depth <= longest_word; ++depth) {
      chance_[depth] = share[measured] * std::pow(rate, static_cast<double>(depth - measured)) * (1 - rate);
    }
  }

  // Every pair of words, by the letters they share.
  void count(const Words& words, std::size_t depth) {
    std::vector<Words> branches;
    for_each_branch(words, depth, [&](const Words& branch) { branches.push_back(branch); });
    if (depth >= shortest_stem) {
      if (words.front()->letters.size() == depth) branches.push_back({words.front()});
      for (std::size_t i = 0; i < branches.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) count_pairs(branches[i], branches[j], depth);
      }
    }
    for (const Words& branch : branches) {
      if (branch.size() > 1) count(branch, depth + 1);
    }
  }

  void count_pairs(const Words& some, const Words& others, std::size_t depth) {
    for (const Word* a : some) {
      if (a->behind(depth) > longest_ending) continue;
      for (const Word* b : others) {
        if (b->behind(depth) > longest_ending) continue;
        const auto [shorter, longer] = std::minmax({a->behind(depth), b->behind(depth)});
        ++usual_odds_[depth][shorter][longer];
        if (depth >= counted_stem) ++together_[pair_of(a->endings[a->behind(depth)], b->endings[b->behind(depth)])];
      }
    }
  }

  // From counts to odds, and how long the stems of derived words are.
  void estimate(const std::vector<Word>& words) {
    ByLength lengths{};
    for (const Word& word : words) ++lengths[word.letters.size()];
    double total = 0;
    for (std::size_t depth = shortest_stem; depth + longest_ending <= longest_word; ++depth) {
      for (std::size_t shorter = 0; shorter <= longest_ending; ++shorter) {
        for (std::size_t longer = shorter; longer <= longest_ending; ++longer) {
          const double expected =
              lengths[depth + shorter] * lengths[depth + longer] * chance_[depth] / (shorter == longer ? 2 : 1);
          double& odds = usual_odds_[depth][shorter][longer];
          const double derived = std::max(0.0, odds - expected);
          odds = expected > 0 ? derived / expected : 0;
          usual_odds_[depth][longer][shorter] = odds;
          stem_share_[depth] += derived;
          total += derived;
        }
      }
    }
    for (double& share : stem_share_) share /= std::max(total, 1.0);
  }

  double by_chance(std::uint32_t a, std::size_t behind_a, std::uint32_t b, std::size_t behind_b,
                   std::size_t depth) const {
    return ending_counts_[a][std::min(depth + behind_a, longest_word)] *
           ending_counts_[b][std::min(depth + behind_b, longest_word)] * chance_[depth];
  }

  std::vector<std::array<float, longest_word + 1>> ending_counts_;  // by the word's length
  ByLength chance_{}, stem_share_{};
  std::array<ByEndings, longest_word + 1> usual_odds_{};  // by stem and lengths of the endings
  std::unordered_map<std::uint64_t, float> together_;     // stems that have both endings
};

// Families are the words behind one stem, the shortest that holds together: no
// chain of relatives can grow long, and words never seen join by their beginning.
class Grouping {
 public:
  explicit Grouping(std::vector<Word> words) : words_(std::move(words)), related_(words_) {
    Words all;
    for (const Word& word : words_) all.push_back(&word);
    for_each_branch(all, 0, [&](const Words& branch) { descend(branch, 1); });
  }
  const std::set<Letters>& keys() const { return keys_; }

 private:
  // `depth`: letters that they share at least.
  void descend(const Words& words, std::size_t depth) {
    if (words.size() < 2) return;
    depth = common_beginning(words.front()->letters, words.back()->letters);
    if (depth >= shortest_stem && words.size() <= largest_family && holds_together(words)) {
      keys_.insert(words.front()->letters.substr(0, depth));
      return;
    }
    for_each_branch(words, depth, [&](const Words& branch) { descend(branch, depth + 1); });
  }

  // Pairs with more than an ending behind what they share are not asked: they
  // are compounds rather, and belong to their first part.
  bool holds_together(const Words& words) const {
    double related = 0, all = 0;
    for (const Word* a : words) {
      for (const Word* b : words) {
        if (a == b) break;
        const std::size_t common = common_beginning(a->letters, b->letters);
        if (std::max(a->behind(common), b->behind(common)) > longest_ending) continue;
        ++all;
        related += related_(*a, *b, common);
      }
    }
    return all > 0 && related >= least_cohesion * all;
  }

  std::vector<Word> words_;
  Relatedness related_;
  std::set<Letters> keys_;
};

// Base forms without marks.
std::vector<Word> base_forms(const Lexicon& lexicon) {
  std::set<Letters> bases;
  for (const Entry& entry : lexicon) {
    Letters base = without_marks(entry.lemmas.front().lemma);
    if (base.size() >= shortest_stem && base.size() <= longest_word) bases.insert(std::move(base));
  }
  std::vector<Word> words;
  for (const Letters& base : bases) words.push_back({base, {}});
  return words;
}

// Letters behind the key of the word's family.
std::optional<std::size_t> ending_length(const Letters& word, const std::set<Letters>& keys) {
  const std::size_t first = word.size() - std::min(word.size(), longest_ending);
  for (std::size_t length = first; length <= word.size(); ++length) {
    if (keys.contains(word.substr(0, length))) return word.size() - length;
  }
  return std::nullopt;
}

// How much to cut off words whose family is not known: by ending (reversed),
// where it differs from what the shorter ending says.
std::vector<std::uint32_t> learn_rules(const std::vector<Word>& words, const std::set<Letters>& keys,
                                       EndingSetsBuilder& endings) {
  constexpr std::size_t longest_rule = 8;
  std::map<Letters, std::array<double, longest_ending + 1>> cuts;
  for (const Word& word : words) {
    const auto cut = ending_length(word.letters, keys);
    if (!cut) continue;
    const Letters reversed(word.letters.rbegin(), word.letters.rend());
    for (std::size_t length = 0; length <= std::min(longest_rule, reversed.size()); ++length) {
      ++cuts[reversed.substr(0, length)][*cut];
    }
  }
  AutomatonBuilder builder;
  std::vector<std::pair<Letters, std::uint8_t>> above;  // rules of the endings that the present one extends
  for (const auto& [ending, counted] : cuts) {
    while (!above.empty() && !ending.starts_with(above.back().first)) above.pop_back();
    double support = 0;
    for (const double count : counted) support += count;
    const auto cut = static_cast<std::uint8_t>(std::ranges::max_element(counted) - counted.begin());
    if (support < least_support || (!above.empty() && above.back().second == cut)) continue;
    builder.add(ending, endings.set({endings.change({cut, {}})}));
    above.emplace_back(ending, cut);
  }
  return builder.take();
}

}  // namespace

std::vector<Section> learn_families(const Lexicon& lexicon, EndingSetsBuilder& endings) {
  const std::vector<Word> words = base_forms(lexicon);
  const Grouping grouping(words);
  AutomatonBuilder families;
  for (const Letters& key : grouping.keys()) families.add(key, 0);
  std::vector<Section> sections;
  sections.emplace_back("families", families.take());
  sections.emplace_back("family_rules", learn_rules(words, grouping.keys(), endings));
  return sections;
}

}  // namespace pramen::stemmers::train
