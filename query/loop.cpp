#include "query/loop.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "indexer/layout.h"
#include "query/token_sets.h"

namespace pramen::query {
namespace {

constexpr Row no_row = indexer::PostingWalk::no_row;

// Counts with one instruction where the processor has it. (What chooses between the two runs before ThreadSanitizer is
// there.)
#ifndef __SANITIZE_THREAD__
__attribute__((target_clones("popcnt", "default")))
#endif
Row count_bits(std::span<const std::uint64_t> words) {
  Row sum = 0;
  for (const std::uint64_t word : words) sum += static_cast<Row>(std::popcount(word));
  return sum;
}

// A set of rows of one window.
class Bits {
 public:
  explicit Bits(Row window_rows) : words_(window_rows / 64) {}
  void clear() { std::ranges::fill(words_, 0); }
  void set(Row i) { words_[i / 64] |= std::uint64_t{1} << i % 64; }
  void reset(Row i) { words_[i / 64] &= ~(std::uint64_t{1} << i % 64); }
  bool test(Row i) const { return (words_[i / 64] >> i % 64 & 1) != 0; }
  bool none() const {
    return std::ranges::all_of(words_, [](std::uint64_t word) { return word == 0; });
  }
  Row count() const { return count_bits(words_); }
  void fill(Row size) {
    clear();
    for (Row i = 0; i < size; i += 64)
      words_[i / 64] = size - i >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (size - i)) - 1;
  }
  std::span<std::uint64_t> words() { return words_; }
  void remove(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }
  template <typename Sink>
  void each(const Sink& sink) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        sink(static_cast<Row>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

// By row of a window; holds anything where no row was found.
class Scores {
 public:
  explicit Scores(Row window_rows) : scores_(new double[window_rows]) {}
  double& operator[](Row i) { return scores_[i]; }
  double operator[](Row i) const { return scores_[i]; }

 private:
  std::unique_ptr<double[]> scores_;
};

// How many records hold one of the forms, were they independent: as Xapian takes it.
double records_of(const Postings& postings, const FormGroup& group) {
  const double rows = postings.columns.records();
  double absent = 1, found = 0;
  for (const Form form : group.forms) {
    found = group.subjects ? static_cast<double>(postings.concepts.rows(form).size())
            : group.title  ? postings.forms.title_records(form)
                           : postings.forms.records(form);
    absent *= 1 - found / rows;
  }
  return group.forms.size() > 1 ? std::floor((1 - absent) * rows + 0.5) : found;
}

// About how many postings decide what is walked.
double walked_postings(const Postings& postings, const Node& node) {
  const auto child = [&](const Node& one) { return walked_postings(postings, one); };
  double sum = 0;
  switch (node.kind) {
    case Node::Kind::word:
      for (const WordForms& reading : node.readings) {
        for (const WordForms::Near& near : reading.forms) sum += postings.forms.records(near.form);
        for (const FormGroup& group : reading.groups) sum += group.subjects ? records_of(postings, group) : 0;
      }
      return sum;
    case Node::Kind::facet:
    case Node::Kind::everything: return static_cast<double>(postings.norms.size());
    case Node::Kind::any:
    case Node::Kind::best:
      for (const Node& one : node.children) sum += child(one);
      return sum;
    case Node::Kind::maybe:
    case Node::Kind::except: return child(node.children[0]);
    case Node::Kind::phrase:
    case Node::Kind::near:
    case Node::Kind::all: break;
  }
  for (const Node& one : node.children) sum = &one == node.children.data() ? child(one) : std::min(sum, child(one));
  return sum;
}

// Rows of a window, so that most hold a few hundred postings: a power of two.
Row window_rows_for(const Postings& postings, const Node& plan) {
  constexpr double wanted = 256;
  constexpr Row least = 2048, most = most_window_rows;
  const double rows = static_cast<double>(postings.norms.size());
  const double size = rows * wanted / std::max(1.0, walked_postings(postings, plan));
  return std::clamp(std::bit_ceil(static_cast<Row>(std::min<double>(size, most))), least, most);
}

// Xapian's BM25Weight::init for k2 = 0 and one occurrence in the query.
double term_weight(double records, double found) {
  double odds = (records - found + 0.5) / (found + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds) * (bm25_k1 + 1);
}

// Among the records of a language.
double term_weight_in(const Postings& postings, std::string_view lang, double found) {
  // A name in another language may stand in records that have no text in it.
  return term_weight(std::max<double>(postings.columns.records_in(lang), found), found);
}

bool is_own_form(const FormGroup& group) {
  return group.tier == indexer::Tier::exact || group.tier == indexer::Tier::lemma ||
         group.tier == indexer::Tier::folded;
}

void level_word(const Postings& postings, Node& word) {
  // Of its own forms, by reading; 0: it has none.
  std::vector<double> found;
  double level = std::numeric_limits<double>::infinity();
  for (const WordForms& reading : word.readings) {
    double& most = found.emplace_back(0);
    for (const FormGroup& group : reading.groups)
      most = std::max(most, is_own_form(group) ? records_of(postings, group) : 0);
    if (most > 0) level = std::min(level, term_weight_in(postings, reading.language, most));
  }
  for (std::size_t i = 0; i < word.readings.size(); ++i) {
    WordForms& reading = word.readings[i];
    const double own = found[i] > 0 ? term_weight_in(postings, reading.language, found[i]) : 0;
    for (FormGroup& group : reading.groups) {
      if (group.subjects) continue;
      const double records = records_of(postings, group), rare = term_weight_in(postings, reading.language, records);
      const bool distant = !is_own_form(group) && !group.title;
      const double levelled = distant || own == 0 ? std::min(rare, level) : rare * level / own;
      group.weight *= levelled / term_weight(postings.columns.records(), records);
    }
  }
}

}  // namespace

void level_rarities(const Postings& postings, Node& plan) {
  for (Node& child : plan.children) level_rarities(postings, child);
  if (plan.kind == Node::Kind::word) level_word(postings, plan);
}

double bm25_weight(const Postings& postings, const FormGroup& group) {
  return group.weight * term_weight(postings.columns.records(), records_of(postings, group));
}

std::vector<float> bm25_norms(const indexer::Columns& columns) {
  const std::span<const std::uint32_t> lengths = columns.lengths();
  double sum = 0;
  for (const std::uint32_t length : lengths) sum += length;
  const double average = sum == 0 ? 1 : sum / columns.records();
  std::vector<float> norms;
  norms.reserve(lengths.size());
  for (const std::uint32_t length : lengths) {
    const double relative = std::max(length / average, bm25_min_length);
    norms.push_back(static_cast<float>(bm25_k1 * (bm25_b * relative + (1 - bm25_b))));
  }
  return norms;
}

// A node at work. Windows come in ascending order; some may be left out.
class Loop::Matcher {
 public:
  explicit Matcher(Row window_rows) : window_rows_(window_rows) {}
  virtual ~Matcher() = default;
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  // No match lies before this row, which is not before `from`; no_row: there are no more.
  virtual Row next(Row from) const = 0;
  // The matches from row `base` on, of those in `within` (nullptr: all). `scores` is
  // written where `found` is set.
  virtual void window(Row base, const Bits* within, Bits& found, Scores& scores) = 0;
  // About so many matches, for the order of work.
  virtual double expected() const = 0;
  // No match scores more.
  virtual double max_score() const = 0;
  // From now on matches that do not exceed *least need not be found.
  virtual void leave_out_below(const double* /*least*/) {}

