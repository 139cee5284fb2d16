// Which records have a value of a facet, as a bit for each row: what a filter looks at, so that
// records that cannot matter are dropped before anything is read of them.
//
// A set is made when it is asked for the second time, in one walk over the columns, as long as there
// is room; it stays as long as the generation is open. Any number of threads may ask; none waits for
// a set that is there.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "indexer/columns.h"

namespace pramen::query {

class ValueSets {
 public:
  // The columns must outlive the sets.
  ValueSets(const indexer::Columns& columns, std::size_t max_bytes);

  // Bit r % 64 of word r / 64 stands for row r. Words go on to the end of the last window (loop.h) and are 0
  // there. nullptr: look at the columns. `value`: its number among those of all facets (FacetNumbers).
  const std::uint64_t* find(std::uint32_t value) const;

 private:
  struct Slot {
    std::atomic<bool> asked_once = false;
    std::atomic<const std::uint64_t*> set = nullptr;
  };

  const std::uint64_t* make(std::uint32_t value) const;

  const indexer::Columns& columns_;
  const std::size_t words_, max_sets_;
  const std::unique_ptr<Slot[]> slots_;  // by value number
  mutable std::mutex mutex_;             // of kept_
  mutable std::vector<std::unique_ptr<const std::uint64_t[]>> kept_;
};

}  // namespace pramen::query
