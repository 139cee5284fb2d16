#include "stemmers/lemmatiser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pramen::stemmers {
namespace {

constexpr std::size_t least_rest = 4;  // letters of a word behind a prefix
constexpr int most_prefixes = 2;

// Rules of so many of the longest endings compete; each ending that is one
// step shorter counts so much less.
constexpr std::size_t rule_depth = 4;
constexpr double rule_decay = 0.6;
constexpr double share_base = 0.7;  // table.h, Choice

// A second reading of a word typed without marks stays with this share of the first.
constexpr double least_unmarked_share = 0.125;
constexpr std::size_t most_unmarked = 2;

const Automaton& rules_of(const Table& table, bool unmarked) {
  return unmarked && !table.folded_rules.empty() ? table.folded_rules : table.rules;
}

struct Ballot {
  Letters lemma;
  double votes = 0;
};

void add(std::vector<Ballot>& ballots, Letters lemma, double votes) {
  const auto known = std::ranges::find(ballots, lemma, &Ballot::lemma);
  if (known == ballots.end())
    ballots.push_back({std::move(lemma), votes});
  else
    known->votes += votes;
}

void raise(std::vector<Ballot>& ballots, Letters lemma, double votes) {
  const auto known = std::ranges::find(ballots, lemma, &Ballot::lemma);
  if (known == ballots.end())
    ballots.push_back({std::move(lemma), votes});
  else
    known->votes = std::max(known->votes, votes);
}

// Those with at least `share` of the most votes, `most` of them at most.
std::vector<Letters> best(std::vector<Ballot> ballots, double share, std::size_t most) {
  std::ranges::stable_sort(ballots, std::ranges::greater(), &Ballot::votes);
  std::vector<Letters> lemmas;
  for (Ballot& ballot : ballots) {
    if (lemmas.size() == most || ballot.votes < share * ballots.front().votes) break;
    lemmas.push_back(std::move(ballot.lemma));
  }
  return lemmas;
}

// A walk over all forms of an automaton that look like a word without marks.
// Calls found(form, number) for each until it returns true.
template <typename Found>
class MarkedWalk {
 public:
  MarkedWalk(const Automaton& automaton, std::string_view word, const Found& found)
      : automaton_(automaton), word_(word), found_(found) {}

  bool run() { return !automaton_.empty() && go(automaton_.root(), 0); }

 private:
  bool go(Automaton::State state, std::size_t at) {
    if (at == word_.size()) {
      const auto number = automaton_.number(state);
      return number && found_(form_, *number);
    }
    const auto wanted = static_cast<std::uint8_t>(word_[at]);
    bool stop = false;
    automaton_.for_each(state, [&](std::uint8_t letter, Automaton::State target) {
      if (stop) return;
      std::size_t taken = plain_[letter] == wanted ? 1 : 0;
      if (plain_[letter] == 0) {  // æ is two letters
        const std::string_view plain = letter_without_marks(letter);
        if (word_.substr(at).starts_with(plain)) taken = plain.size();
      }
      if (taken == 0) return;
      form_.push_back(static_cast<char>(letter));
      stop = go(target, at + taken);
      form_.pop_back();
    });
    return stop;
  }

  const Automaton& automaton_;
  const std::string_view word_;
  const Found& found_;
  const std::array<std::uint8_t, 256>& plain_ = plain_letters();
  Letters form_;
};

template <typename Found>
bool for_each_marked(const Automaton& automaton, std::string_view word, const Found& found) {
  return MarkedWalk<Found>(automaton, word, found).run();
}

double share_of(std::uint32_t power) {
  static const std::array<double, 32> powers = [] {
    std::array<double, 32> made{1};
    for (std::size_t i = 1; i < made.size(); ++i) made[i] = made[i - 1] * share_base;
    return made;
  }();
  return powers[std::min<std::size_t>(power, powers.size() - 1)];
}

}  // namespace

bool Lemmatiser::knows(const Letters& word) const {
  return pack_.words.contains(word) ||
         std::ranges::any_of(pack_.tables, [&](const WeighedTable& t) { return t.table->lexicon.contains(word); });
}

unsigned Lemmatiser::frequency(const Letters& word) const {
  for (const WeighedTable& t : pack_.tables) {
    if (const auto found = t.table->frequencies.find(word)) return *found;
  }
  return 0;
}

BaseForms Lemmatiser::lemmas(const Letters& word) const { return lemmas(word, 0); }

BaseForms Lemmatiser::lemmas(const Letters& word, int depth) const {
  if (const auto found = pack_.words.find(word); found != pack_.words.end()) return {found->second, Knowledge::listed};
  if (auto found = vote(word); !found.empty()) return {std::move(found), Knowledge::table};
  if (auto found = without_affix(word, false, depth)) return std::move(*found);
  if (auto found = by_rules(word, false); !found.empty()) return {std::move(found), Knowledge::rules};
  return {{word}, Knowledge::none};
}

BaseForms Lemmatiser::folded(const Letters& word) const { return folded(word, 0); }

BaseForms Lemmatiser::folded(const Letters& word, int depth) const {
  if (const auto found = pack_.folded_words.find(word); found != pack_.folded_words.end()) {
    return {found->second, Knowledge::listed};
  }
  if (auto found = unmarked_vote(word); !found.empty()) return {std::move(found), Knowledge::table};
  if (auto found = without_affix(word, true, depth)) return std::move(*found);
  if (auto found = by_rules(word, true); !found.empty()) return {std::move(found), Knowledge::rules};
  return {{word}, Knowledge::none};
}