 protected:
  const Row window_rows_;
};

namespace {

// The records that hold one form, from the cache or from Xapian; or that have a concept.
class PostingList {
 public:
  PostingList(const indexer::Concepts& concepts, indexer::Subject subject, std::uint8_t groups)
      : groups_(groups),
        records_(static_cast<std::uint32_t>(concepts.rows(subject).size())),
        kept_(true),
        rows_(concepts.rows(subject)),
        frequencies_(concepts.frequencies(subject)) {
    read();
  }
  PostingList(const Postings& postings, Form form, bool title, std::uint8_t groups)
      : groups_(groups), records_(title ? postings.forms.title_records(form) : postings.forms.records(form)) {
    const auto open = [&] {
      return postings.index.postings(indexer::term(title ? indexer::title_prefix : indexer::form_prefix,
                                                   postings.forms.language(form), postings.forms.text(form)));
    };
    const PostingCache::List* kept =
        postings.cache.find(form * std::size_t{2} + (title ? 1 : 0), records_, [&](PostingCache::List& list) {
          for (indexer::PostingWalk it = open(); it.row() != no_row; it.next()) {
            list.rows.push_back(it.row());
            list.frequencies.push_back(static_cast<std::uint16_t>(std::min<Xapian::termcount>(it.frequency(), 0xFFFF)));
          }
        });
    if (kept != nullptr) {
      kept_ = true;
      rows_ = kept->rows;
      frequencies_ = kept->frequencies;
    } else {
      posting_ = open();
    }
    read();
  }

