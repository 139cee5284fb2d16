// Work on several threads.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace pramen::indexer {

// Runs work beside the caller's; get() waits and passes its failure on.
class Beside {
 public:
  template <typename Work>
  explicit Beside(Work work)
      : thread_([this, work] {
          try {
            work();
          } catch (...) {
            failure_ = std::current_exception();
          }
        }) {}
  void get() {
    thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it uses what is above
};

// Calls work(i) for each i below `count` on `jobs` threads, whichever is free taking the next. After a failure none
// begins, and the first one is passed on when all have ended. `done` hears on the caller's thread how many are through;
// it may throw, too.
template <typename Work>
void in_parallel(std::size_t count, unsigned jobs, const Work& work,
                 const std::function<void(std::size_t)>& done = {}) {
  std::atomic<std::size_t> next = 0, through = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto fail = [&] {
    next = count;
    const std::scoped_lock lock(mutex);
    if (!failure) failure = std::current_exception();
  };
  {
    std::atomic<unsigned> running = jobs;
    std::vector<std::jthread> threads;
    for (unsigned job = 0; job < jobs; ++job) {
      threads.emplace_back([&] {
        try {
          for (std::size_t i = next++; i < count; i = next++) {
            work(i);
            ++through;
          }
        } catch (...) {
          fail();
        }
        --running;
      });
    }
    try {
      while (done && running > 0) {
        done(through);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    } catch (...) {
      fail();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace pramen::indexer
