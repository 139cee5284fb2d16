// Databases to measure on, built once and kept in a folder (PRAMEN_BENCH_DIR,
// default: pramen-bench in the system's temporary folder).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "query/database.h"

namespace pramen::benchmarks {

std::filesystem::path bench_folder();
// N generated records as one JSONL file.
std::filesystem::path generated_records(std::uint64_t count);
// They, indexed; built on the first call.
std::filesystem::path generated_database(std::uint64_t count);

}  // namespace pramen::benchmarks