  std::uint8_t groups() const { return groups_; }  // a bit for each group that counts it
  std::uint32_t records() const { return records_; }
  Row at() const { return at_; }

  // Calls sink(row, frequency) for postings from `base` to `end`.
  template <typename Sink>
  void walk(Row base, Row end, const Bits* within, Row wanted, Row rows, const Sink& sink) {
    if (at_ < base) skip_to(base);
    // Skipping pays where few of the window's postings are wanted.
    const bool skip = within != nullptr && wanted * 4.0 < static_cast<double>(records_) * (end - base) / rows;
    if (skip) {
      within->each([&](Row i) {
        if (at_ < base + i) skip_to(base + i);
        if (at_ == base + i) sink(at_, frequency());
      });
    } else if (kept_) {
      for (; place_ < rows_.size() && rows_[place_] < end; ++place_) {
        if (within == nullptr || within->test(rows_[place_] - base)) sink(rows_[place_], frequencies_[place_]);
      }
      read();
    } else {
      for (; at_ < end; posting_.next(), read()) {
        if (within == nullptr || within->test(at_ - base)) sink(at_, posting_.frequency());
      }
    }
  }

 private:
  void read() {
    if (kept_)
      at_ = place_ < rows_.size() ? rows_[place_] : no_row;
    else
      at_ = posting_.row();
  }
  std::uint32_t frequency() const { return kept_ ? frequencies_[place_] : posting_.frequency(); }
  void skip_to(Row row) {
    if (kept_) {
      // In growing steps, then by halves: most often it is near.
      const std::span<const Row> all = rows_;
      std::size_t step = 1, high = place_;
      while (high < all.size() && all[high] < row) {
        place_ = high;
        high += step;
        step *= 2;
      }
      const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(high, all.size()));
      place_ = static_cast<std::size_t>(std::lower_bound(all.begin() + static_cast<std::ptrdiff_t>(place_), end, row) -
                                        all.begin());
    } else {
      posting_.skip_to(row);
    }
    read();
  }

  std::uint8_t groups_;
  std::uint32_t records_;
  bool kept_ = false;  // decoded: in rows_ and frequencies_
  std::span<const Row> rows_;
  std::span<const std::uint16_t> frequencies_;
  std::size_t place_ = 0;
  indexer::PostingWalk posting_;
  Row at_ = no_row;
};

constexpr std::size_t max_groups = 8;

// One word in one language.
class ReadingMatcher {
 public:
  ReadingMatcher(const Postings& postings, const WordForms& word, Row window_rows)
      : norms_(postings.norms), rows_(static_cast<Row>(postings.norms.size())), window_rows_(window_rows) {
    std::vector<std::pair<Form, std::uint8_t>> everywhere, titles, subjects;
    for (std::size_t i = 0; i < word.groups.size(); ++i) {
      const FormGroup& group = word.groups[i];
      for (const Form form : group.forms)
        (group.subjects ? subjects
         : group.title  ? titles
                        : everywhere)
            .emplace_back(form, static_cast<std::uint8_t>(1U << i));
      weights_.push_back(bm25_weight(postings, group));
      expected_ = std::max(expected_, records_of(postings, group));
    }
    open(postings, false, everywhere);
    open(postings, true, titles);
    for (const auto& [subject, groups] : by_form(subjects)) lists_.emplace_back(postings.concepts, subject, groups);
    if (single()) return;
    touched_.emplace(window_rows);
    place_.reset(new std::uint16_t[window_rows]);
  }

