// From a corpus to a published generation: read, analyse, write, publish.
//
// A generation is made out of the published one where that was built by the same rules: what did not change in the
// corpus is neither read nor analysed again, and all answers are those of a whole build.
//
// Analysis runs on several threads, in batches whose order is kept, so that the
// same corpus gives the same database whatever the number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/reader.h"

namespace pramen::indexer {

struct BuildOptions {
  std::filesystem::path corpus, database;
  std::vector<std::filesystem::path> thesauri;  // further ones: their concepts are added to those of the corpus
  unsigned jobs = 0;                            // threads that analyse; 0: one per core
  bool full = false;                            // take nothing over from the published generation
  bool skip_invalid = false;                    // publish the sound records when others have faults
  bool publish = true;                          // false: the generation is only built, to be looked at
  std::size_t keep = 3;                         // generations kept for rollback, the new one included
  std::string who, why;                         // for the history; empty `who`: the account
};

enum class Stage { reading, writing, publishing };  // or, for a preview, giving it its number

struct BuildProgress {
  Stage stage = Stage::reading;
  corpus::Progress corpus;
  double written = 0;  // while writing: the share that is done, 0 to 1
};

struct BuildReport {
  std::uint64_t generation = 0;  // 0: nothing was published, or built
  std::uint64_t records = 0;     // in the new generation
  std::uint64_t read = 0;        // of them, those whose source was read; the others are known to be as they were
  std::uint64_t taken_over = 0;  // of them, those that were not indexed again: unchanged since the generation before
  std::uint64_t faulty = 0, faults = 0, warnings = 0;
  std::uint64_t bytes = 0;  // of the new generation on disk
  bool stopped = false;     // progress said so; nothing was published
  double seconds = 0;
};

// Throws std::runtime_error if the corpus cannot be opened, the database is
// locked, or the machine fails (disk full, ...); the published generation stays
// as it was.
BuildReport build(const BuildOptions& options, const corpus::ProblemSink& problem,
                  const std::function<bool(const BuildProgress&)>& progress = {});

}  // namespace pramen::indexer
