#include "corpus/child_output.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace pramen::corpus {

ChildOutput output_of(const std::filesystem::path& program, std::vector<std::string> arguments,
                      const OutputLimits& limits) {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t longest_complaint = 4096;
  ChildOutput output;
  Child child(program, std::move(arguments), limits.child);
  const auto until = Clock::now() + limits.patience;
  const auto take = [&](std::string_view bytes) { output.text += bytes; };
  const auto hear = [&](std::string_view bytes) {
    if (output.complaints.size() < longest_complaint) output.complaints += bytes;
  };
  while (child.read(std::chrono::milliseconds(100), take, hear)) {
    output.too_long = output.text.size() > limits.bytes;
    output.too_slow = Clock::now() >= until;
    if (output.too_long || output.too_slow) break;
  }
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  child.end_after(output.too_long ? std::chrono::milliseconds(0) : left);
  output.code = child.wait();
  return output;
}

std::optional<std::filesystem::path> program_named(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "/usr/bin:/bin" : path;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::filesystem::path program = std::filesystem::path(folders.substr(0, end)) / name;
    folders.remove_prefix(std::min(end + 1, folders.size()));
    if (program.is_absolute() && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return std::nullopt;
}

}  // namespace pramen::corpus
