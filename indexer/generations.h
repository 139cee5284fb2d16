// The generations of a database on disk: one writer at a time, any number of
// readers, publishing by one atomic rename.
//
// kill -9 or loss of power at any moment leaves the last published generation
// whole: files are synced before the link that names them is renamed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/history.h"
#include "indexer/manifest.h"

namespace pramen::indexer {

class LockedError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The right to change a database, held while the object lives. Throws LockedError
// if another process has it.
class WriteLock {
 public:
  explicit WriteLock(const std::filesystem::path& database);
  ~WriteLock();
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int descriptor_ = -1;
};

// Number of the published generation, 0 if there is none. Never throws.
std::uint64_t published(const std::filesystem::path& database) noexcept;
std::filesystem::path generation_folder(const std::filesystem::path& database, std::uint64_t number);
// All complete generations, oldest first.
std::vector<std::uint64_t> list_generations(const std::filesystem::path& database);

// The following want the WriteLock.

// An empty folder to build in; sweeps what a killed build left behind.
std::filesystem::path begin_generation(const std::filesystem::path& database);
// The number the next generation will have: one that none ever had.
std::uint64_t next_generation(const std::filesystem::path& database);
// `building`, synced and under its number: whole, but not published. It is deleted again unless it was
// published or is kept, so that failures do not heap up on a disk that may be full.
class NumberedGeneration {
 public:
  NumberedGeneration(const std::filesystem::path& database, const std::filesystem::path& building,
                     std::uint64_t number);
  ~NumberedGeneration();
  NumberedGeneration(const NumberedGeneration&) = delete;
  NumberedGeneration& operator=(const NumberedGeneration&) = delete;
  void keep() { kept_ = true; }

 private:
  void discard() noexcept;

  const std::filesystem::path database_;
  const std::uint64_t number_;
  bool kept_ = false;
};
// Makes a generation the published one and notes it in the history. If it throws, neither was done, as far
// as the disk let it go back. Throws if the generation is not there.
void switch_generation(const std::filesystem::path& database, std::uint64_t number, HistoryEntry entry);
// Deletes all but the newest `keep` generations, the published one, those that are pinned (history.h)
// and `also`: the one to which a rollback would lead. Previews that were not published go
// first; they do not count.
void drop_old_generations(const std::filesystem::path& database, std::size_t keep,
                          const std::vector<std::uint64_t>& also = {});

}  // namespace pramen::indexer
