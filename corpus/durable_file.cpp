#include "corpus/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace pramen::corpus {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(std::string_view doing, const fs::path& path) {
  throw std::runtime_error(fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(errno)));
}

// The mode of the file that is replaced, else the usual one.
mode_t mode_for(const fs::path& path) {
  struct stat now {};
  return ::stat(path.c_str(), &now) == 0 ? now.st_mode & 0777 : 0644;
}

}  // namespace

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

FreshFile::FreshFile(fs::path path, std::string_view bytes) : path_(std::move(path)) {
  if (!fs::exists(path_.parent_path())) {
    fs::create_directories(path_.parent_path());
    sync_folder(path_.parent_path().parent_path());
  }
  fresh_ = path_.parent_path() / fmt::format(".{}.new~", path_.filename().string());
  const int descriptor = ::open(fresh_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (descriptor < 0) fail("create", fresh_);
  const bool written =
      write_all(descriptor, bytes) && ::fchmod(descriptor, mode_for(path_)) == 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  if (written) return;
  ::unlink(fresh_.c_str());
  errno = error;
  fail("write", path_);
}

FreshFile::FreshFile(FreshFile&& other) noexcept : path_(other.path_), fresh_(std::exchange(other.fresh_, {})) {}

FreshFile::~FreshFile() {
  if (!fresh_.empty()) ::unlink(fresh_.c_str());
}

void FreshFile::put_in_place() {
  if (::rename(fresh_.c_str(), path_.c_str()) != 0) fail("replace", path_);
  fresh_.clear();
}

void remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail("delete", path);
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail("open", folder);
  const bool synced = ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  errno = error;
  if (!synced) fail("write to disk", folder);
}

}  // namespace pramen::corpus
