// The scoring loop: one pass over Xapian's postings that scores, filters, counts
// and keeps the best, window by window of rows.
//
// Weights are Xapian's BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework,
// 2009; parameters in weights.h), with document lengths from the columns. A window's words are
// walked one after the other into arrays that stay in the cache (term at a time), as in
// Lucene's BooleanScorer; operators are operations on sets of bits. Windows are small
// where postings lie close, and large where most of a small one would be empty.
//
// One object per search; one thread.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "indexer/columns.h"
#include "indexer/index_files.h"
#include "indexer/token_column.h"
#include "query/plan.h"
#include "query/posting_cache.h"
#include "query/weights.h"

namespace pramen::query {

using Row = std::uint32_t;

// A window holds a power of two of rows, at most so many.
inline constexpr Row most_window_rows = 8192;

// What is walked over; all of it must outlive the loop.
struct Postings {
  const indexer::IndexFiles& index;
  const indexer::Forms& forms;
  const indexer::TokenColumn& tokens;
  std::span<const float> norms;  // by row: bm25_norms() below
  const PostingCache& cache;     // list of a form: twice its number, in titles one more
  const indexer::Columns& columns;
  const indexer::Concepts& concepts;
};

// What a group counts where it is met once more and more often: its weight and how rare it is.
double bm25_weight(const Postings& postings, const FormGroup& group);

// Changes the weights of all words of the plan so that each is as rare as it is among the records of its language, and
// nothing that a word finds is rarer than the word itself: a chance relative in a language of few
// records, or a relative that stands in one record only, would else count more than the word as typed.
void level_rarities(const Postings& postings, Node& plan);

// The part of BM25 that depends on a record's length only; by row.
std::vector<float> bm25_norms(const indexer::Columns& columns);

class Loop {
 public:
  // The matches of a window, rows ascending; scores[i] is that of rows[i].
  struct Matches {
    std::span<const Row> rows;
    std::span<const double> scores;
  };

  // Sets the bits of those rows from `base` on that are wanted, in words of 64; false: all are.
  using Wanted = std::function<bool(Row base, std::span<std::uint64_t> words)>;

  Loop(const Postings& postings, const Node& plan);
  ~Loop();

  // Calls `window` with the matches of each window that has some, in the order of rows.
  // Stops where it returns false. Where `least` points to a score, matches that cannot
  // exceed it may be left out; it may grow from window to window (MaxScore: Turtle and
  // Flood, Query Evaluation: Strategies and Optimizations, 1995). Matches that are not `wanted` are left out.
  void run(const std::function<bool(const Matches&)>& window, const double* least = nullptr, const Wanted& wanted = {});

  class Matcher;  // of one node

 private:
  const Row rows_, window_rows_;
  std::unique_ptr<Matcher> root_;
};

}  // namespace pramen::query
