#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>

#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/report/writers.h"
#include "corpus/reader.h"

namespace pramen::cli {
namespace {

namespace fs = std::filesystem;

// In the cache folder of the account (XDG Base Directory Specification); empty where it has none.
fs::path cache_of_account() {
  const auto folder = [](const char* name) -> fs::path {
    const char* value = std::getenv(name);
    return value != nullptr && *value == '/' ? value : "";
  };
  if (const fs::path cache = folder("XDG_CACHE_HOME"); !cache.empty()) return cache / "pramen" / "links.jsonl";
  const fs::path home = folder("HOME");
  return home.empty() ? fs::path() : home / ".cache" / "pramen" / "links.jsonl";
}

report::LinkOptions link_options(const ReportOptions& options) {
  const auto milliseconds = [](double seconds) {
    return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(seconds * 1000));
  };
  return {.manners = {.pause = milliseconds(options.links_pause_s),
                      .timeout = milliseconds(options.links_timeout_s),
                      .hosts = options.links_hosts,
                      .private_hosts = options.links_private},
          .cache = options.links_cache.empty() ? cache_of_account() : options.links_cache,
          .believed_days = options.links_days,
          .offline = options.links_offline};
}

}  // namespace

int report(const ReportOptions& options) {
  const InterruptGuard guard;
  ProgressLine progress(options.progress_lines);
  const auto began = std::chrono::steady_clock::now();
  const auto long_enough = [&] { return std::chrono::steady_clock::now() - began > std::chrono::seconds(1); };
  const std::string lang = options.lang.empty() ? "en" : options.lang;
  const auto schema = corpus::corpus_schema(
      options.corpus, [&](corpus::Problem&& problem) { fmt::print(stderr, "{}\n", corpus::to_text(problem, lang)); });
  if (!schema) return input_has_faults;
  const auto share = [&](const std::string& stage, double done) {
    if (long_enough()) progress.show_share(stage, done);
    return !InterruptGuard::requested();
  };
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  report::Report made = report::make_report(options.corpus, *schema, {.jobs = jobs, .with_links = options.links},
                                            {.reading =
                                                 [&](const corpus::Progress& done) {
                                                   if (long_enough())
                                                     progress.show(done.bytes_done, done.bytes_total, done.records);
                                                   return !InterruptGuard::requested();
                                                 },
                                             .after_reading = share});
  bool stopped = made.read.stopped;
  if (!stopped && made.links) {
    const auto remark = [&](corpus::Sentence&& sentence) {
      progress.clear();
      fmt::print(stderr, "pramen: {}\n", sentence.in(lang));
    };
    stopped =
        !report::find_answers(*made.links, link_options(options),
                              {.go_on = [&](double done) { return share("asking links", done); }, .remark = remark});
  }
  progress.clear();
  if (stopped) return interrupted;
  fmt::print("{}{}",
             options.json ? report::to_json(made, *schema, lang) : report::to_text(made, *schema, options.limit, lang),
             options.json ? "\n" : "");
  return made.fault_count > 0 ? input_has_faults : done;
}

}  // namespace pramen::cli
