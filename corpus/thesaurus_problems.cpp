#include "corpus/thesaurus_problems.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pramen::corpus {

void ThesaurusProblems::fault(const FilePlace& at, std::string_view rule, Sentence what, Sentence hint) {
  faulty_ = true;
  add(Severity::fault, at, rule, std::move(what), std::move(hint));
}

void ThesaurusProblems::warning(const FilePlace& at, std::string_view rule, Sentence what, Sentence hint) {
  add(Severity::warning, at, rule, std::move(what), std::move(hint));
}

void ThesaurusProblems::add(Severity severity, const FilePlace& at, std::string_view rule, Sentence what,
                            Sentence hint) {
  const auto seen = seen_.try_emplace(std::string(rule), 0).first;
  if (++seen->second <= max_problems_per_rule) {
    rows_.push_back({at, severity, std::string(rule), std::move(what), std::move(hint)});
  }
}

void ThesaurusProblems::hand_out(const ProblemSink& sink) {
  for (const auto& [rule, count] : seen_) {
    if (count <= max_problems_per_rule) continue;
    const auto last = std::ranges::find(rows_.rbegin(), rows_.rend(), rule, &Row::rule);
    rows_.push_back({last->at, last->severity, "more-faults",
                     say("there are {} more problems of the sort {}", count - max_problems_per_rule, rule),
                     say("mend those above first")});
  }
  std::ranges::stable_sort(
      rows_, {}, [](const Row& row) { return std::tuple(row.at.file, row.at.place.line, row.at.place.column); });
  for (Row& row : rows_) {
    if (!sink) break;
    sink({.severity = row.severity,
          .where = triples_.position(row.at),
          .rule = std::move(row.rule),
          .what = std::move(row.what),
          .hint = std::move(row.hint),
          .record = {}});
  }
  rows_.clear();
  seen_.clear();
}

}  // namespace pramen::corpus
