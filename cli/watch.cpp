#include <fmt/format.h>

#include <chrono>
#include <map>
#include <thread>

#include "cli/commands.h"
#include "cli/progress.h"
#include "corpus/corpus_files.h"

namespace pramen::cli {
namespace {

namespace fs = std::filesystem;

// What tells that a file was changed.
struct Stamp {
  fs::file_time_type time;
  std::uintmax_t bytes = 0;
  bool operator==(const Stamp&) const = default;
};
using Stamps = std::map<std::string, Stamp>;

// Of every file of the corpus, hidden ones and those that editors leave behind aside.
Stamps stamps_of(const fs::path& corpus) {
  Stamps stamps;
  std::error_code gone;  // a file may vanish while it is looked at
  const auto add = [&](const fs::path& path) {
    stamps[path.string()] = {fs::last_write_time(path, gone), fs::file_size(path, gone)};
  };
  if (!fs::is_directory(corpus)) {
    add(corpus);
    return stamps;
  }
  for (auto entry = fs::recursive_directory_iterator(corpus, gone); entry != fs::recursive_directory_iterator();
       entry.increment(gone)) {
    if (corpus::is_left_behind(entry->path().filename().string())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(gone)) {
      add(entry->path());
    }
  }
  return stamps;
}

// Sleeps in short steps. False: the user wants to stop.
bool wait_for(double seconds) {
  using namespace std::chrono;
  const auto until = steady_clock::now() + duration<double>(seconds);
  while (steady_clock::now() < until && !InterruptGuard::requested()) std::this_thread::sleep_for(milliseconds(50));
  return !InterruptGuard::requested();
}

}  // namespace

int watch(const WatchOptions& options) {
  // Longer than the machine needs to get better, short enough that nobody waits for it.
  constexpr double after_failure_s = 30;
  Stamps indexed;
  for (bool first = true;; first = false) {
    double pause = options.every_s;
    Stamps now = stamps_of(options.index.corpus);
    if (first || now != indexed) {
      {
        // A file that is being written is left to its writer.
        const InterruptGuard guard;
        for (Stamps before; before != now; now = stamps_of(options.index.corpus)) {
          before = now;
          if (!first && !wait_for(options.every_s)) return interrupted;
        }
      }
      try {
        if (index(options.index) == interrupted) return interrupted;
        indexed = std::move(now);
      } catch (const std::exception& error) {
        fmt::print(stderr, "pramen: {}; trying again in {:.0f} s\n", error.what(), after_failure_s);
        pause = after_failure_s;
      }
      if (first) fmt::print(stderr, "watching {}; Ctrl-C ends it\n", options.index.corpus.string());
    }
    const InterruptGuard guard;
    if (!wait_for(pause)) return interrupted;
  }
}

}  // namespace pramen::cli
