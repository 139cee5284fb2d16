#include "cli/report/near_texts.h"

#include <algorithm>
#include <tuple>

#include "cli/report/first_seen.h"

namespace pramen::report {
namespace {

// Odd factors and summands of multiplicative hashes (Dietzfelbinger et al., 1997), the
// same on every run: out of the sequence of SplitMix64.
struct Factors {
  std::array<std::uint64_t, Sketch::size> factor{}, summand{};
  constexpr Factors() {
    std::uint64_t state = 0;
    const auto next = [&] {
      std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
      return z ^ (z >> 31);
    };
    for (std::size_t i = 0; i < Sketch::size; ++i) {
      factor[i] = next() | 1;
      summand[i] = next();
    }
  }
};
constexpr Factors factors;

// Of so many with one band each is compared with each.
constexpr std::size_t most_compared = 24;

}  // namespace

Sketch::Sketch(std::span<const std::uint64_t> words) {
  least_.fill(UINT32_MAX);
  for (std::size_t at = 0; at + shingle <= words.size(); ++at) {
    const std::uint64_t hash = hash_of(words.subspan(at, shingle));
    for (std::size_t i = 0; i < size; ++i) {
      const auto value = static_cast<std::uint32_t>((hash * factors.factor[i] + factors.summand[i]) >> 32);
      least_[i] = std::min(least_[i], value);
    }
  }
}

double Sketch::resemblance(const Sketch& other) const {
  std::size_t same = 0;
  for (std::size_t i = 0; i < size; ++i) same += least_[i] == other.least_[i] ? 1 : 0;
  return static_cast<double>(same) / static_cast<double>(size);
}

std::uint64_t Sketch::band(std::size_t number) const {
  constexpr std::size_t rows = size / bands;
  std::array<std::uint64_t, rows> values;
  for (std::size_t i = 0; i < rows; ++i) values[i] = least_[number * rows + i];
  return hash_of(values, number);
}

void NearTexts::add(std::uint32_t holder, std::uint32_t group, const Sketch& sketch) {
  rows_.push_back({holder, group, sketch});
}

std::vector<NearTexts::Pair> NearTexts::pairs(const std::function<bool(double)>& go_on) const {
  std::vector<Pair> found;
  const auto compare = [&](const Row& a, const Row& b) {
    if (a.holder == b.holder || a.group != b.group) return;
    const double resemblance = a.sketch.resemblance(b.sketch);
    if (resemblance < least_resemblance) return;
    found.push_back({std::min(a.holder, b.holder), std::max(a.holder, b.holder), resemblance});
  };
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(rows_.size());  // band, row
  for (std::size_t band = 0; band < Sketch::bands; ++band) {
    if (!go_on(static_cast<double>(band) / Sketch::bands)) break;
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
      const std::array key = {rows_[i].sketch.band(band), std::uint64_t{rows_[i].group}};
      order[i] = {hash_of(key), i};
    }
    std::ranges::sort(order);
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
      while (end < order.size() && order[end].first == order[begin].first) ++end;
      for (std::size_t i = begin + 1; i < end; ++i) {
        for (std::size_t j = begin; j < (end - begin > most_compared ? begin + 1 : i); ++j)
          compare(rows_[order[j].second], rows_[order[i].second]);
      }
    }
  }
  std::ranges::sort(found, {}, [](const Pair& pair) { return std::tuple(pair.a, pair.b, -pair.resemblance); });
  const auto rest = std::ranges::unique(found, {}, [](const Pair& pair) { return std::pair(pair.a, pair.b); });
  found.erase(rest.begin(), rest.end());
  return found;
}

}  // namespace pramen::report
