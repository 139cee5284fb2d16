#include "indexer/backup.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/problem_list.h"
#include "cli/progress.h"
#include "server/admin/store.h"

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

constexpr std::string_view store_name = "admin.sqlite";

// Keys, jobs and the audit trail as they are at one moment, whoever writes to them meanwhile.
class StoreCopy {
 public:
  StoreCopy(const std::filesystem::path& database, const std::filesystem::path& archive)
      : copy_(archive.string() + ".store") {
    std::filesystem::remove(copy_);
    if (std::filesystem::exists(database / store_name))
      server::admin::open_store(database)->run("VACUUM INTO ?", {copy_.string()});
  }
  ~StoreCopy() {
    std::error_code ignored;
    std::filesystem::remove(copy_, ignored);
  }
  StoreCopy(const StoreCopy&) = delete;
  StoreCopy& operator=(const StoreCopy&) = delete;

  std::vector<indexer::BackupOptions::More> files() const {
    if (!std::filesystem::exists(copy_)) return {};
    return {{copy_, std::string(store_name)}};
  }

 private:
  const std::filesystem::path copy_;
};

}  // namespace

int backup(const BackupOptions& options) {
  const InterruptGuard guard;
  ProgressLine progress;
  const StoreCopy store(options.database, options.archive);
  const indexer::BackupReport report = indexer::write_backup(
      {.database = options.database, .archive = options.archive, .corpus = options.corpus, .more = store.files()},
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
                                                                .more = {std::string(store_name)},
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
