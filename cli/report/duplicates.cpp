#include "cli/report/duplicates.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace pramen::report {

std::vector<Duplicate> DuplicatesReader::finish(const Catalogue& catalogue,
                                                const std::function<bool(Number, Number)>& related,
                                                const std::function<bool(double)>& go_on) const {
  std::map<std::pair<Number, Number>, LikelyPair> found;
  for (LikelyPair& pair : same_.finish(catalogue, related)) found.emplace(std::pair(pair.a, pair.b), std::move(pair));
  for (const NearTexts::Pair& near : near_.pairs(go_on)) {
    if (catalogue[near.a].withdrawn || catalogue[near.b].withdrawn) continue;
    LikelyPair& pair = found.try_emplace({near.a, near.b}, LikelyPair{.a = near.a, .b = near.b}).first->second;
    pair.score = 1 - (1 - pair.score) * (1 - near.resemblance);
    pair.reasons.insert(pair.reasons.begin(), near.resemblance == 1
                                                  ? "same text"
                                                  : fmt::format("near-same text ({:.0f} % of its runs of {} words)",
                                                                near.resemblance * 100, Sketch::shingle));
  }
  std::vector<Duplicate> duplicates;
  for (auto& [numbers, pair] : found) {
    duplicates.push_back({.a = {catalogue.where(pair.a), catalogue[pair.a].id},
                          .b = {catalogue.where(pair.b), catalogue[pair.b].id},
                          .score = pair.score,
                          .reasons = std::move(pair.reasons)});
  }
  std::ranges::stable_sort(duplicates, std::greater(), &Duplicate::score);
  return duplicates;
}

}  // namespace pramen::report