  double expected() const { return expected_; }
  double max_score() const { return std::accumulate(weights_.begin(), weights_.end(), 0.0); }

  Row next(Row from) const {
    Row first = no_row;
    for (const PostingList& list : lists_) first = std::min(first, list.at());
    return first == no_row ? no_row : std::max(first, from);
  }

  // Adds to `found`; of two scores for a row the higher stays.
  void window(Row base, const Bits* within, Row wanted, Bits& found, Scores& scores) {
    const Row end = std::min(base + window_rows_, rows_);
    const auto put = [&](Row i, double score) {
      scores[i] = found.test(i) ? std::max(scores[i], score) : score;
      found.set(i);
    };
    if (single()) {
      lists_[0].walk(base, end, within, wanted, rows_, [&](Row row, std::uint32_t frequency) {
        put(row - base, weights_[0] * frequency / (frequency + norms_[row]));
      });
      return;
    }
    touched_->clear();
    sums_.clear();
    for (PostingList& list : lists_) {
      list.walk(base, end, within, wanted, rows_, [&](Row row, std::uint32_t frequency) {
        Frequencies& sum = sum_of(row - base);
        for (unsigned groups = list.groups(); groups != 0; groups &= groups - 1)
          sum[static_cast<std::size_t>(std::countr_zero(groups))] += frequency;
      });
    }
    touched_->each([&](Row i) { put(i, score(sums_[place_[i]], norms_[base + i])); });
  }

 private:
  bool single() const { return lists_.size() == 1 && weights_.size() == 1; }

  using InGroups = std::vector<std::pair<Form, std::uint8_t>>;  // a form, a bit for each group that counts it

  static InGroups by_form(InGroups& forms) {
    std::ranges::sort(forms);
    InGroups joined;
    for (const auto& [form, group] : forms) {
      if (joined.empty() || joined.back().first != form) joined.emplace_back(form, std::uint8_t{0});
      joined.back().second |= group;
    }
    return joined;
  }

  void open(const Postings& postings, bool title, InGroups& forms) {
    for (const auto& [form, groups] : by_form(forms)) lists_.emplace_back(postings, form, title, groups);
  }

  using Frequencies = std::array<std::uint32_t, max_groups>;  // by group

  Frequencies& sum_of(Row i) {
    if (!touched_->test(i)) {
      touched_->set(i);
      place_[i] = static_cast<std::uint16_t>(sums_.size());
      return sums_.emplace_back();
    }
    return sums_[place_[i]];
  }

  double score(const Frequencies& frequencies, double norm) const {
    double sum = 0;
    for (std::size_t group = 0; group < weights_.size(); ++group)
      sum += weights_[group] * frequencies[group] / (frequencies[group] + norm);
    return sum;
  }

  const std::span<const float> norms_;
  const Row rows_, window_rows_;
  std::vector<double> weights_;  // by group
  std::vector<PostingList> lists_;
  double expected_ = 0;
  // Where there are several lists: the rows met in this window, and their frequencies.
  std::optional<Bits> touched_;
  std::unique_ptr<std::uint16_t[]> place_;  // in sums_
  std::vector<Frequencies> sums_;
};

class WordMatcher final : public Loop::Matcher {
 public:
  WordMatcher(const Postings& postings, const Node& node, Row window_rows) : Matcher(window_rows) {
    for (const WordForms& reading : node.readings) readings_.emplace_back(postings, reading, window_rows);
  }
  Row next(Row from) const override {
    Row first = no_row;
    for (const ReadingMatcher& reading : readings_) first = std::min(first, reading.next(from));
    return first;
  }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    found.clear();
    const Row wanted = within == nullptr ? 0 : within->count();
    for (ReadingMatcher& reading : readings_) reading.window(base, within, wanted, found, scores);
  }
  double expected() const override {
    double sum = 0;
    for (const ReadingMatcher& reading : readings_) sum += reading.expected();
    return sum;
  }
  double max_score() const override {
    double most = 0;
    for (const ReadingMatcher& reading : readings_) most = std::max(most, reading.max_score());
    return most;
  }

