#include "query/query_problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/problem_sentences.h"
#include "query/request.h"

namespace pramen::query {

std::string QueryProblem::sentence() const {
  std::string made = what;
  for (const std::string* more : {&instead, &hint}) {
    if (!more->empty()) made.append(" ").append(*more);
  }
  return made;
}

QueryProblem query_problem(Oddity code, std::size_t position, std::size_t length, std::string_view lang,
                           const OddityFacts& facts) {
  const auto known = std::ranges::find(sentence_languages, lang);
  const auto number =
      known == sentence_languages.end() ? 0 : static_cast<std::size_t>(known - sentence_languages.begin());
  const ProblemSentences& sentences = problem_row(code).sentences[number];
  const auto filled = [&](std::string_view pattern) {
    return fmt::format(fmt::runtime(pattern), fmt::arg("typed", facts.typed), fmt::arg("field", facts.field),
                       fmt::arg("limit", facts.limit), fmt::arg("meant", facts.meant));
  };
  QueryProblem made{.code = code,
                    .position = position,
                    .length = length,
                    .what = filled(sentences.what),
                    .instead = filled(sentences.instead),
                    .hint = filled(sentences.hint)};
  if (!made.hint.empty()) return made;
  const bool unknown = code == Oddity::field_unknown || code == Oddity::value_unknown;
  if (unknown && !facts.meant.empty())
    made.hint = fmt::format(fmt::runtime(problem_offers(number).meant), facts.meant);
  else if (!facts.choice.empty())
    made.hint = fmt::format(fmt::runtime(problem_offers(number).choice), fmt::join(facts.choice, ", "));
  return made;
}

void ProblemList::add(Oddity code, std::size_t begin, std::size_t end, OddityFacts facts) {
  if (facts.typed.empty()) facts.typed = text_.substr(begin, end - begin);
  problems_.push_back(query_problem(code, characters(text_.substr(0, begin)),
                                    characters(text_.substr(begin, end - begin)), lang_, facts));
}

std::vector<QueryProblem> ProblemList::take() {
  std::ranges::stable_sort(problems_, {}, &QueryProblem::position);
  std::vector<QueryProblem> taken;
  for (QueryProblem& problem : problems_) {
    const bool bracket = problem.code == Oddity::bracket_open || problem.code == Oddity::bracket_stray ||
                         problem.code == Oddity::bracket_deep;
    if (bracket && !taken.empty() && taken.back().code == problem.code &&
        taken.back().position + taken.back().length == problem.position)
      taken.back().length += problem.length;
    else
      taken.push_back(std::move(problem));
  }
  return taken;
}

std::string_view oddity_name(Oddity code) { return problem_row(code).name; }

}  // namespace pramen::query
