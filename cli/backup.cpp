#include "indexer/backup.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/problem_list.h"
#include "cli/progress.h"

namespace pramen::cli {
namespace {

int finish(const indexer::BackupReport& report, const BackupOptions& options, const std::string& sentence) {
  if (options.json)
    fmt::print("{}\n", dump({{"generation", report.generation},
                             {"records", report.records},
                             {"files", report.files},
                             {"bytes", report.bytes},
                             {"stopped", report.stopped}}));
  else
    fmt::print(stderr, "{}\n", report.stopped ? "stopped; everything is as it was" : sentence);
  return report.stopped ? interrupted : done;
}

}  // namespace

int backup(const BackupOptions& options) {
  const InterruptGuard guard;
  ProgressLine progress;
  const indexer::BackupReport report = indexer::write_backup(
      {.database = options.database, .archive = options.archive, .corpus = options.corpus, .more = {}},
      [&](double share) {
        progress.show_share("backing up", share);
        return !InterruptGuard::requested();
      });
  progress.clear();
  return finish(
      report, options,
      fmt::format("{}: generation {}, {} records, {} files, {:.1f} MB; read back and sound", options.archive.string(),
                  report.generation, report.records, report.files, static_cast<double>(report.bytes) / 1e6));
}

int restore(const BackupOptions& options) {
  const InterruptGuard guard;
  ProgressLine progress;
  const indexer::BackupReport report = indexer::restore_backup({.archive = options.archive,
                                                                .database = options.database,
                                                                .corpus = options.corpus,
                                                                .more = {},
                                                                .who = {},
                                                                .why = options.why},
                                                               [&](double share) {
                                                                 progress.show_share("restoring", share);
                                                                 return !InterruptGuard::requested();
                                                               });
  progress.clear();
  return finish(report, options,
                fmt::format("published generation {} of {}: {} records; the generations it had stay for rollback",
                            report.generation, options.database.string(), report.records));
}

}  // namespace pramen::cli