 private:
  std::vector<ReadingMatcher> readings_;
};

class Everything final : public Loop::Matcher {
 public:
  Everything(Row rows, Row window_rows) : Matcher(window_rows), rows_(rows) {}
  Row next(Row from) const override { return from < rows_ ? from : no_row; }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    if (within != nullptr)
      found = *within;
    else
      found.fill(std::min(window_rows_, rows_ - base));
    found.each([&](Row row) { scores[row] = 0; });
  }
  double expected() const override { return rows_; }
  double max_score() const override { return 0; }

 private:
  const Row rows_;
};

// A facet's condition, best looked at where other matchers have left few rows.
class Condition final : public Loop::Matcher {
 public:
  Condition(const Postings& postings, const Node& node, Row window_rows)
      : Matcher(window_rows),
        rows_(static_cast<Row>(postings.norms.size())),
        holds_(postings.columns, node.condition),
        all_(rows_, window_rows),
        looked_at_(window_rows) {}
  Row next(Row from) const override {
    if (from < asked_ || from > next_) {
      for (asked_ = next_ = from; next_ < rows_ && !holds_(next_);) ++next_;
    }
    return next_ < rows_ ? next_ : no_row;
  }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    all_.window(base, within, looked_at_, scores);
    found.clear();
    looked_at_.each([&](Row i) {
      if (holds_(base + i)) found.set(i);
    });
  }
  double expected() const override { return rows_; }
  double max_score() const override { return 0; }

 private:
  const Row rows_;
  const FacetPredicate holds_;
  Everything all_;
  Bits looked_at_;
  mutable Row asked_ = 1, next_ = 0;  // no row from asked_ to before next_ fulfils it; at first nothing is known
};

using Children = std::vector<std::unique_ptr<Loop::Matcher>>;

double max_sum(const Children& children) {
  double sum = 0;
  for (const auto& child : children) sum += child->max_score();
  return sum;
}

class All : public Loop::Matcher {
 public:
  All(Children children, Row window_rows)
      : Matcher(window_rows), children_(std::move(children)), both_(window_rows), more_(window_rows) {
    std::ranges::stable_sort(children_, {}, [](const auto& child) { return child->expected(); });
  }
  Row next(Row from) const override {
    Row last = from;
    for (const auto& child : children_) last = std::max(last, child->next(last));
    return last;
  }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    children_[0]->window(base, within, found, scores);
    for (std::size_t i = 1; i < children_.size() && !found.none(); ++i) {
      children_[i]->window(base, &found, both_, more_);
      both_.each([&](Row row) { scores[row] += more_[row]; });
      found = both_;
    }
  }
  double expected() const override { return children_[0]->expected(); }
  double max_score() const override { return max_sum(children_); }

 private:
  Children children_;
  Bits both_;
  Scores more_;
};

// What at least one child matches.
class Alternatives : public Loop::Matcher {
 public:
  Alternatives(Children children, Row window_rows)
      : Matcher(window_rows), children_(std::move(children)), more_found_(window_rows), more_(window_rows) {}
  Row next(Row from) const override {
    Row first = no_row;
    for (const auto& child : children_) first = std::min(first, child->next(from));
    return first;
  }
  double expected() const override {
    double sum = 0;
    for (const auto& child : children_) sum += child->expected();
    return sum;
  }

 protected:
  // Joins the matches of one more child to `found`; of two scores for a row join(a, b) is kept.
  template <typename Join>
  void join_more(Loop::Matcher& child, Row base, const Bits* within, Bits& found, Scores& scores, const Join& join) {
    child.window(base, within, more_found_, more_);
    more_found_.each([&](Row row) {
      scores[row] = found.test(row) ? join(scores[row], more_[row]) : more_[row];
      found.set(row);
    });
  }

  Children children_;

 private:
  Bits more_found_;
  Scores more_;
};

