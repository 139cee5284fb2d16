#include "indexer/generations.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "indexer/file.h"
#include "indexer/layout.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

std::optional<std::uint64_t> number_of(const std::string& name) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number;
}

// A link cannot be overwritten, but a new one can be renamed over it.
class FreshLink {
 public:
  FreshLink(const fs::path& database, std::uint64_t number)
      : place_(current_link(database)), path_(database / ".current-new") {
    ::unlink(path_.c_str());
    const fs::path target = fs::path("generations") / std::to_string(number);
    if (::symlink(target.c_str(), path_.c_str()) != 0) throw_errno("create", path_);
  }
  ~FreshLink() { ::unlink(path_.c_str()); }  // gone already where it was put in place
  FreshLink(const FreshLink&) = delete;
  FreshLink& operator=(const FreshLink&) = delete;
  void put_in_place() const {
    if (::rename(path_.c_str(), place_.c_str()) != 0) throw_errno("publish", place_);
  }

 private:
  const fs::path place_, path_;
};

// After a failure, so as well as the disk lets it.
void go_back_to(const fs::path& database, std::uint64_t number) {
  if (number == 0)
    ::unlink(current_link(database).c_str());
  else
    FreshLink(database, number).put_in_place();
}

// Renamed first, so that a killed deletion leaves no half generation behind.
void delete_generation(const fs::path& database, std::uint64_t number, std::error_code& error) {
  const fs::path doomed = generations_folder(database) / fmt::format("{}old-{}", building_prefix, number);
  fs::rename(generation_folder(database, number), doomed, error);
  if (!error) fs::remove_all(doomed, error);
}

}  // namespace

WriteLock::WriteLock(const fs::path& database) {
  fs::create_directories(database);
  const fs::path path = lock_file(database);
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw_errno("open", path);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const bool taken = errno == EWOULDBLOCK;
  ::close(descriptor_);
  if (taken) {
    throw LockedError(
        fmt::format("another process is changing {}; wait until it is done and try again", database.string()));
  }
  throw_errno("lock", path);
}

WriteLock::~WriteLock() { ::close(descriptor_); }

std::uint64_t published(const fs::path& database) noexcept {
  std::error_code error;
  const fs::path target = fs::read_symlink(current_link(database), error);
  if (error) return 0;
  return number_of(target.filename().string()).value_or(0);
}

fs::path generation_folder(const fs::path& database, std::uint64_t number) {
  return generations_folder(database) / std::to_string(number);
}

std::vector<std::uint64_t> list_generations(const fs::path& database) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(generations_folder(database), error)) {
    if (const auto number = number_of(entry.path().filename().string())) numbers.push_back(*number);
  }
  std::ranges::sort(numbers);
  return numbers;
}

fs::path begin_generation(const fs::path& database) {
  const fs::path folder = generations_folder(database);
  fs::create_directories(folder);
  std::vector<fs::path> leftovers;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(building_prefix)) leftovers.push_back(entry.path());
  }
  for (const fs::path& leftover : leftovers) fs::remove_all(leftover);
  const fs::path building = folder / fmt::format("{}{}", building_prefix, ::getpid());
  fs::create_directory(building);
  return building;
}

std::uint64_t next_generation(const fs::path& database) {
  // After a rollback the published one is not the newest, and what the history says of a number is said of one that may
  // be gone.
  const std::vector<std::uint64_t> numbers = list_generations(database);
  return std::max(
             {numbers.empty() ? 0 : numbers.back(), published(database), newest_generation(read_history(database))}) +
         1;
}

NumberedGeneration::NumberedGeneration(const fs::path& database, const fs::path& building, std::uint64_t number)
    : database_(database), number_(number) {
  sync_tree(building);
  const fs::path folder = generation_folder(database, number);
  if (::rename(building.c_str(), folder.c_str()) != 0) throw_errno("publish", folder);
  try {
    sync_file(generations_folder(database));
  } catch (const std::exception&) {
    discard();
    throw;
  }
}

NumberedGeneration::~NumberedGeneration() {
  if (!kept_) discard();
}

void NumberedGeneration::discard() noexcept {
  if (published(database_) == number_) return;  // the disk did not let us go back
  std::error_code ignored;                      // whoever discards has another failure to tell
  delete_generation(database_, number_, ignored);
}

void switch_generation(const fs::path& database, std::uint64_t number, HistoryEntry entry) {
  if (!fs::is_directory(generation_folder(database, number))) {
    throw std::runtime_error(fmt::format("{} has no generation {}; `pramen generations list` shows those it has",
                                         database.string(), number));
  }
  const std::uint64_t former = published(database);
  // What needs room comes first: on a full disk nothing has happened yet.
  const FreshLink link(database, number);
  PendingEntry noted(database, std::move(entry));
  link.put_in_place();
  try {
    sync_file(database);
  } catch (const std::exception&) {
    go_back_to(database, former);
    throw;
  }
  noted.keep();
}

void drop_old_generations(const fs::path& database, std::size_t keep, const std::vector<std::uint64_t>& also) {
  const std::vector<HistoryEntry> history = read_history(database);
  const auto stays = [&, pins = pinned(history)](std::uint64_t number) {
    return std::ranges::find(also, number) != also.end() || std::ranges::binary_search(pins, number);
  };
  std::vector<std::uint64_t> numbers = list_generations(database), doomed_numbers;
  const std::uint64_t current = published(database);
  std::erase(numbers, current);
  std::erase_if(numbers, [&](std::uint64_t number) {
    const bool preview = is_preview(history, number);
    if (preview && !stays(number)) doomed_numbers.push_back(number);
    return preview;
  });
  // The published one is kept anyway and counts.
  const std::size_t others = keep > 0 ? keep - 1 : 0;
  numbers.resize(numbers.size() - std::min(others, numbers.size()));
  std::ranges::remove_copy_if(numbers, std::back_inserter(doomed_numbers), stays);
  for (const std::uint64_t number : doomed_numbers) {
    std::error_code error;
    delete_generation(database, number, error);
    if (error) throw std::runtime_error(fmt::format("generation {}: {}", number, error.message()));
  }
}

}  // namespace pramen::indexer
