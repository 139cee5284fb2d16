// The records of concepts as Xapian's matcher takes them, with their BM25 score. Used by one thread; refers to
// the postings.
#pragma once

#include <xapian.h>

#include <utility>
#include <vector>

#include "query/loop.h"

namespace pramen::query {

class SubjectSource final : public Xapian::PostingSource {
 public:
  SubjectSource(const Postings& postings, const FormGroup& group) {
    const double weight = bm25_weight(postings, group);
    for (const auto& [row, frequency] : postings.concepts.summed(group.forms))
      scores_.emplace_back(row + 1, weight * frequency / (frequency + static_cast<double>(postings.norms[row])));
    set_maxweight(weight);
  }

  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(scores_.size()); }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_min(); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_min(); }
  void init(const Xapian::Database&) override {
    at_ = 0;
    begun_ = false;
  }
  void next(double) override {
    at_ += begun_ ? 1 : 0;
    begun_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    begun_ = true;
    while (at_ < scores_.size() && scores_[at_].first < document) ++at_;
  }
  bool at_end() const override { return at_ >= scores_.size(); }
  Xapian::docid get_docid() const override { return scores_[at_].first; }
  double get_weight() const override { return scores_[at_].second; }

 private:
  std::vector<std::pair<Xapian::docid, double>> scores_;
  std::size_t at_ = 0;
  bool begun_ = false;
};

}  // namespace pramen::query
