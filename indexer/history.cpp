#include "indexer/history.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "corpus/durable_file.h"
#include "indexer/file.h"
#include "indexer/layout.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

bool ends_in_a_line(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream || stream.tellg() == 0) return true;
  stream.seekg(-1, std::ios::end);
  return stream.get() == '\n';
}

// As well as a failing disk lets it.
void take_back(int descriptor, off_t former_bytes) noexcept {
  if (::ftruncate(descriptor, former_bytes) == 0) ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

std::string now_utc() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

std::string account_name() {
  const passwd* account = ::getpwuid(::geteuid());
  return account == nullptr || account->pw_name == nullptr ? "unknown" : account->pw_name;
}

std::string to_json(const HistoryEntry& entry) {
  const nlohmann::ordered_json json = {
      {"time", entry.time},         {"action", entry.action}, {"generation", entry.generation},
      {"previous", entry.previous}, {"who", entry.who},       {"why", entry.why}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

PendingEntry::PendingEntry(const fs::path& database, HistoryEntry entry) {
  if (entry.time.empty()) entry.time = now_utc();
  const fs::path file = history_file(database);
  const std::string text = (ends_in_a_line(file) ? "" : "\n") + to_json(entry) + "\n";
  descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw_errno("open", file);
  former_bytes_ = ::lseek(descriptor_, 0, SEEK_END);
  if (corpus::write_all(descriptor_, text) && ::fsync(descriptor_) == 0) return;
  const int error = errno;
  take_back(descriptor_, former_bytes_);
  errno = error;
  throw_errno("write", file);
}

PendingEntry::~PendingEntry() {
  if (done_)
    ::close(descriptor_);
  else
    take_back(descriptor_, former_bytes_);
}

void append_history(const fs::path& database, HistoryEntry entry) { PendingEntry(database, std::move(entry)).keep(); }

std::vector<HistoryEntry> read_history(const fs::path& database) { return read_history_file(history_file(database)); }

std::vector<HistoryEntry> read_history_file(const fs::path& file) {
  std::vector<HistoryEntry> history;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) continue;
    try {
      history.push_back({.time = json.at("time"),
                         .action = json.at("action"),
                         .generation = json.at("generation"),
                         .previous = json.value("previous", std::uint64_t{0}),
                         .who = json.value("who", ""),
                         .why = json.value("why", "")});
    } catch (const nlohmann::json::exception&) {
      continue;
    }
  }
  return history;
}

std::uint64_t newest_generation(const std::vector<HistoryEntry>& history) {
  std::uint64_t newest = 0;
  for (const HistoryEntry& entry : history) newest = std::max(newest, entry.generation);
  return newest;
}

std::vector<std::uint64_t> pinned(const std::vector<HistoryEntry>& history) {
  std::set<std::uint64_t> generations;
  for (const HistoryEntry& entry : history) {
    if (entry.action == "pin") generations.insert(entry.generation);
    if (entry.action == "unpin") generations.erase(entry.generation);
  }
  return {generations.begin(), generations.end()};
}

bool is_preview(const std::vector<HistoryEntry>& history, std::uint64_t generation) {
  const auto last = std::ranges::find_if(history.rbegin(), history.rend(), [&](const HistoryEntry& entry) {
    return entry.generation == generation && entry.action != "pin" && entry.action != "unpin";
  });
  return last != history.rend() && last->action == "build";
}

}  // namespace pramen::indexer
