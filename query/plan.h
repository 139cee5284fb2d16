// A request's words as a tree of forms and operators, ready for the scoring loop
// (loop.h), for Enquire (enquire.h) and for a look at a single record.
//
// Plain values; refers to nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/concepts.h"
#include "indexer/forms.h"
#include "query/spelling.h"
#include "query/words.h"

namespace pramen::query {

using indexer::Form;
using indexer::Tier;

// Forms that count together as one term would: their frequencies in a record are added
// (Xapian's OP_SYNONYM).
struct FormGroup {
  Tier tier = Tier::exact;
  double weight = 1;
  bool title = false;  // only where they stand in a title
  std::vector<Form> forms;
  bool subjects = false;  // `forms` are numbers of concepts (indexer/concepts.h)
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
  bool cut = false;  // more forms answer the pattern, or are like the word, than are taken
};

struct Node {
  enum class Kind {
    word,        // of its readings in several languages the best counts
    phrase,      // its children, words of one language, in this order, side by side
    near,        // its children, words of one language, within `distance` words, in any order
    all,         // every child
    any,         // at least one child; their scores are added
    best,        // at least one child; the highest score counts
    maybe,       // the first child; the others only add to its score
    except,      // the first child without any of the others
    everything,  // all records, without a score
    facet,       // records that fulfil `condition`, without a score
  };
  Kind kind = Kind::everything;
  std::vector<Node> children;
  std::vector<WordForms> readings;
  unsigned distance = 0;
  bool title = false;  // of phrase and near: in titles only
  FacetCondition condition;
  std::string text = {};  // of a word, as typed; a concept has none
};

// The same with so many times its scores.
Node weighed(Node node, double factor);

// What makes a plan of the words of a query. One a search; one thread.
class Planner {
 public:
  // `without`: tiers that are left out.
  Planner(const indexer::Forms& forms, const indexer::Concepts& concepts, const std::vector<Tier>& without)
      : forms_(forms), concepts_(concepts), without_(without) {}

  // What the item asks for; whether it is excluded is for the caller to say.
  Node item(const QueryItem& item) const;
  // The words, or else one of the concepts; `some`: where a record need not hold all words of the query.
  Node or_subjects(Node words, std::span<const indexer::Subject> subjects, bool some = false) const;
  // Records that have one of the concepts or one below it; no reading where none has.
  Node subjects(std::span<const indexer::Subject> subjects, double weight) const;
  // Of plain words; concept:name is a condition of its own.
  static std::span<const indexer::Subject> plain_meaning(const QueryItem& item);
  bool wants(Tier tier) const { return std::ranges::find(without_, tier) == without_.end(); }
  // Forms that do not answer the word but look like it (alike.h), to rank by; no reading where there are none.
  Node alike(const QueryWord& word) const;
  // A word that stands nowhere, as the word that is most likely meant; no reading where it is known, or
  // nothing is like it. Only to rank by.
  Node respelled(const QueryWord& word) const;
  // The word that is most likely meant (spelling.h). Looked up once.
  const std::optional<Spelling>& spelling(const Reading& reading) const;
  // Whether a record holds the word in one of its own forms, in one of the languages in which it is read. That one
  // holds a part or a relative of it may be chance.
  bool stands_in_records(const QueryWord& word) const;
  // Whether records hold the word read so as it stands, marks aside, or in a form of it that a list or table of
  // the language tells, not its endings alone.
  bool really_has(const QueryWord& word, const Reading& reading) const;
  // The forms that answer the word read so; none if no record holds one. Looked up once,
  // valid as long as the planner.
  const WordForms& expand(const QueryWord& word, const Reading& reading) const;

 private:
  Node word(const QueryWord& word) const;
  // The words of a phrase or NEAR, once for each language in which all can be read.
  Node in_place(const QueryItem& item) const;
  Node all_items(std::span<const QueryItem> items) const;
  WordForms expand_tiers(const Reading& reading, const std::vector<Tier>& without) const;
  WordForms expand_pattern(const QueryWord& word, const Reading& reading) const;
  // Adds the forms that are like the word.
  void add_similar(const QueryWord& word, const Reading& reading, WordForms& made) const;
  void keep_titles(WordForms& made) const;
  WordForms expanded(const QueryWord& word, const Reading& reading) const;

  // What decides the forms: language, pattern or word, whether it is meant exactly, in titles, how far it may differ.
  using Asked =
      std::tuple<const stemmers::Language*, std::string, std::shared_ptr<const stemmers::Word>, bool, bool, unsigned>;

  const indexer::Forms& forms_;
  const indexer::Concepts& concepts_;
  const std::vector<Tier>& without_;
  mutable std::map<Asked, WordForms> expanded_;
  mutable std::map<std::pair<const stemmers::Language*, std::shared_ptr<const stemmers::Word>>, std::optional<Spelling>>
      spellings_;
};

// word~ takes at most so many forms, the commonest.
inline constexpr std::size_t max_similar_forms = 100;

}  // namespace pramen::query
