// A facet's condition as Xapian's matcher takes it. Used by one thread; refers to the columns.
#pragma once

#include <xapian.h>

#include "query/facet_condition.h"

namespace pramen::query {

class FacetSource final : public Xapian::PostingSource {
 public:
  FacetSource(const indexer::Columns& columns, const FacetCondition& condition)
      : rows_(columns.rows()), holds_(columns, condition) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return rows_ / 2; }
  Xapian::doccount get_termfreq_max() const override { return rows_; }
  void init(const Xapian::Database&) override { document_ = 0; }
  void next(double) override { move_to(document_ + 1); }
  void skip_to(Xapian::docid document, double) override {
    if (document > document_) move_to(document);
  }
  bool at_end() const override { return document_ > rows_; }
  Xapian::docid get_docid() const override { return document_; }

 private:
  void move_to(Xapian::docid document) {
    for (document_ = document; document_ <= rows_ && !holds_(document_ - 1);) ++document_;
  }

  const Xapian::doccount rows_;
  const FacetPredicate holds_;
  Xapian::docid document_ = 0;
};

}  // namespace pramen::query
