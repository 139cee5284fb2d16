#include "query/token_sets.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "indexer/tokens.h"

namespace pramen::query {
namespace {

bool wanted(const indexer::FieldReader& field, bool title) { return !title || indexer::is_title(field.kind()); }

}  // namespace

TokenSets::TokenSets(const indexer::Forms& forms, std::span<const Node> words) : size_(words.size()) {
  std::size_t tokens = 0;
  for (const Node& word : words) tokens += word.readings.front().forms.size();
  table_.resize(std::bit_ceil(2 * tokens + 1));
  mask_ = table_.size() - 1;
  for (std::size_t word = 0; word < words.size(); ++word) {
    for (const WordForms::Near& near : words[word].readings.front().forms) {
      const std::uint32_t token = forms.token_of(near.form);
      std::size_t i = place(token);
      while (table_[i].sets != 0 && table_[i].token != token) i = (i + 1) & mask_;
      likely_[token % likely_.size()] = 1;
      table_[i].token = token;
      table_[i].sets |= std::uint64_t{1} << word;
    }
  }
}

PhrasePairs::PhrasePairs(const indexer::Forms& forms, std::span<const Node> words) {
  // Each pair more makes it likelier that one only seems to be there.
  constexpr std::size_t most_pairs = 8;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto &first = words[i - 1].readings.front().forms, &second = words[i].readings.front().forms;
    if (first.size() * second.size() > most_pairs) continue;
    std::vector<std::uint64_t>& hashes = places_.emplace_back();
    for (const WordForms::Near& a : first) {
      for (const WordForms::Near& b : second)
        hashes.push_back(indexer::pair_hash(forms.token_of(a.form), forms.token_of(b.form)));
    }
  }
}

// The shift-and automaton (Baeza-Yates and Gonnet 1992) over words instead of letters.
bool holds_phrase(indexer::FieldReader fields, std::size_t language, const TokenSets& words, bool title) {
  const std::uint64_t whole = std::uint64_t{1} << (words.size() - 1);
  while (fields.next()) {
    const indexer::Heads& heads = fields.heads();
    if (fields.language() != language || heads.size() < words.size() || !wanted(fields, title)) continue;
    std::uint64_t state = 0;
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
      const std::uint32_t token = heads[i] >> 1;
      if (!words.may_have(token)) {
        state = 0;
        continue;
      }
      state = (state << 1 | 1) & words.of(token);
      if ((state & whole) != 0) return true;
    }
  }
  return false;
}

bool holds_near(indexer::FieldReader fields, std::size_t language, const TokenSets& words, unsigned distance,
                bool title) {
  while (fields.next()) {
    if (fields.language() != language || !wanted(fields, title)) continue;
    const indexer::Heads& heads = fields.heads();
    std::array<std::uint32_t, 64> last{};  // place after the last occurrence; 0: none yet
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
      const std::uint32_t token = heads[i] >> 1, place = i + 1;
      std::uint64_t sets = words.may_have(token) ? words.of(token) : 0;
      if (sets == 0) continue;
      for (; sets != 0; sets &= sets - 1) last[static_cast<std::size_t>(std::countr_zero(sets))] = place;
      const std::uint32_t first = *std::min_element(last.begin(), last.begin() + words.size());
      if (first != 0 && place - first <= distance) return true;
    }
  }
  return false;
}

}  // namespace pramen::query
