#include "stemmers/train/ngrams.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

#include "stemmers/detector.h"
#include "stemmers/letters.h"

namespace pramen::stemmers::train {
namespace {

constexpr std::size_t buckets = 1875;  // 60 kB
constexpr double damping = 0.7;        // of counts: texts have rarer words than film dialogues
constexpr double least_share = 2e-5;   // of all letters; rarer ones come from foreign words

// What a letter costs behind the letters before it, interpolated over all
// lengths (Witten & Bell, "The zero-frequency problem", 1991).
class LetterModel {
 public:
  // `word` with word_start at both ends.
  void add(const Letters& word, double weight) {
    lightest_ = lightest_ == 0 ? weight : std::min(lightest_, weight);
    for (std::size_t end = 2; end <= word.size(); ++end) {
      for (std::size_t size = 1; size <= std::min(end, Ngrams::longest); ++size) {
        const Letters ngram = word.substr(end - size, size);
        double& count = counts_[ngram];
        Followers& followers = followers_[ngram.substr(0, size - 1)];
        if (count == 0) followers.kinds += 1;
        count += weight;
        followers.count += weight;
      }
    }
  }

  // Bits that are lost in all words where the next shorter n-gram stands in.
  void add_gains(std::unordered_map<Letters, double>& gains) const {
    for (const auto& [ngram, count] : counts_) {
      const bool needed = ngram.size() == 1;  // nothing stands in for a single letter
      gains[ngram] += needed ? std::numeric_limits<double>::infinity()
                             : count * std::abs(std::log2(probability(ngram) / probability(ngram.substr(1))));
    }
  }

  // As Ngrams has it.
  std::uint32_t cost(const Letters& ngram) const {
    if (!counts_.contains(ngram)) return 0;
    const double bits = -std::log2(probability(ngram));
    return static_cast<std::uint32_t>(std::clamp(std::lround(bits * Ngrams::steps_per_bit), 1L, 255L));
  }

 private:
  struct Followers {
    double count = 0, kinds = 0;
  };

  double probability(const Letters& ngram) const {
    if (ngram.empty()) return 1.0 / 64;
    const double shorter = probability(ngram.substr(1));
    const auto followers = followers_.find(ngram.substr(0, ngram.size() - 1));
    if (followers == followers_.end()) return shorter;
    const auto count = counts_.find(ngram);
    const double unseen = followers->second.kinds * lightest_;
    return ((count == counts_.end() ? 0 : count->second) + unseen * shorter) / (followers->second.count + unseen);
  }

  std::unordered_map<Letters, double> counts_;
  std::unordered_map<Letters, Followers> followers_;
  double lightest_ = 0;  // weight of a word, the unit of what was seen once
};

// Letters that belong to the language: frequent enough, and of the script that
// most are of.
std::array<bool, 256> own_letters(const Counts& counts) {
  const std::uint8_t first_cyrillic = letter_code(U'а');
  std::array<double, 256> seen{};
  double all = 0, cyrillic = 0;
  for (const auto& [word, count] : counts) {
    for (const char letter : word) {
      const auto code = static_cast<std::uint8_t>(letter);
      seen[code] += count;
      all += count;
      if (code >= first_cyrillic) cyrillic += count;
    }
  }
  std::array<bool, 256> own{};
  for (std::size_t i = 0; i < own.size(); ++i) {
    own[i] = seen[i] > least_share * all && (i >= first_cyrillic) == (2 * cyrillic > all);
  }
  return own;
}

class Builder {
 public:
  // False where its bucket is full, or another one has taken its mark.
  bool add(const Letters& ngram, std::uint32_t costs) {
    Ngrams::Hash hash = Ngrams::no_letters;
    for (auto letter = ngram.rbegin(); letter != ngram.rend(); ++letter) hash = Ngrams::before(hash, *letter);
    const std::size_t begin = Ngrams::bucket(hash, buckets) * Ngrams::bucket_size;
    for (std::size_t at = begin; at < begin + Ngrams::bucket_size; ++at) {
      if (section_[at] == 0) {
        section_[at] = Ngrams::mark(hash) | costs;
        return true;
      }
      if ((section_[at] & 0xFFFF0000U) == Ngrams::mark(hash)) break;
    }
    return false;
  }
  std::vector<std::uint32_t> take() { return std::move(section_); }

 private:
  std::vector<std::uint32_t> section_ = std::vector<std::uint32_t>(buckets * Ngrams::bucket_size);
};

// The models of words as written and without their marks.
struct Models {
  LetterModel as_written, without_marks;
};

Models learn_models(const Counts& counts) {
  const std::array<bool, 256> own = own_letters(counts);
  const Letters edge(1, static_cast<char>(word_start));
  Models models;
  for (const auto& [word, count] : counts) {
    if (count <= 0 || !std::ranges::all_of(word, [&](char c) { return own[static_cast<std::uint8_t>(c)]; })) continue;
    const double weight = std::pow(count, damping);
    models.as_written.add(edge + word + edge, weight);
    models.without_marks.add(edge + stemmers::without_marks(word) + edge, weight);
  }
  return models;
}

// The n-grams of both models, those first without which most is lost.
std::vector<Letters> by_gain(const Models& models) {
  std::unordered_map<Letters, double> gains;
  models.as_written.add_gains(gains);
  models.without_marks.add_gains(gains);
  std::vector<std::pair<double, Letters>> sorted;
  for (const auto& [ngram, gain] : gains) sorted.emplace_back(-gain, ngram);
  std::ranges::sort(sorted);
  std::vector<Letters> ngrams;
  for (auto& [gain, ngram] : sorted) ngrams.push_back(std::move(ngram));
  return ngrams;
}

}  // namespace

std::vector<std::uint32_t> learn_ngrams(const Counts& counts) {
  if (counts.empty()) return {};
  const Models models = learn_models(counts);
  Builder builder;
  std::unordered_map<Letters, bool> tried;  // n-grams, and whether they found room
  const auto add = [&](const Letters& ngram) {
    const auto [at, first] = tried.emplace(ngram, false);
    if (first) at->second = builder.add(ngram, models.as_written.cost(ngram) << 8 | models.without_marks.cost(ngram));
    return at->second;
  };
  for (const Letters& chosen : by_gain(models)) {
    // Its endings first, from the shortest: none is there without them.
    for (std::size_t size = 1; size <= chosen.size(); ++size) {
      if (!add(chosen.substr(chosen.size() - size))) break;
    }
  }
  return builder.take();
}

}  // namespace pramen::stemmers::train