// The scores of all children are added.
class Any final : public Alternatives {
 public:
  using Alternatives::Alternatives;
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    found.clear();
    if (children_.empty()) return;
    // Those in front alone bring no record above the least score: they only add to what the others find.
    const std::size_t adding = number_adding();
    children_.back()->window(base, within, found, scores);
    for (std::size_t i = children_.size() - 1; i-- > 0;) {
      const bool only_adds = i < adding;
      if (only_adds && found.none()) return;
      join_more(*children_[i], base, only_adds ? &found : within, found, scores, std::plus<>());
    }
  }
  double max_score() const override { return max_sum(children_); }
  void leave_out_below(const double* least) override {
    least_ = least;
    std::ranges::stable_sort(children_, {}, [](const auto& child) { return child->max_score(); });
  }

 private:
  std::size_t number_adding() const {
    std::size_t adding = 0;
    if (least_ == nullptr) return adding;
    for (double sum = 0; adding + 1 < children_.size(); ++adding) {
      sum += children_[adding]->max_score();
      if (sum > *least_) break;
    }
    return adding;
  }

  const double* least_ = nullptr;
};

// The highest score counts.
class Best final : public Alternatives {
 public:
  using Alternatives::Alternatives;
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    children_[0]->window(base, within, found, scores);
    for (std::size_t i = 1; i < children_.size(); ++i)
      join_more(*children_[i], base, within, found, scores, [](double a, double b) { return std::max(a, b); });
  }
  double max_score() const override {
    double most = 0;
    for (const auto& child : children_) most = std::max(most, child->max_score());
    return most;
  }
};

class Maybe final : public Loop::Matcher {
 public:
  Maybe(Children children, Row window_rows)
      : Matcher(window_rows), children_(std::move(children)), more_found_(window_rows), more_(window_rows) {}
  Row next(Row from) const override { return children_[0]->next(from); }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    children_[0]->window(base, within, found, scores);
    for (std::size_t i = 1; i < children_.size() && !found.none(); ++i) {
      children_[i]->window(base, &found, more_found_, more_);
      more_found_.each([&](Row row) { scores[row] += more_[row]; });
    }
  }
  double expected() const override { return children_[0]->expected(); }
  double max_score() const override { return max_sum(children_); }

 private:
  Children children_;
  Bits more_found_;
  Scores more_;
};

class Except final : public Loop::Matcher {
 public:
  Except(Children children, Row window_rows)
      : Matcher(window_rows), children_(std::move(children)), unwanted_(window_rows), ignored_(window_rows) {}
  Row next(Row from) const override { return children_[0]->next(from); }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    children_[0]->window(base, within, found, scores);
    for (std::size_t i = 1; i < children_.size() && !found.none(); ++i) {
      children_[i]->window(base, &found, unwanted_, ignored_);
      found.remove(unwanted_);
    }
  }
  double expected() const override { return children_[0]->expected(); }
  double max_score() const override { return children_[0]->max_score(); }
  void leave_out_below(const double* least) override { children_[0]->leave_out_below(least); }

 private:
  Children children_;
  Bits unwanted_;
  Scores ignored_;
};

