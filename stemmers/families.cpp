#include "stemmers/families.h"

#include <algorithm>
#include <string_view>

namespace pramen::stemmers {
namespace {

constexpr std::size_t shortest_key = 4;  // by rule

// The family whose key the word begins with; no key begins another one.
std::string_view known_key(const Automaton& families, std::string_view word) {
  Automaton::State state = families.root();
  for (std::size_t length = 0; state != Automaton::nowhere; ++length) {
    if (families.number(state)) return word.substr(0, length);
    if (length == word.size()) break;
    state = families.next(state, static_cast<std::uint8_t>(word[length]));
  }
  return {};
}

// What the rule of the longest known ending leaves.
std::string_view key_by_rule(const Table& table, std::string_view word) {
  std::optional<std::uint32_t> rule;
  Automaton::State state = table.family_rules.root();
  for (auto letter = word.rbegin(); state != Automaton::nowhere; ++letter) {
    if (const auto longer = table.family_rules.number(state)) rule = longer;
    if (letter == word.rend()) break;
    state = table.family_rules.next(state, static_cast<std::uint8_t>(*letter));
  }
  if (!rule || *rule >= table.endings.size()) return word;
  const auto changes = table.endings.set(*rule);
  if (changes.empty()) return word;
  const std::size_t cut = table.endings.change(Choice::of(changes.front()).change).cut;
  const std::size_t left = cut < word.size() ? word.size() - cut : 0;
  return word.substr(0, std::max(left, shortest_key));
}

}  // namespace

Letters family_of(const Pack& pack, const Letters& folded_lemma) {
  const auto found =
      std::ranges::find_if(pack.tables, [](const WeighedTable& t) { return !t.table->families.empty(); });
  if (found == pack.tables.end()) return {};
  const std::string_view key = known_key(found->table->families, folded_lemma);
  return Letters(key.empty() ? key_by_rule(*found->table, folded_lemma) : key);
}

}  // namespace pramen::stemmers
