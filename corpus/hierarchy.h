// Which concepts stand above which, from both ends of every link; rings are allowed for. Made of
// drafts; indexes are those of the drafts. Immutable after construction, but looking up keeps
// what it found: one thread.
#pragma once

#include <cstddef>
#include <vector>

#include "corpus/concept_drafts.h"

namespace pramen::corpus {

class Hierarchy {
 public:
  explicit Hierarchy(const ConceptDrafts& drafts);

  // One ring for each group of concepts that all stand above each other, beginning with the first;
  // each stands below the next, the last below the first.
  std::vector<std::vector<std::size_t>> rings() const;

  // Looks up from a concept, all the way; less far if more than *steps links would have to be
  // followed. *steps is what is left. is_above() answers for the concept looked up from last.
  void look_up_from(std::size_t index, std::size_t* steps);
  bool is_above(std::size_t other) const { return other != found_.front() && seen_by_[other] == found_.front(); }

  // By index: stands it below one of `tops`, or is it one?
  std::vector<bool> reached_from(const std::vector<std::size_t>& tops) const;

 private:
  std::vector<std::size_t> ring_within(const std::vector<std::size_t>& groups, std::size_t first) const;

  std::vector<std::vector<std::size_t>> up_, down_;
  std::vector<std::size_t> found_, seen_by_;  // of look_up_from()
};

}  // namespace pramen::corpus