// Records with all the words, of which those are kept whose tokens stand right.
class InPlace final : public Loop::Matcher {
 public:
  InPlace(const Postings& postings, const Node& node, Children words, Row window_rows)
      : Matcher(window_rows),
        tokens_(postings.tokens),
        language_(tokens_.number(node.children.front().readings.front().language)),
        sets_(postings.forms, node.children),
        pairs_(postings.forms,
               node.kind == Node::Kind::phrase ? std::span<const Node>(node.children) : std::span<const Node>()),
        near_(node.kind == Node::Kind::near),
        title_(node.title),
        distance_(node.distance),
        all_(std::move(words), window_rows),
        candidates_(window_rows) {}
  Row next(Row from) const override { return all_.next(from); }
  void window(Row base, const Bits* within, Bits& found, Scores& scores) override {
    all_.window(base, within, candidates_, scores);
    found.clear();
    rows_.clear();
    candidates_.each([&](Row i) { rows_.push_back(base + i); });
    if (!pairs_.empty()) keep_likely_rows();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      // Records lie far apart in memory: most of the time would go in waiting for them.
      constexpr std::size_t ahead = 4;
      if (i + 2 * ahead < rows_.size()) tokens_.prefetch_places(rows_[i + 2 * ahead]);
      if (i + ahead < rows_.size()) tokens_.prefetch(rows_[i + ahead]);
      const indexer::FieldReader record = tokens_.fields(rows_[i]);
      if (near_ ? holds_near(record, language_, sets_, distance_, title_)
                : holds_phrase(record, language_, sets_, title_))
        found.set(rows_[i] - base);
    }
  }
  double expected() const override { return all_.expected() / 4; }
  double max_score() const override { return all_.max_score(); }

 private:
  void keep_likely_rows() {
    constexpr std::size_t ahead = 8;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i + 2 * ahead < rows_.size()) tokens_.prefetch_pairs(rows_[i + 2 * ahead]);
      if (i + ahead < rows_.size()) pairs_.prefetch(tokens_.pairs(rows_[i + ahead]));
      if (pairs_.may_hold(tokens_.pairs(rows_[i]))) rows_[kept++] = rows_[i];
    }
    rows_.resize(kept);
  }

  const indexer::TokenColumn& tokens_;
  const std::size_t language_;
  const TokenSets sets_;
  const PhrasePairs pairs_;
  const bool near_, title_;
  const unsigned distance_;
  All all_;
  Bits candidates_;
  std::vector<Row> rows_;
};

std::unique_ptr<Loop::Matcher> make(const Postings& postings, const Node& node, Row window_rows) {
  if (node.kind == Node::Kind::word) return std::make_unique<WordMatcher>(postings, node, window_rows);
  if (node.kind == Node::Kind::everything)
    return std::make_unique<Everything>(static_cast<Row>(postings.norms.size()), window_rows);
  if (node.kind == Node::Kind::facet) return std::make_unique<Condition>(postings, node, window_rows);
  Children children;
  for (const Node& child : node.children) children.push_back(make(postings, child, window_rows));
  if (children.empty()) return std::make_unique<Any>(std::move(children), window_rows);  // finds nothing
  switch (node.kind) {
    case Node::Kind::phrase:
    case Node::Kind::near: return std::make_unique<InPlace>(postings, node, std::move(children), window_rows);
    case Node::Kind::all:
      if (children.size() > 1) return std::make_unique<All>(std::move(children), window_rows);
      return std::move(children[0]);
    case Node::Kind::any:
      if (children.size() > 1) return std::make_unique<Any>(std::move(children), window_rows);
      return std::move(children[0]);
    case Node::Kind::best: return std::make_unique<Best>(std::move(children), window_rows);
    case Node::Kind::maybe: return std::make_unique<Maybe>(std::move(children), window_rows);
    case Node::Kind::except: return std::make_unique<Except>(std::move(children), window_rows);
    case Node::Kind::word:
    case Node::Kind::facet:
    case Node::Kind::everything: break;
  }
  return nullptr;
}

}  // namespace

Loop::Loop(const Postings& postings, const Node& plan)
    : rows_(static_cast<Row>(postings.norms.size())),
      window_rows_(window_rows_for(postings, plan)),
      root_(make(postings, plan, window_rows_)) {}

Loop::~Loop() = default;

void Loop::run(const std::function<bool(const Matches&)>& window, const double* least, const Wanted& wanted) {
  if (least != nullptr) root_->leave_out_below(least);
  Bits found(window_rows_), within(window_rows_);
  Scores scores(window_rows_);
  std::vector<Row> rows;
  std::vector<double> row_scores;
  for (Row from = 0; from < rows_;) {
    const Row next = root_->next(from);
    if (next >= rows_) return;
    const Row base = next / window_rows_ * window_rows_;
    from = base + window_rows_;
    const bool some = wanted && wanted(base, within.words());
    if (some && within.none()) continue;
    root_->window(base, some ? &within : nullptr, found, scores);
    rows.clear();
    row_scores.clear();
    found.each([&](Row i) {
      rows.push_back(base + i);
      row_scores.push_back(scores[i]);
    });
    if (!rows.empty() && !window({rows, row_scores})) return;
  }
}

}  // namespace pramen::query
