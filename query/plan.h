// A request's words as a tree of forms and operators, ready for the scoring loop
// (loop.h), for Enquire (enquire.h) and for a look at a single record.
//
// Plain values; refers to nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/forms.h"
#include "query/words.h"

namespace pramen::query {

using indexer::Form;
using indexer::Tier;

// Forms that count together as one term would: their frequencies in a record are added
// (Xapian's OP_SYNONYM).
struct FormGroup {
  double weight = 1;
  bool title = false;  // only where they stand in a title
  std::vector<Form> forms;
};

// One word in one language.
struct WordForms {
  std::string language;
  std::vector<FormGroup> groups;
  // Every form that answers the word, ascending, and how closely.
  struct Near {
    Form form;
    Closeness closeness;
  };
  std::vector<Near> forms;
};

struct Node {
  enum class Kind {
    word,        // of its readings in several languages the best counts
    phrase,      // its children, words of one language, in this order, side by side
    near,        // its children, words of one language, within `distance` words, in any order
    all,         // every child
    any,         // at least one child
    maybe,       // the first child; the others only add to its score
    except,      // the first child without any of the others
    everything,  // all records, without a score
  };
  Kind kind = Kind::everything;
  std::vector<Node> children;
  std::vector<WordForms> readings;
  unsigned distance = 0;
};

// What makes a plan of the words of a query.
class Planner {
 public:
  // `without`: tiers that are left out.
  Planner(const indexer::Forms& forms, const std::vector<Tier>& without) : forms_(forms), without_(without) {}

  Node word(const QueryWord& word) const;
  // One phrase for each language in which all the words can be read.
  Node phrase(const std::vector<QueryWord>& words) const;
  Node item(const QueryItem& item) const;

  // Some record holds a form that answers the word.
  bool knows(const Reading& reading, bool prefix) const;
  WordForms expand(const Reading& reading) const;
  // All forms that begin like the word, with or without marks.
  WordForms expand_prefix(const Reading& reading) const;

 private:
  bool wants(Tier tier) const;

  const indexer::Forms& forms_;
  const std::vector<Tier>& without_;
};

// A search for a prefix takes at most so many forms, the commonest.
inline constexpr std::size_t max_prefix_forms = 10'000;

}  // namespace pramen::query
