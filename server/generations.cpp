#include "server/generations.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "server/log.h"

namespace pramen::server {
namespace {

constexpr auto look_interval = std::chrono::milliseconds(250);
constexpr auto retry_interval = std::chrono::seconds(5);

// Whatever is read when it is first asked for is read now: no request waits for it.
std::shared_ptr<const query::Database> opened(const std::filesystem::path& folder) {
  auto database = query::Database::open(folder);
  database->thesaurus();
  return database;
}

}  // namespace

Generations::Generations(std::filesystem::path folder)
    : folder_(std::move(folder)),
      current_(opened(folder_)),
      next_look_((Clock::now() + look_interval).time_since_epoch().count()) {}

std::shared_ptr<const query::Database> Generations::current() {
  if (Clock::now().time_since_epoch().count() >= next_look_.load(std::memory_order_relaxed)) look();
  const std::lock_guard lock(mutex_);
  return current_;
}

// One thread looks, the others go on with what is open.
void Generations::look() {
  const std::unique_lock looking(looking_, std::try_to_lock);
  if (!looking) return;
  next_look_ = (Clock::now() + look_interval).time_since_epoch().count();
  std::uint64_t published = 0;
  try {
    published = query::published_generation(folder_);
    {
      const std::lock_guard lock(mutex_);
      if (published == 0 || published == current_->generation()) return;
      // A reason that passes, such as too many open files, must not last.
      if (published == refused_ && Clock::now() < retry_) return;
    }
    auto next = opened(folder_);
    spdlog::info("serving generation {} with {} records", next->generation(), next->record_count());
    const std::lock_guard lock(mutex_);
    // The old one closes when its last request is done, not under this lock.
    current_.swap(next);
    refused_ = 0;
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    retry_ = Clock::now() + retry_interval;
    if (refused_ == published && published != 0) return;
    refused_ = published;
    spdlog::error("generation {} cannot be opened, generation {} stays: {}", published, current_->generation(),
                  escaped(error.what()));
  }
}

}  // namespace pramen::server
