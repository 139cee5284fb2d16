// What a program prints, where it is little enough to be held: ended when it prints too much or takes too long.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/child.h"

namespace pramen::corpus {

struct OutputLimits {
  ChildLimits child;
  std::chrono::seconds patience{20};
  std::size_t bytes = 2 << 20;  // it is ended where it printed more
};

struct ChildOutput {
  std::string text;        // may be somewhat longer than the limit where too_long
  std::string complaints;  // how stderr begins
  bool too_long = false, too_slow = false;
  int code = 0;  // as Child::wait() says it
};

// Throws std::runtime_error if no process can be started.
ChildOutput output_of(const std::filesystem::path& program, std::vector<std::string> arguments,
                      const OutputLimits& limits);

// Looked for along PATH.
std::optional<std::filesystem::path> program_named(std::string_view name);

}  // namespace pramen::corpus
