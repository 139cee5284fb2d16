#include "query/rare_concepts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "query/search.h"

namespace pramen::query {
namespace {

using indexer::Subject;

// One that more records have than one in ten tells little.
constexpr std::uint32_t common_share = 10, common_floor = 3;

double saturated(double frequency, double norm) { return frequency / (frequency + norm); }

// What its texts name beyond doubt; a value of a facet counts as such elsewhere.
std::set<Subject> named_in(const indexer::Concepts& concepts, std::uint32_t row) {
  std::set<Subject> named;
  for (const indexer::Concepts::Occurrence& one : concepts.occurrences(row)) {
    if (!one.ambiguous && one.subject < concepts.of_thesaurus()) named.insert(one.subject);
  }
  return named;
}

std::vector<RareConcept> best_concepts(const Generation& generation, std::uint32_t row) {
  const double records = generation.columns.records();
  const std::size_t most = std::max(generation.columns.records() / common_share, common_floor);
  std::vector<RareConcept> best;
  for (const Subject subject : named_in(generation.concepts, row)) {
    const auto rows = generation.concepts.rows(subject);
    const auto at = std::ranges::lower_bound(rows, row);
    if (rows.size() < 2 || rows.size() > most || at == rows.end() || *at != row) continue;
    const double frequency = generation.concepts.frequencies(subject)[static_cast<std::size_t>(at - rows.begin())];
    const double rarity = std::log(records / static_cast<double>(rows.size()));
    best.push_back({subject, saturated(frequency, generation.norms[row]) * std::max(rarity, 0.0), rows});
  }
  std::ranges::stable_sort(best, std::greater{}, &RareConcept::weight);
  best.resize(std::min(best.size(), max_rare_concepts));
  return best;
}

}  // namespace

RareConcepts rare_concepts(const Generation& generation, std::uint32_t row) {
  RareConcepts found{best_concepts(generation, row), std::vector<float>(generation.columns.rows())};
  double whole = 0;
  for (const RareConcept& one : found.concepts) whole += one.weight;
  if (whole <= 0) return {{}, std::move(found.shares)};
  for (const RareConcept& one : found.concepts) {
    const auto frequencies = generation.concepts.frequencies(one.subject);
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
      const std::uint32_t other = one.rows[i];
      found.shares[other] +=
          static_cast<float>(one.weight / whole * saturated(frequencies[i], generation.norms[other]));
    }
  }
  return found;
}

}  // namespace pramen::query
