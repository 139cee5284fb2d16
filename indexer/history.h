// What was done to a database, by whom and why: DB/history.jsonl, one JSON object a line,
// appended and synced before what it tells of is done. The generations that are pinned follow from it.
//
// An entry cut off by a crash is passed over when reading and followed by a fresh line when writing.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace pramen::indexer {

struct HistoryEntry {
  std::string time;              // ISO 8601, UTC; empty: now
  std::string action;            // build (not published), publish, rollback, pin, unpin
  std::uint64_t generation = 0;  // what it was done to
  std::uint64_t previous = 0;    // published before; 0: none, or not concerned
  std::string who, why;          // an account or a name; a sentence, may be empty
};

// ISO 8601, UTC, whole seconds.
std::string now_utc();
// The account that runs this process; "unknown" if it has no name.
std::string account_name();

// {"time", "action", "generation", "previous", "who", "why"}, on one line: as the file has it.
std::string to_json(const HistoryEntry& entry);

// Wants the WriteLock. Throws std::runtime_error with the path if the disk fails; the history is as it was then.
void append_history(const std::filesystem::path& database, HistoryEntry entry);

// An entry that is on disk, and is taken back unless what it tells of was done. Wants the WriteLock all its life.
class PendingEntry {
 public:
  PendingEntry(const std::filesystem::path& database, HistoryEntry entry);  // throws as append_history() does
  ~PendingEntry();
  PendingEntry(const PendingEntry&) = delete;
  PendingEntry& operator=(const PendingEntry&) = delete;
  void keep() { done_ = true; }

 private:
  int descriptor_ = -1;
  off_t former_bytes_ = 0;
  bool done_ = false;
};

// Oldest first. Lines that are no entries are passed over. Empty if there is no history.
std::vector<HistoryEntry> read_history(const std::filesystem::path& database);
std::vector<HistoryEntry> read_history_file(const std::filesystem::path& file);

// The highest number that it tells of; 0: none.
std::uint64_t newest_generation(const std::vector<HistoryEntry>& history);

// Generations that stay until they are unpinned, ascending.
std::vector<std::uint64_t> pinned(const std::vector<HistoryEntry>& history);
// Built to be looked at and not published since.
bool is_preview(const std::vector<HistoryEntry>& history, std::uint64_t generation);

}  // namespace pramen::indexer
