#include "stemmers/train/suffix_rules.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "stemmers/train/automaton_builder.h"

namespace pramen::stemmers::train {
namespace {

struct Example {
  Letters ending;  // reversed word, then word_start
  std::uint32_t change = 0;
  double weight = 1;
};

class Learner {
 public:
  Learner(const SuffixRuleOptions& options, EndingSetsBuilder& endings) : options_(options), endings_(endings) {}

  std::vector<std::uint32_t> learn(std::vector<Example> examples) {
    std::ranges::stable_sort(examples, {}, &Example::ending);
    if (!examples.empty()) node(examples, 0, {});
    return builder_.take();
  }

 private:
  // All examples share their first `depth` letters.
  void node(std::span<const Example> examples, std::size_t depth, const std::vector<std::uint32_t>& inherited) {
    std::map<std::uint32_t, double> weights;
    double total = 0;
    for (const Example& example : examples) {
      weights[example.change] += example.weight;
      total += example.weight;
    }
    std::vector<std::pair<std::uint32_t, double>> ranked(weights.begin(), weights.end());
    std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::uint32_t> changes;
    for (const auto& [change, weight] : ranked) {
      if (changes.size() == options_.changes || weight < options_.least_share * total) break;
      const double power = std::log(weight / total) / std::log(0.7);
      changes.push_back(Choice{change, static_cast<std::uint32_t>(std::lround(power))}.item());
    }
    if (changes != inherited)
      builder_.add(std::string_view(examples.front().ending).substr(0, depth), endings_.set(changes));
    if (weights.size() == 1 || depth == options_.longest) return;
    // A word that ends here comes first.
    std::size_t begin = 0;
    while (begin < examples.size() && examples[begin].ending.size() == depth) ++begin;
    while (begin < examples.size()) {
      std::size_t end = begin + 1;
      while (end < examples.size() && examples[end].ending[depth] == examples[begin].ending[depth]) ++end;
      const auto next = examples.subspan(begin, end - begin);
      if (static_cast<double>(next.size()) >= options_.least_words) node(next, depth + 1, changes);
      begin = end;
    }
  }

  const SuffixRuleOptions& options_;
  EndingSetsBuilder& endings_;
  AutomatonBuilder builder_;
};

}  // namespace

std::vector<std::uint32_t> learn_suffix_rules(const Lexicon& lexicon, const SuffixRuleOptions& options,
                                              EndingSetsBuilder& endings) {
  std::vector<Example> examples;
  for (const Entry& entry : lexicon) {
    Letters ending(entry.form.rbegin(), entry.form.rend());
    ending += static_cast<char>(word_start);
    for (const Weighted& lemma : entry.lemmas) {
      const Change change = change_between(entry.form, lemma.lemma);
      if (change.cut == entry.form.size()) continue;  // another word altogether (was, be): no rule to learn
      examples.push_back({ending, endings.change(change), lemma.weight});
    }
  }
  return Learner(options, endings).learn(std::move(examples));
}

}  // namespace pramen::stemmers::train
