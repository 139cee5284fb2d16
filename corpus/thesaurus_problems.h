// The problems of a thesaurus, collected over all its files and handed out in order of place.
// One thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"
#include "corpus/triples.h"

namespace pramen::corpus {

// A slip made in every block must not drown the others; beyond it they are counted.
inline constexpr std::size_t max_problems_per_rule = 1000;

class ThesaurusProblems {
 public:
  explicit ThesaurusProblems(const Triples& triples) : triples_(triples) {}

  void fault(const FilePlace& at, std::string_view rule, Sentence what, Sentence hint = {});
  void warning(const FilePlace& at, std::string_view rule, Sentence what, Sentence hint = {});
  bool faulty() const { return faulty_; }

  void hand_out(const ProblemSink& sink);

 private:
  void add(Severity severity, const FilePlace& at, std::string_view rule, Sentence what, Sentence hint);

  struct Row {
    FilePlace at;
    Severity severity;
    std::string rule;
    Sentence what, hint;
  };
  const Triples& triples_;
  std::vector<Row> rows_;
  std::map<std::string, std::size_t, std::less<>> seen_;  // rule -> how many
  bool faulty_ = false;
};

}  // namespace pramen::corpus
