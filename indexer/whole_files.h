// Whether the files of a generation are still as they were written, byte by byte.
//
// Readers hash only what they read at once; postings and words of records are most of a generation, and Xapian
// may end the process where its blocks are not what they were. So they are hashed before a generation is
// published, served or built upon.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "indexer/manifest.h"

namespace pramen::indexer {

// Remembers what it found whole: generations share files, and one that nobody wrote to since is not read again.
// One thread at a time.
class WholeFiles {
 public:
  // The first file that is missing or differs from what the manifest says, as it is named there; nothing: all are
  // whole, or `goes_on`, which is asked before each file, returned false. Throws std::runtime_error where there is no
  // sound manifest or the disk fails.
  std::optional<std::string> first_damaged(const std::filesystem::path& generation,
                                           const std::function<bool()>& goes_on = {});
  // Throws std::runtime_error that names the file and says what to do.
  void expect_whole(const std::filesystem::path& generation);

 private:
  // Device, inode, bytes, time of the last change in nanoseconds.
  using Identity = std::tuple<std::uint64_t, std::uint64_t, std::int64_t, std::int64_t>;
  static std::optional<Identity> identity(const std::filesystem::path& file);

  std::set<std::pair<Identity, std::string>> whole_;  // with their hashes
};

}  // namespace pramen::indexer
