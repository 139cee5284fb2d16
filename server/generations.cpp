#include "server/generations.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <stdexcept>
#include <utility>

#include "corpus/give_way.h"
#include "indexer/generations.h"
#include "server/log.h"

namespace pramen::server {
namespace {

constexpr auto look_interval = std::chrono::milliseconds(100);
constexpr auto retry_interval = std::chrono::seconds(5);

// Whatever is read when it is first asked for is read now: no request waits for it.
std::shared_ptr<const query::Database> opened(const std::filesystem::path& folder, std::uint64_t number) {
  auto database = query::Database::open_generation(folder, number);
  database->thesaurus();
  return database;
}

}  // namespace

Generations::Generations(std::filesystem::path folder, Prepare prepare)
    : folder_(std::move(folder)), prepare_(std::move(prepare)) {
  const std::uint64_t number = query::published_generation(folder_);
  if (number == 0) query::Database::open(folder_);  // says what to do
  whole_.expect_whole(indexer::generation_folder(folder_, number));
  current_ = opened(folder_, number);
  watching_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

Generations::~Generations() = default;

std::shared_ptr<const query::Database> Generations::current() {
  const std::lock_guard lock(mutex_);
  return current_;
}

void Generations::watch(const std::stop_token& stop) {
  corpus::give_way();
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stopped.wait_for(lock, stop, look_interval, [] { return false; }) && !stop.stop_requested()) look(stop);
}

void Generations::look(const std::stop_token& stop) {
  const std::uint64_t published = query::published_generation(folder_);
  if (published == 0 || published == current_->generation()) return;
  // A reason that passes, such as too many open files, must not last.
  if (published == refused_ && Clock::now() < retry_) return;
  try {
    move_to(published, stop);
    refused_ = 0;
  } catch (const std::exception& error) {
    if (query::published_generation(folder_) != published) return;  // the next one came meanwhile
    retry_ = Clock::now() + retry_interval;
    if (std::exchange(refused_, published) == published) return;
    spdlog::error("generation {} cannot be served, generation {} stays: {}", published, current_->generation(),
                  escaped(error.what()));
  }
}

void Generations::move_to(std::uint64_t number, const std::stop_token& stop) {
  const auto folder = indexer::generation_folder(folder_, number);
  const auto damaged = whole_.first_damaged(folder, [&] { return !stop.stop_requested(); });
  if (stop.stop_requested()) return;
  if (damaged) throw std::runtime_error(fmt::format("{} is not as it was written", *damaged));
  auto next = opened(folder_, number);
  if (prepare_) prepare_(*next, stop);
  spdlog::info("serving generation {} with {} records", next->generation(), next->record_count());
  const std::lock_guard lock(mutex_);
  current_.swap(next);  // the old one closes when its last request is done
}

}  // namespace pramen::server
