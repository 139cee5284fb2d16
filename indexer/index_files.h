// The postings and stored records of a generation: index.glass and, where the generation was made out of the
// one before it, index-more.glass, whose rows follow behind. Row r is document r + 1 of the first, or
// document r + 1 - rows of the first of the second.
//
// A handle; like the databases in it, for one thread at a time. Throws Xapian::Error.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace pramen::indexer {

// The postings of one term, rows ascending. Rows without a record among them (columns.h).
class PostingWalk {
 public:
  static constexpr std::uint32_t no_row = ~0U;

  PostingWalk() = default;
  PostingWalk(const Xapian::Database& first, const Xapian::Database* more, std::uint32_t first_rows,
              const std::string& term)
      : at_(first.postlist_begin(term)), first_rows_(first_rows) {
    if (more != nullptr) more_ = more->postlist_begin(term);
    turn_to_more();
  }

  // no_row behind the last one.
  std::uint32_t row() const { return at_ == Xapian::PostingIterator() ? no_row : *at_ - 1 + begin_; }
  Xapian::termcount frequency() const { return at_.get_wdf(); }
  void next() {
    ++at_;
    turn_to_more();
  }
  // To the first that is not before `row`; never back.
  void skip_to(std::uint32_t row) {
    if (in_first_ && row >= first_rows_) {
      at_ = {};
      turn_to_more();
    }
    if (at_ == Xapian::PostingIterator() || row < begin_) return;
    at_.skip_to(row - begin_ + 1);
    turn_to_more();
  }

 private:
  void turn_to_more() {
    if (!in_first_ || at_ != Xapian::PostingIterator()) return;
    at_ = std::exchange(more_, {});
    in_first_ = false;
    begin_ = first_rows_;
  }

  Xapian::PostingIterator at_, more_;         // more_: of the second file, until the first is walked through
  std::uint32_t first_rows_ = 0, begin_ = 0;  // begin_: row of the first document of the file it walks through
  bool in_first_ = true;
};

class IndexFiles {
 public:
  explicit IndexFiles(Xapian::Database first, std::optional<Xapian::Database> more = {})
      : first_(std::move(first)), more_(std::move(more)), first_rows_(first_.get_lastdocid()) {}

  PostingWalk postings(const std::string& term) const { return {first_, more_ ? &*more_ : nullptr, first_rows_, term}; }
  // The record of a row as it was stored.
  std::string data(std::uint32_t row) const {
    return row < first_rows_ ? first_.get_document(row + 1).get_data()
                             : more_->get_document(row + 1 - first_rows_).get_data();
  }
  // A text that is kept beside the records; empty: there is none of that name.
  std::string metadata(const std::string& key) const {
    std::string text = first_.get_metadata(key);
    return text.empty() && more_ ? more_->get_metadata(key) : text;
  }
  // The only file, for Xapian's own matcher; nullptr where there are two.
  const Xapian::Database* single() const { return more_ ? nullptr : &first_; }

 private:
  Xapian::Database first_;
  std::optional<Xapian::Database> more_;
  std::uint32_t first_rows_;
};

}  // namespace pramen::indexer
