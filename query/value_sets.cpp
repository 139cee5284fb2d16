#include "query/value_sets.h"

#include <algorithm>

#include "query/loop.h"

namespace pramen::query {

ValueSets::ValueSets(const indexer::Columns& columns, std::size_t max_bytes)
    : columns_(columns),
      words_((columns.rows() + most_window_rows - 1) / most_window_rows * (most_window_rows / 64)),
      max_sets_(max_bytes / sizeof(std::uint64_t) / std::max<std::size_t>(words_, 1)),
      slots_(new Slot[columns.facets().size()]) {}

const std::uint64_t* ValueSets::find(std::uint32_t value) const {
  Slot& slot = slots_[value];
  if (const std::uint64_t* set = slot.set.load(std::memory_order_acquire); set != nullptr) return set;
  return slot.asked_once.exchange(true, std::memory_order_relaxed) ? make(value) : nullptr;
}

const std::uint64_t* ValueSets::make(std::uint32_t value) const {
  const std::scoped_lock lock(mutex_);
  Slot& slot = slots_[value];
  if (const std::uint64_t* set = slot.set.load(std::memory_order_relaxed); set != nullptr) return set;
  if (kept_.size() >= max_sets_) return nullptr;
  auto words = std::make_unique<std::uint64_t[]>(words_);
  for (Row row = 0; row < columns_.rows(); ++row) {
    if (columns_.live(row) && std::ranges::binary_search(columns_.values(row), value))
      words[row / 64] |= std::uint64_t{1} << row % 64;
  }
  kept_.push_back(std::move(words));
  slot.set.store(kept_.back().get(), std::memory_order_release);
  return kept_.back().get();
}

}  // namespace pramen::query
