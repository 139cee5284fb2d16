// The generations of a database as people look after them: what is said of each,
// publish, roll back, pin. Shared by the command line and the admin API.
//
// What changes something takes the WriteLock and throws indexer::LockedError if
// another process has it; a machine that fails throws std::runtime_error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/history.h"
#include "indexer/manifest.h"

namespace pramen::server::admin {

// A database and what its history says of its generations, as of now.
class KnownGenerations {
 public:
  explicit KnownGenerations(std::filesystem::path database);

  std::uint64_t current() const { return current_; }  // the published one; 0: none
  const std::vector<std::uint64_t>& numbers() const { return numbers_; }
  bool has(std::uint64_t number) const;
  bool is_pinned(std::uint64_t number) const;
  bool is_preview(std::uint64_t number) const;
  // Why it was published or built, as its author said, and who that was.
  std::string why(std::uint64_t number) const;
  std::string who(std::uint64_t number) const;
  // What was published when the published one was: where a rollback leads; 0: nothing.
  std::uint64_t before() const;
  indexer::Manifest manifest(std::uint64_t number) const;

 private:
  const indexer::HistoryEntry* built(std::uint64_t number) const;

  std::filesystem::path database_;
  std::uint64_t current_;
  std::vector<std::uint64_t> numbers_;
  std::vector<indexer::HistoryEntry> history_;
  std::vector<std::uint64_t> pins_;
};

// {"generation", "published", "current", "preview", "pinned", "who", "why", "records", ...}, as JSON text.
std::string to_json(const KnownGenerations& known, std::uint64_t number);

struct Author {
  std::string who, why;
};

struct Switched {
  std::uint64_t from = 0, to = 0;  // equal: nothing was to be done; to = 0: there is nothing to go back to
};

// `number` must be one of the database's. Its files are read first (a gigabyte takes about a second): what is damaged
// or cannot be searched is not published.
Switched publish(const std::filesystem::path& database, std::uint64_t number, const Author& author);
// To `number`, one of the database's; 0: to what was published before.
Switched roll_back(const std::filesystem::path& database, std::uint64_t number, const Author& author);
void pin(const std::filesystem::path& database, std::uint64_t number, bool stays, const Author& author);

}  // namespace pramen::server::admin
