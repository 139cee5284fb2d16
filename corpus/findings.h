// The problems of one record while it is being read, over all its files. They are
// handed out together at the end, when its id is known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/places.h"
#include "corpus/problem.h"

namespace pramen::corpus {

// One hostile file must not drown the faults of all others. What is beyond is
// counted in a last problem.
inline constexpr std::size_t max_problems_per_record = 100;

class Findings {
 public:
  explicit Findings(std::string file) : file_(std::move(file)) {}

  // What follows stands in `file`.
  void enter(std::string file) { file_ = std::move(file); }
  const std::string& file() const { return file_; }

  void fault(Place where, std::string_view rule, Sentence what, Sentence hint = {});
  void warning(Place where, std::string_view rule, Sentence what, Sentence hint = {});
  bool faulty() const { return faulty_; }
  bool empty() const { return problems_.empty(); }

  // Hands everything to `sink` in order of place, naming `record`, and is empty afterwards.
  void hand_out(const std::string& record, const ProblemSink& sink);

 private:
  void add(Severity severity, Place where, std::string_view rule, Sentence what, Sentence hint);

  std::string file_;
  std::vector<Problem> problems_;
  std::size_t left_out_ = 0;  // beyond max_problems_per_record
  Severity worst_left_out_ = Severity::warning;
  bool faulty_ = false;
};

// Reports the first ill-formed byte (false: the text must not be read further) or
// the first control character, which it blanks so that reading can go on.
bool check_characters(std::string& text, Place start, Findings& findings);

}  // namespace pramen::corpus
