// The open generation, and the move to a newer one. A request keeps the one it
// began with; any number of threads.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

#include "query/database.h"

namespace pramen::server {

class Generations {
 public:
  // Throws std::runtime_error if there is nothing to open.
  explicit Generations(std::filesystem::path folder);

  // The published generation, as of 250 ms ago at most. If a new one cannot be
  // opened the old one stays, the reason is logged once, and it is tried again
  // every five seconds.
  std::shared_ptr<const query::Database> current();

 private:
  using Clock = std::chrono::steady_clock;
  void look();

  const std::filesystem::path folder_;
  std::mutex mutex_;  // guards current_, refused_ and retry_
  std::shared_ptr<const query::Database> current_;
  std::uint64_t refused_ = 0;
  Clock::time_point retry_{};
  std::mutex looking_;  // held by the thread that opens a new one
  std::atomic<Clock::rep> next_look_;
};

}  // namespace pramen::server
