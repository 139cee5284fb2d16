#include "query/posting_cache.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace pramen::query {
namespace {

// Stands in a slot whose list was asked for once.
const PostingCache::List asked_once;

}  // namespace

void PostingCache::Free::operator()(const List** slots) const { std::free(slots); }

PostingCache::PostingCache(std::size_t lists, std::size_t max_bytes)
    : max_bytes_(max_bytes),
      slots_(static_cast<const List**>(std::calloc(std::max<std::size_t>(lists, 1), sizeof(List*)))) {
  if (slots_ == nullptr) throw std::bad_alloc();
}

PostingCache::~PostingCache() = default;

const PostingCache::List* PostingCache::find(std::size_t list, std::size_t postings,
                                             const std::function<void(List&)>& read) const {
  const std::atomic_ref<const List*> slot(slots_[list]);
  const List* known = slot.load(std::memory_order_acquire);
  if (known == nullptr) {
    slot.compare_exchange_strong(known, &asked_once, std::memory_order_relaxed);
    return nullptr;
  }
  if (known != &asked_once) return known;
  const std::size_t bytes = postings * (sizeof(std::uint32_t) + sizeof(std::uint16_t)) + sizeof(List);
  if (used_.fetch_add(bytes) + bytes > max_bytes_) {
    used_ -= bytes;
    return nullptr;
  }
  auto made = std::make_unique<List>();
  made->rows.reserve(postings);
  made->frequencies.reserve(postings);
  read(*made);
  const std::scoped_lock lock(mutex_);
  if (slot.load(std::memory_order_relaxed) != &asked_once) {  // another thread was first
    used_ -= bytes;
    return slot.load(std::memory_order_relaxed);
  }
  kept_.push_back(std::move(made));
  slot.store(kept_.back().get(), std::memory_order_release);
  return kept_.back().get();
}

}  // namespace pramen::query
