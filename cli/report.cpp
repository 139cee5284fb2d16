#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/report/writers.h"
#include "corpus/reader.h"

namespace pramen::cli {

int report(const ReportOptions& options) {
  const InterruptGuard guard;
  ProgressLine progress(options.progress_lines);
  const auto began = std::chrono::steady_clock::now();
  const auto long_enough = [&] { return std::chrono::steady_clock::now() - began > std::chrono::seconds(1); };
  const std::string lang = options.lang.empty() ? "en" : options.lang;
  const auto schema = corpus::corpus_schema(
      options.corpus, [&](corpus::Problem&& problem) { fmt::print(stderr, "{}\n", corpus::to_text(problem, lang)); });
  if (!schema) return input_has_faults;
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  const report::Report made =
      report::make_report(options.corpus, *schema, jobs,
                          {.reading =
                               [&](const corpus::Progress& done) {
                                 if (long_enough()) progress.show(done.bytes_done, done.bytes_total, done.records);
                                 return !InterruptGuard::requested();
                               },
                           .after_reading =
                               [&](const std::string& stage, double share) {
                                 if (long_enough()) progress.show_share(stage, share);
                                 return !InterruptGuard::requested();
                               }});
  progress.clear();
  if (made.read.stopped) return interrupted;
  fmt::print("{}{}",
             options.json ? report::to_json(made, *schema, lang) : report::to_text(made, *schema, options.limit, lang),
             options.json ? "\n" : "");
  return made.fault_count > 0 ? input_has_faults : done;
}

}  // namespace pramen::cli
