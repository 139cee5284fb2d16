// Whole files and durable folders, with the path in every error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace pramen::indexer {

// All throw std::runtime_error "cannot <do> <path>: <reason>".
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);
// The same file under a second name; a copy where the file system has no such thing.
void link_file(const std::filesystem::path& from, const std::filesystem::path& to);
// Lets the machine begin to write a whole file to disk beside what comes; sync_file waits for it.
void begin_sync(const std::filesystem::path& path) noexcept;

// A file that somebody else is going to write. Of what did not reach the disk the system tells only who had the file
// open by then, and each of these once: Xapian's compaction is told and goes on, and who syncs the file later
// hears nothing.
class WatchedFile {
 public:
  explicit WatchedFile(std::filesystem::path path);  // makes it
  ~WatchedFile();
  WatchedFile(const WatchedFile&) = delete;
  WatchedFile& operator=(const WatchedFile&) = delete;
  void sync() const;

 private:
  const std::filesystem::path path_;
  const int descriptor_;
};
void sync_file(const std::filesystem::path& path);  // a file or a folder
void sync_tree(const std::filesystem::path& folder);
std::uint64_t tree_bytes(const std::filesystem::path& folder);
[[noreturn]] void throw_errno(std::string_view doing, const std::filesystem::path& path);

// XXH3, 128 bits, of a whole file, as hexadecimal digits: against damage, not against forgery.
std::string file_hash(const std::filesystem::path& path);

// The same of bytes that come piece by piece.
class StreamHash {
 public:
  StreamHash();
  ~StreamHash();
  StreamHash(const StreamHash&) = delete;
  StreamHash& operator=(const StreamHash&) = delete;
  void add(std::string_view bytes);
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pramen::indexer
