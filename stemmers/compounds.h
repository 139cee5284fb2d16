// Splits compounds by the productivity of their parts: how many words of the
// lexicon a part begins or ends (after Koehn & Knight, "Empirical methods for
// compound splitting", 2003, with counts of words instead of running text).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "stemmers/letters.h"
#include "stemmers/pack.h"

namespace pramen::stemmers {

// What stands between a part and the next one: letters the base form loses and
// those it gains. Written "s" (Arbeit, Arbeits-), "e-" (Schule, Schul-) or "e-s"
// (Hilfe, Hilfs-).
struct Link {
  Letters loses, gains;

  static Link read(const Letters& text);
  // Empty where the word does not end so, or nothing would be left.
  Letters surface(const Letters& base) const { return change(base, loses, gains); }
  Letters base(const Letters& surface) const { return change(surface, gains, loses); }

 private:
  static Letters change(const Letters& word, const Letters& cut, const Letters& append);
};

// What section `parts` says of a part as it stands in a compound: how many words
// it begins and ends, as levels of a logarithmic scale, and by which link it came
// from its base form. The links themselves are words of the same automaton that
// begin with word_start; their numbers say which they are. word_start alone has
// the level of all words that were counted.
struct PartNumber {
  std::uint32_t first = 0, last = 0, link = 0;

  static constexpr PartNumber of(std::uint32_t number) { return {number & 0xFF, number >> 8 & 0xFF, number >> 16}; }
  constexpr std::uint32_t number() const { return link << 16 | last << 8 | first; }

  static constexpr double levels_per_doubling = 8;
  static constexpr std::uint32_t form = 127;  // in place of a link: some other form of the base
};

struct CompoundPart {
  std::size_t begin = 0, end = 0;  // letters of the word; linking letters belong to the part before them
  Letters base;                    // without linking letters, as the lexicon has it
};

class Lemmatiser;

// Immutable. The pack and the lemmatiser must outlive it.
class Compounds {
 public:
  Compounds(const Pack& pack, const Lemmatiser& lemmatiser);

  // Two parts or more, or none where the word is not a compound.
  std::vector<CompoundPart> split(const Letters& word) const;

 private:
  class Run;
  struct LettersHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view letters) const { return std::hash<std::string_view>{}(letters); }
  };
  using LettersSet = std::unordered_set<Letters, LettersHash, std::equal_to<>>;
  // What is no part before another one, and what is none behind another one.
  struct Bars {
    LettersSet before, behind;
  };

  void read_links(Automaton::State state, const Letters& text);

  const Lemmatiser& lemmatiser_;
  const Table* table_ = nullptr;  // the one with parts; nullptr: nothing is ever split
  std::vector<Link> links_;
  double boundary_cost_ = 0;  // in levels
  Bars bars_;
};

}  // namespace pramen::stemmers
