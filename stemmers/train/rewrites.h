// Rewrites bring a source to the conventions of Universal Dependencies: what
// counts as inflection and what as a word of its own (participles, adverbs,
// negation, comparatives). They are data of a recipe, a row each:
//
//   [form, lemma, new lemma]   or   [form, lemma, new lemma, condition]
//
// Form and lemma are words with at most one star, which stands for one letter or
// more: "ne*ť". A lemma that begins with "F:" is made with what the form's star
// stands for. The new lemma uses the lemma's star, or with "F:" the form's; null
// drops the pair, "=" keeps it and passes over the rows below, ">" is what the
// source says of the lemma itself (a participle's verb). Conditions: "known" (the
// new lemma is a base form of the source), "self" (the form is one), or
// "*em of *": such a form of such a lemma is in the source, the star being that
// of the new lemma; "not " before it turns it round. Rows apply in order, each to
// the result of those before.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <unordered_set>
#include <vector>

#include "stemmers/train/lexicon.h"

namespace pramen::stemmers::train {

class Rewrites {
 public:
  // Throws std::invalid_argument with the row that cannot be read.
  explicit Rewrites(const nlohmann::json& rows);
  Rewrites() = default;

  bool empty() const { return rows_.empty(); }
  Lexicon apply(const Lexicon& source) const;

 private:
  struct Pattern {
    Letters begin, end;
    bool star = false;
    bool of_form = false;  // F:

    // What the star stands for; empty letters without a star.
    std::optional<std::string_view> match(std::string_view word) const;
    Letters make(std::string_view for_star) const;
  };
  enum class Action { replace, drop, keep, follow };
  enum class Test { always, known, self, has_form };
  struct Row {
    Pattern form, lemma, becomes;
    Action action = Action::replace;
    Test test = Test::always;
    bool turned = false;  // "not "
    Pattern test_form, test_lemma;
  };
  class Run;

  static Pattern read_pattern(std::string text);
  static Row read_row(const nlohmann::json& row);

  std::vector<Row> rows_;
};

}  // namespace pramen::stemmers::train
