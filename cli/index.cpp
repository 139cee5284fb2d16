#include <fmt/format.h>

#include <optional>

#include "cli/commands.h"
#include "cli/generation_diff.h"
#include "cli/problem_list.h"
#include "cli/progress.h"
#include "corpus/give_way.h"
#include "indexer/builder.h"
#include "indexer/generations.h"

namespace pramen::cli {
namespace {

std::string sentence(const indexer::BuildReport& report, const IndexOptions& options) {
  if (report.stopped) return "stopped; the published generation is as it was";
  if (report.generation == 0) {
    return fmt::format(
        "nothing was published; faults: {}, records with faults: {}. Mend them, or publish the others with "
        "--skip-invalid",
        report.faults, report.faulty);
  }
  if (options.preview)
    return fmt::format("generation {} is built and not published; `pramen generations publish {} --db {}` does that",
                       report.generation, report.generation, options.database.string());
  std::string text =
      fmt::format("published generation {} of {}: {} records, {:.1f} MB, {:.1f} s", report.generation,
                  options.database.string(), report.records, static_cast<double>(report.bytes) / 1e6, report.seconds);
  text += fmt::format("; read {} records, took over {} as they were", report.read, report.taken_over);
  if (report.faulty > 0) text += fmt::format("; left out {} records with faults", report.faulty);
  return text;
}

// Compares a preview with what is published. Nothing where nothing is published yet, or where *code says why.
std::optional<query::GenerationDiff> compared(const indexer::BuildReport& report, const IndexOptions& options,
                                              int* code) {
  const std::uint64_t current = indexer::published(options.database);
  if (!options.preview || report.generation == 0 || current == 0) return std::nullopt;
  const std::filesystem::path own = options.corpus / corpus::watched_queries_name;
  const bool has_own = std::filesystem::is_directory(options.corpus) && std::filesystem::exists(own);
  return diff_generations({.database = options.database,
                           .before = current,
                           .after = report.generation,
                           .progress_lines = options.progress_lines,
                           .queries = !options.queries.empty() ? options.queries
                                      : has_own                ? own
                                                               : std::filesystem::path()},
                          code);
}

}  // namespace

int index(const IndexOptions& options) {
  corpus::give_way();
  const InterruptGuard guard;
  ProgressLine progress(options.progress_lines);
  const std::string lang = message_language(options.lang);
  nlohmann::ordered_json listed = nlohmann::ordered_json::array();
  const indexer::BuildReport report = indexer::build(
      {.corpus = options.corpus,
       .database = options.database,
       .thesauri = options.thesauri,
       .jobs = options.jobs,
       .full = options.full,
       .skip_invalid = options.skip_invalid,
       .publish = !options.preview,
       .keep = options.keep,
       .who = options.who,
       .why = options.why},
      [&](corpus::Problem&& problem) {
        if (!options.json || options.progress_lines) {
          progress.clear();
          fmt::print(stderr, "{}\n", corpus::to_text(problem, lang));
        }
        if (options.json && listed.size() < max_listed_problems) {
          listed.push_back(to_json(problem, lang));
        }
      },
      [&](const indexer::BuildProgress& now) {
        switch (now.stage) {
          case indexer::Stage::reading:
            progress.show(now.corpus.bytes_done, now.corpus.bytes_total, now.corpus.records);
            break;
          case indexer::Stage::writing: progress.show_share("writing the index", now.written); break;
          case indexer::Stage::publishing: progress.show("publishing"); break;
        }
        return !InterruptGuard::requested();
      });
  progress.clear();
  int code = done;
  const auto diff = compared(report, options, &code);
  if (options.json) {
    fmt::print(
        "{}\n",
        dump({{"generation",
               report.generation == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(report.generation)},
              {"records", report.records},
              {"read", report.read},
              {"taken_over", report.taken_over},
              {"faulty", report.faulty},
              {"faults", report.faults},
              {"warnings", report.warnings},
              {"bytes", report.bytes},
              {"seconds", report.seconds},
              {"stopped", report.stopped},
              {"published", report.generation > 0 && !options.preview},
              {"problems", listed},
              {"diff", diff ? nlohmann::ordered_json::parse(query::to_json(*diff)) : nlohmann::ordered_json()}}));
  } else {
    if (diff) fmt::print("{}", to_text(*diff, options.limit));
  }
  if (!options.json || options.progress_lines) {
    fmt::print(stderr, "{}\n", sentence(report, options));
  }
  if (report.stopped) return interrupted;
  // With --skip-invalid the faults are reported, and what was asked for is done.
  if (report.generation == 0) return input_has_faults;
  return diff && options.strict && diff->any_worse() ? input_has_faults : code;
}

}  // namespace pramen::cli
