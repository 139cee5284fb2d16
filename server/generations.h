// The open generation, and the move to a newer one, on a thread of its own: no request waits for it. A request keeps
// the one it began with; any number of threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "indexer/whole_files.h"
#include "query/database.h"

namespace pramen::server {

class Generations {
 public:
  // Called with a new generation before it is the current one, on the watching thread.
  using Prepare = std::function<void(const query::Database& next, const std::stop_token& stop)>;

  // Throws std::runtime_error if there is nothing to open, or it is damaged.
  explicit Generations(std::filesystem::path folder, Prepare prepare = {});
  ~Generations();

  // The published generation, as of 100 ms ago and of as much as it took to read its new files and prepare it. If a new
  // one is damaged or cannot be opened the old one stays, the reason is logged once, and it is tried again every five
  // seconds.
  std::shared_ptr<const query::Database> current();

 private:
  using Clock = std::chrono::steady_clock;
  void watch(const std::stop_token& stop);
  void look(const std::stop_token& stop);
  void move_to(std::uint64_t number, const std::stop_token& stop);

  const std::filesystem::path folder_;
  const Prepare prepare_;
  std::mutex mutex_;  // guards current_
  std::shared_ptr<const query::Database> current_;
  // Of the watching thread, once there is one.
  indexer::WholeFiles whole_;
  std::uint64_t refused_ = 0;
  Clock::time_point retry_{};
  std::jthread watching_;  // last: it uses what is above
};

}  // namespace pramen::server
