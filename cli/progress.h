// A line that shows how far a long piece of work is, on a terminal only, and the
// wish of the user to stop it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace pramen::cli {

// While it lives, Ctrl-C and SIGTERM ask the work to stop instead of ending the
// program; a second one ends it. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static bool requested();
};

// Redraws one line of stderr, at most ten times a second; or, for programs, writes a line
// {"progress": {"stage", "share", "seconds_left", "records"}} there, four times a second and where a stage begins.
// `share` goes from 0 to 1; it is missing where it is not known, as is how long the stage takes if it goes on as until
// now.
class ProgressLine {
 public:
  explicit ProgressLine(bool as_lines = false);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::uint64_t bytes_done, std::uint64_t bytes_total, std::uint64_t records);
  void show(const std::string& text);
  // The same with how much of it is done, 0 to 1.
  void show_share(const std::string& text, double share);  // a stage without a measure
  void clear();

 private:
  void draw(const std::string& text);

  void tell(const std::string& stage, double share, std::uint64_t records);

  const bool as_lines_, terminal_;
  std::string stage_;  // that was said last
  bool drawn_ = false;
  const std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point last_, stage_began_;
};

}  // namespace pramen::cli
