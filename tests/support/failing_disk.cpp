// A disk that fails: a library that tests preload into the program. It counts what the program does to
// files below a folder and lets the n-th of these fail; everything else goes to the C library.
//
//   PRAMEN_DISK_FOLDER    below which to count
//   PRAMEN_DISK_FAILS_AT  n, from 1 on; 0: only count
//   PRAMEN_DISK_FAULT     full: from the n-th on whatever needs room fails with ENOSPC, the first after half of its
//   bytes;
//                         broken: the n-th alone fails, with EIO
//   PRAMEN_DISK_REPORT    a file that says at the end how many there were, and what failed first
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

enum class Fate { succeeds, half, fails };

class Disk {
 public:
  Disk()
      : folder_(setting("PRAMEN_DISK_FOLDER")),
        report_file_(setting("PRAMEN_DISK_REPORT")),
        full_(setting("PRAMEN_DISK_FAULT") == "full"),
        fails_at_(std::atol(setting("PRAMEN_DISK_FAILS_AT").c_str())) {}
  ~Disk() {
    if (report_file_.empty()) return;
    if (std::FILE* file = std::fopen(report_file_.c_str(), "w")) {
      std::fprintf(file, "%ld %s\n", count_.load(), failed_.c_str());
      std::fclose(file);
    }
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // What becomes of an operation; errno is set if it fails.
  Fate fate(const char* operation, std::string_view path, bool needs_room) {
    if (folder_.empty() || !path.starts_with(folder_) || (full_ && !needs_room)) return Fate::succeeds;
    const long number = ++count_;
    if (fails_at_ == 0 || number < fails_at_ || (!full_ && number > fails_at_)) return Fate::succeeds;
    if (number == fails_at_) failed_ = std::string(operation) + " " + std::string(path);
    errno = full_ ? ENOSPC : EIO;
    return full_ && number == fails_at_ ? Fate::half : Fate::fails;
  }
  Fate fate(const char* operation, int descriptor, bool needs_room) {
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    return length < 0 ? Fate::succeeds : fate(operation, {path, static_cast<std::size_t>(length)}, needs_room);
  }

 private:
  const std::string folder_, report_file_;
  const bool full_;
  const long fails_at_;
  std::atomic<long> count_ = 0;
  std::string failed_;  // one thread sets it, once
};

Disk& disk() {
  static Disk disk;
  return disk;
}

template <typename Function>
Function* real(Function*, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// Writes `size` bytes by `put`, of which a disk that gets full takes half.
template <typename Put>
ssize_t written(const char* operation, int descriptor, std::size_t size, const Put& put) {
  const int error = errno;
  switch (disk().fate(operation, descriptor, true)) {
    case Fate::half:
      if (size > 1) return put(size / 2);
      [[fallthrough]];
    case Fate::fails: return -1;
    case Fate::succeeds: break;
  }
  errno = error;
  return put(size);
}

template <typename Where, typename Do>
int done(const char* name, Where where, bool needs_room, const Do& operation) {
  const int error = errno;
  if (disk().fate(name, where, needs_room) != Fate::succeeds) return -1;
  errno = error;
  return operation();
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  static auto* const next = real(&::write, "write");
  return written("write", descriptor, size, [&](std::size_t part) { return next(descriptor, bytes, part); });
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t at) {
  static auto* const next = real(&::pwrite, "pwrite");
  return written("pwrite", descriptor, size, [&](std::size_t part) { return next(descriptor, bytes, part, at); });
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t at) {
  static auto* const next = real(&::pwrite64, "pwrite64");
  return written("pwrite64", descriptor, size, [&](std::size_t part) { return next(descriptor, bytes, part, at); });
}

// Of several pieces half means the first.
ssize_t writev(int descriptor, const iovec* pieces, int count) {
  static auto* const next = real(&::writev, "writev");
  return written("writev", descriptor, static_cast<std::size_t>(count),
                 [&](std::size_t part) { return next(descriptor, pieces, static_cast<int>(part)); });
}

// libzip writes by it; the C library's own calls of write() pass us by.
std::size_t fwrite(const void* bytes, std::size_t size, std::size_t count, std::FILE* file) {
  static auto* const next = real(&::fwrite, "fwrite");
  const ssize_t put = written("fwrite", ::fileno(file), count,
                              [&](std::size_t part) { return static_cast<ssize_t>(next(bytes, size, part, file)); });
  return put < 0 ? 0 : static_cast<std::size_t>(put);
}

int ftruncate(int descriptor, off_t size) {
  static auto* const next = real(&::ftruncate, "ftruncate");
  return done("ftruncate", descriptor, false, [&] { return next(descriptor, size); });
}

int fsync(int descriptor) {
  static auto* const next = real(&::fsync, "fsync");
  return done("fsync", descriptor, false, [&] { return next(descriptor); });
}

int fdatasync(int descriptor) {
  static auto* const next = real(&::fdatasync, "fdatasync");
  return done("fdatasync", descriptor, false, [&] { return next(descriptor); });
}

int rename(const char* from, const char* to) {
  static auto* const next = real(&::rename, "rename");
  return done("rename", to, false, [&] { return next(from, to); });
}

int link(const char* from, const char* to) {
  static auto* const next = real(&::link, "link");
  return done("link", to, true, [&] { return next(from, to); });
}

int symlink(const char* target, const char* path) {
  static auto* const next = real(&::symlink, "symlink");
  return done("symlink", path, true, [&] { return next(target, path); });
}

int mkdir(const char* path, mode_t mode) {
  static auto* const next = real(&::mkdir, "mkdir");
  return done("mkdir", path, true, [&] { return next(path, mode); });
}

}  // extern "C"
