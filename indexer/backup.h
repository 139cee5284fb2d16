// A database as one file: what is published, its history, and, where it is asked for, the corpus it is made
// of. A zip archive that any tool opens, with a list of contents and their hashes.
//
// The archive holds
//
//     pramen-backup.json   {"backup": 1, "made", "generation", "records", "fingerprint",
//                           "files": [{"path", "bytes", "hash"}]}
//     generation/...       the published generation (docs/database.md)
//     history.jsonl
//     corpus/...           every file that is neither hidden nor left behind by an editor
//
// and whatever else the caller adds. It is written beside its place, read back whole, and only
// then renamed: a backup that is there can be restored.
//
// Functions throw std::runtime_error with the path; whatever happens, the archive, or the database, that was there
// before is as it was.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace pramen::indexer {

// Hears the share that is done, 0 to 1; where it returns false the work stops.
using ShareProgress = std::function<bool(double)>;

struct BackupReport {
  std::uint64_t generation = 0, records = 0, files = 0;
  std::uint64_t bytes = 0;  // of the archive
  bool stopped = false;     // progress said so; nothing was left behind
};

struct BackupOptions {
  std::filesystem::path database, archive;
  std::filesystem::path corpus;  // empty: without it
  struct More {
    std::filesystem::path file;
    std::string name;  // in the archive, without a folder
  };
  std::vector<More> more;
};

BackupReport write_backup(const BackupOptions& options, const ShareProgress& progress = {});

struct RestoreOptions {
  std::filesystem::path archive, database;
  std::filesystem::path corpus;   // where to put the corpus; empty: nowhere. Must not be there, or be empty
  std::vector<std::string> more;  // names of further files that go into the database folder, where it has none
  std::string who, why;           // for the history
};

// Publishes the archive's generation as a new one of the database, which may be empty or not there yet; the ones
// it has stay for rollback. A history comes along where there is none.
BackupReport restore_backup(const RestoreOptions& options, const ShareProgress& progress = {});

}  // namespace pramen::indexer
