#include "benchmarks/database.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "benchmarks/generator.h"
#include "indexer/builder.h"

namespace pramen::benchmarks {
namespace fs = std::filesystem;

fs::path bench_folder() {
  const char* wanted = std::getenv("PRAMEN_BENCH_DIR");
  const fs::path folder = wanted != nullptr ? fs::path(wanted) : fs::temp_directory_path() / "pramen-bench";
  fs::create_directories(folder);
  return folder;
}

fs::path generated_records(std::uint64_t count) {
  const fs::path file = bench_folder() / (std::to_string(count) + ".jsonl");
  if (fs::exists(file)) return file;
  Generator generator;
  const fs::path fresh = file.string() + "~";
  std::ofstream out(fresh, std::ios::binary);
  for (std::uint64_t i = 0; i < count; ++i) out << generator.next_line();
  out.close();
  if (!out) throw std::runtime_error("cannot write " + fresh.string());
  fs::rename(fresh, file);
  return file;
}

fs::path generated_database(std::uint64_t count) {
  const fs::path folder = bench_folder() / ("db-" + std::to_string(count));
  try {
    query::Database::open(folder);
  } catch (const std::runtime_error&) {
    // Not there yet, or of an older layout.
    indexer::build({.corpus = generated_records(count), .database = folder},
                   [](corpus::Problem&& problem) { throw std::runtime_error(corpus::to_text(problem)); });
  }
  return folder;
}

}  // namespace pramen::benchmarks