// The rest of a word that has a known prefix or a clitic, if the rest is known.
std::optional<BaseForms> Lemmatiser::without_affix(const Letters& word, bool unmarked, int depth) const {
  if (depth == most_prefixes) return std::nullopt;
  const auto ask = [&](const Letters& rest) { return unmarked ? folded(rest, depth + 1) : lemmas(rest, depth + 1); };
  for (const Letters& clitic : pack_.clitics) {
    if (word.size() > clitic.size() + 1 && word.ends_with(clitic))
      return ask(word.substr(0, word.size() - clitic.size()));
  }
  for (const Prefix& prefix : pack_.prefixes) {
    const Letters& text = unmarked ? prefix.folded : prefix.text;
    if (!word.starts_with(text) || word.size() - text.size() < least_rest) continue;
    const Letters rest = word.substr(text.size());
    if (unmarked ? !knows_unmarked(rest) : !knows(rest)) continue;
    BaseForms found = ask(rest);
    found.how = Knowledge::prefix;
    for (Letters& lemma : found.lemmas) {
      if (!prefix.falls(lemma, unmarked)) lemma.insert(0, text);
    }
    return found;
  }
  return std::nullopt;
}

std::vector<Letters> Lemmatiser::vote(const Letters& word) const {
  std::vector<Ballot> ballots;
  for (const auto& [table, weight] : pack_.tables) {
    const auto number = table->lexicon.find(word);
    if (!number) continue;
    for (const std::uint32_t item : table->endings.set(*number)) {
      add(ballots, table->endings.change(Choice::of(item).change).apply(word), weight);
    }
  }
  return best(std::move(ballots), pack_.several, ballots.size());
}

std::vector<Letters> Lemmatiser::marked_forms(const Letters& word) const {
  std::vector<Letters> forms;
  for (const auto& [table, weight] : pack_.tables) {
    for_each_marked(table->lexicon, word, [&](const Letters& form, std::uint32_t) {
      if (std::ranges::find(forms, form) == forms.end()) forms.push_back(form);
      return false;
    });
  }
  return forms;
}

std::vector<Letters> Lemmatiser::unmarked_vote(const Letters& word) const {
  std::vector<Ballot> ballots;
  for (const Letters& form : marked_forms(word)) {
    const double weight = 1 + std::exp2(frequency(form) / 2.0);
    for (const Letters& lemma : vote(form)) add(ballots, without_marks(lemma), weight);
  }
  return best(std::move(ballots), least_unmarked_share, most_unmarked);
}

// Rules of the longest endings compete by how often they are right, and more so
// if what they make is a known base form.
std::vector<Letters> Lemmatiser::by_rules(const Letters& word, bool unmarked) const {
  for (const auto& [table, weight] : pack_.tables) {
    const Automaton& rules = rules_of(*table, unmarked);
    if (rules.empty()) continue;
    std::array<std::uint32_t, max_letters + 2> sets;
    std::size_t found = 0;
    Automaton::State state = rules.root();
    for (auto letter = word.rbegin(); state != Automaton::nowhere; ++letter) {
      if (const auto number = rules.number(state)) sets[found++] = *number;
      if (letter == word.rend()) break;
      state = rules.next(state, static_cast<std::uint8_t>(*letter));
    }
    if (state != Automaton::nowhere) {
      if (const auto number = rules.number(rules.next(state, word_start))) sets[found++] = *number;
    }
    std::vector<Ballot> ballots;
    double decay = 1;
    for (std::size_t i = found; i-- > 0 && found - i <= rule_depth; decay *= rule_decay) {
      for (const std::uint32_t item : table->endings.set(sets[i])) {
        const Choice choice = Choice::of(item);
        Letters lemma = table->endings.change(choice.change).apply(word);
        if (lemma.size() < 2) continue;
        const double bonus = pack_.base_bonus != 1 && is_base(lemma, unmarked) ? pack_.base_bonus : 1;
        raise(ballots, std::move(lemma), decay * bonus * share_of(choice.share_power));
      }
    }
    return best(std::move(ballots), pack_.second_rule, 2);
  }
  return {};
}

bool Lemmatiser::is_base(const Letters& word, bool unmarked) const {
  return std::ranges::any_of(pack_.tables, [&](const WeighedTable& t) {
    const auto keeps = [&](std::uint32_t number) {
      return std::ranges::any_of(t.table->endings.set(number), [&](std::uint32_t item) {
        return t.table->endings.change(Choice::of(item).change).keeps();
      });
    };
    if (unmarked) {
      return for_each_marked(t.table->lexicon, word,
                             [&](const Letters&, std::uint32_t number) { return keeps(number); });
    }
    const auto number = t.table->lexicon.find(word);
    return number && keeps(*number);
  });
}

bool Lemmatiser::knows_unmarked(const Letters& word) const {
  return pack_.folded_words.contains(word) || std::ranges::any_of(pack_.tables, [&](const WeighedTable& t) {
           return for_each_marked(t.table->lexicon, word, [](const Letters&, std::uint32_t) { return true; });
         });
}

}  // namespace pramen::stemmers
