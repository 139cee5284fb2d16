#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <optional>

namespace pramen::cli {
namespace {

volatile std::sig_atomic_t stop_requested = 0;

void on_signal(int number) {
  if (stop_requested != 0) {
    std::signal(number, SIG_DFL);
    std::raise(number);
  }
  stop_requested = 1;
}

std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  return fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

// How long the rest takes if it goes on as until now; nothing where too little is done to say.
std::optional<double> seconds_left(double share, double seconds) {
  if (share <= 0.01 || seconds < 1) return std::nullopt;
  return seconds / share - seconds;
}

}  // namespace

InterruptGuard::InterruptGuard() {
  stop_requested = 0;
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

InterruptGuard::~InterruptGuard() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

bool InterruptGuard::requested() { return stop_requested != 0; }

ProgressLine::ProgressLine(bool as_lines)
    : as_lines_(as_lines),
      terminal_(!as_lines && ::isatty(STDERR_FILENO) != 0),
      began_(std::chrono::steady_clock::now()) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(std::uint64_t bytes_done, std::uint64_t bytes_total, std::uint64_t records) {
  const double part =
      bytes_total > 0 ? std::min(1.0, static_cast<double>(bytes_done) / static_cast<double>(bytes_total)) : 0;
  if (as_lines_) return tell("reading", part, records);
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  constexpr std::size_t width = 30;
  const auto full = static_cast<std::size_t>(part * width);
  std::string line = fmt::format("[{}{}] {:3.0f} %  {} records", std::string(full, '#'), std::string(width - full, '.'),
                                 part * 100, records);
  if (seconds >= 1) line += fmt::format("  {:.0f}/s", static_cast<double>(records) / seconds);
  if (const auto left = seconds_left(part, seconds)) line += fmt::format("  {} left", duration(*left));
  draw(line);
}

void ProgressLine::show_share(const std::string& text, double share) {
  if (as_lines_) return tell(text, share, 0);
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  draw(fmt::format("{} {:3.0f} %", text, share * 100));
}

void ProgressLine::show(const std::string& text) {
  if (as_lines_) return tell(text, -1, 0);
  if (terminal_) draw(text);
}

void ProgressLine::tell(const std::string& stage, double share, std::uint64_t records) {
  const auto now = std::chrono::steady_clock::now();
  if (stage == stage_ && now - last_ < std::chrono::milliseconds(250)) return;
  last_ = now;
  if (stage != stage_) stage_began_ = now;
  stage_ = stage;
  const double seconds = std::chrono::duration<double>(now - stage_began_).count();
  std::string known = share < 0 ? "" : fmt::format(",\"share\":{:.3f}", share);
  if (const auto left = seconds_left(share, seconds)) known += fmt::format(",\"seconds_left\":{:.0f}", *left);
  fmt::print(stderr, "{{\"progress\":{{\"stage\":\"{}\"{},\"records\":{}}}}}\n", stage, known, records);
}

void ProgressLine::draw(const std::string& text) {
  // Carriage return and "erase to the end of the line".
  std::fprintf(stderr, "\r%s\x1b[K", text.c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressLine::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace pramen::cli
