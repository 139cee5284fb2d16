// Two generations of a database beside each other, as `pramen index --preview` and `pramen
// generations diff` print them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "query/generation_diff.h"

namespace pramen::cli {

struct DiffOptions {
  std::filesystem::path database;
  std::uint64_t before = 0, after = 0;
  bool progress_lines = false;    // (progress.h)
  std::filesystem::path queries;  // to watch; empty: none
};

// Shows its progress. Faults of the list of queries go to stderr; nothing if there are any, or if the user stopped it
// (the exit code is then in *code).
std::optional<query::GenerationDiff> diff_generations(const DiffOptions& options, int* code);

// For people; `limit` lines of each list, 0: all.
std::string to_text(const query::GenerationDiff& diff, std::size_t limit);

}  // namespace pramen::cli
