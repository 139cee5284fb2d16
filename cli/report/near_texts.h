// Texts that are nearly the same, among very many, without comparing each with each.
//
// A text is the set of its runs of four words (shingles); two texts resemble each
// other as much as these sets overlap (Broder, On the resemblance and containment of
// documents, 1997). The least value of a random hash over a set is the same for two
// sets as often as they resemble each other, so 64 of these values tell the
// resemblance within some 0.06. Sixteen bands of four values are sorted: texts with
// the same band are compared (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets,
// 3.4). Of pairs that resemble by 0.7 and more 99 of 100 are found, of 0.5 two of three.
// Work grows with the texts times the logarithm of their number, memory by 264 bytes a text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace pramen::report {

class Sketch {
 public:
  static constexpr std::size_t size = 64;
  static constexpr std::size_t shingle = 4;  // words
  static constexpr std::size_t fewest = 12;  // words that make a text worth comparing

  // Of the hashes of a text's words, one after the other; at least `fewest`.
  explicit Sketch(std::span<const std::uint64_t> words);

  double resemblance(const Sketch& other) const;
  // A hash of the band's values.
  std::uint64_t band(std::size_t number) const;

  static constexpr std::size_t bands = 16;

 private:
  std::array<std::uint32_t, size> least_;
};

class NearTexts {
 public:
  struct Pair {
    std::uint32_t a = 0, b = 0;  // holders, a below b
    double resemblance = 0;
  };
  static constexpr double least_resemblance = 0.5;

  // Texts of different `group`s (languages) are never compared.
  void add(std::uint32_t holder, std::uint32_t group, const Sketch& sketch);

  // Every pair of different holders once, ascending; of two pairs of texts the likest. Where very
  // many are alike, each is compared with the first only. `go_on` is asked now and then.
  std::vector<Pair> pairs(const std::function<bool(double done)>& go_on) const;

 private:
  struct Row {
    std::uint32_t holder, group;
    Sketch sketch;
  };
  std::vector<Row> rows_;
};

}  // namespace pramen::report
