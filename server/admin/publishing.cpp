#include "server/admin/publishing.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/generations.h"
#include "indexer/whole_files.h"
#include "query/database.h"

namespace pramen::server::admin {
namespace {

indexer::HistoryEntry entry_of(std::string action, std::uint64_t generation, std::uint64_t previous,
                               const Author& author) {
  return {.time = {},
          .action = std::move(action),
          .generation = generation,
          .previous = previous,
          .who = author.who,
          .why = author.why};
}

// What is not as it was written, or cannot be searched, is not published.
void expect_sound(const std::filesystem::path& database, std::uint64_t number) {
  indexer::WholeFiles().expect_whole(indexer::generation_folder(database, number));
  query::Database::open_generation(database, number);
}

}  // namespace

KnownGenerations::KnownGenerations(std::filesystem::path database)
    : database_(std::move(database)),
      current_(indexer::published(database_)),
      numbers_(indexer::list_generations(database_)),
      history_(indexer::read_history(database_)),
      pins_(indexer::pinned(history_)) {}

bool KnownGenerations::has(std::uint64_t number) const { return std::ranges::binary_search(numbers_, number); }
bool KnownGenerations::is_pinned(std::uint64_t number) const { return std::ranges::binary_search(pins_, number); }
bool KnownGenerations::is_preview(std::uint64_t number) const {
  return number != current_ && indexer::is_preview(history_, number);
}

const indexer::HistoryEntry* KnownGenerations::built(std::uint64_t number) const {
  const auto last = std::ranges::find_if(history_.rbegin(), history_.rend(), [&](const indexer::HistoryEntry& entry) {
    return entry.generation == number && (entry.action == "publish" || entry.action == "build");
  });
  return last == history_.rend() ? nullptr : &*last;
}

std::string KnownGenerations::why(std::uint64_t number) const {
  const auto* entry = built(number);
  return entry == nullptr ? "" : entry->why;
}

std::string KnownGenerations::who(std::uint64_t number) const {
  const auto* entry = built(number);
  return entry == nullptr ? "" : entry->who;
}

std::uint64_t KnownGenerations::before() const {
  const auto last = std::ranges::find_if(history_.rbegin(), history_.rend(), [&](const indexer::HistoryEntry& entry) {
    return entry.action == "publish" && entry.generation == current_;
  });
  return last != history_.rend() ? last->previous : manifest(current_).previous;
}

indexer::Manifest KnownGenerations::manifest(std::uint64_t number) const {
  return indexer::read_manifest(indexer::generation_folder(database_, number));
}

std::string to_json(const KnownGenerations& known, std::uint64_t number) {
  const indexer::Manifest manifest = known.manifest(number);
  const nlohmann::ordered_json json = {{"generation", number},
                                       {"published", manifest.published},
                                       {"current", number == known.current()},
                                       {"preview", known.is_preview(number)},
                                       {"pinned", known.is_pinned(number)},
                                       {"who", known.who(number)},
                                       {"why", known.why(number)},
                                       {"records", manifest.records},
                                       {"skipped", manifest.skipped},
                                       {"content_hash", manifest.content_hash},
                                       {"fingerprint", manifest.fingerprint}};
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Switched publish(const std::filesystem::path& database, std::uint64_t number, const Author& author) {
  const indexer::WriteLock lock(database);
  const std::uint64_t current = indexer::published(database);
  if (number == current) return {current, current};
  expect_sound(database, number);
  indexer::switch_generation(database, number, entry_of("publish", number, current, author));
  return {current, number};
}

Switched roll_back(const std::filesystem::path& database, std::uint64_t number, const Author& author) {
  const indexer::WriteLock lock(database);
  const KnownGenerations known(database);
  if (number == 0) number = known.before();
  if (number == 0 || !known.has(number)) return {known.current(), 0};
  if (number == known.current()) return {number, number};
  expect_sound(database, number);
  indexer::switch_generation(database, number, entry_of("rollback", number, known.current(), author));
  return {known.current(), number};
}

void pin(const std::filesystem::path& database, std::uint64_t number, bool stays, const Author& author) {
  const indexer::WriteLock lock(database);
  indexer::append_history(database, entry_of(stays ? "pin" : "unpin", number, 0, author));
}

}  // namespace pramen::server::admin
