// Postings that are asked for again and again, decoded: walking a list of Xapian's costs
// 16 ns a posting, an array in memory less than one.
//
// A list is kept when it is asked for the second time, as long as there is room; what is
// kept stays as long as the generation is open. Any number of threads may ask; none waits.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace pramen::query {

class PostingCache {
 public:
  struct List {
    std::vector<std::uint32_t> rows;         // ascending
    std::vector<std::uint16_t> frequencies;  // at most 65,535
  };

  // Lists have numbers from 0 to `lists` - 1.
  PostingCache(std::size_t lists, std::size_t max_bytes);
  ~PostingCache();
  PostingCache(const PostingCache&) = delete;
  PostingCache& operator=(const PostingCache&) = delete;

  // The list, if it is kept or is to be from now on; `read` gives it then. nullptr: walk Xapian's.
  const List* find(std::size_t list, std::size_t postings, const std::function<void(List&)>& read) const;

 private:
  // Too many to be written when a generation is opened: zero pages until they are used.
  struct Free {
    void operator()(const List** slots) const;
  };
  const std::size_t max_bytes_;
  std::unique_ptr<const List*[], Free> slots_;
  mutable std::atomic<std::size_t> used_ = 0;
  mutable std::mutex mutex_;  // of kept_; never taken for a list that is there
  mutable std::vector<std::unique_ptr<const List>> kept_;
};

}  // namespace pramen::query
