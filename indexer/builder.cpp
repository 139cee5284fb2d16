#include "indexer/builder.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "corpus/best_bet_check.h"
#include "corpus/corpus_files.h"
#include "corpus/definition_check.h"
#include "corpus/thesaurus.h"
#include "corpus/thesaurus_files.h"
#include "indexer/file.h"
#include "indexer/generation_writer.h"
#include "indexer/generations.h"
#include "indexer/history.h"
#include "indexer/layout.h"
#include "indexer/previous.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

// Removes an unfinished build unless it was published.
class BuildingFolder {
 public:
  explicit BuildingFolder(const fs::path& database) : path_(begin_generation(database)) {}
  ~BuildingFolder() {
    std::error_code ignored;  // it may be gone already: published
    fs::remove_all(path_, ignored);
  }
  BuildingFolder(const BuildingFolder&) = delete;
  BuildingFolder& operator=(const BuildingFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

class Builder {
 public:
  Builder(const BuildOptions& options, const corpus::ProblemSink& problem,
          const std::function<bool(const BuildProgress&)>& progress)
      : options_(options), progress_(progress), problem_([this, problem](corpus::Problem&& found) {
          ++(found.severity == corpus::Severity::fault ? report_.faults : report_.warnings);
          if (!heard_) problem(std::move(found));
        }) {}

  BuildReport build();

 private:
  // False: the records that are inherited are too few, and nothing was done.
  bool build_out_of(const Previous* previous, const Rules& rules);
  corpus::ReadReport read(const Rules& rules, GenerationWriter& writer);
  void publish(const fs::path& building, std::uint64_t number, std::uint64_t previous);
  void tidy_up(std::uint64_t number, std::uint64_t previous);
  bool goes_on() { return !progress_ || progress_(now_); }
  std::string author() const { return options_.who.empty() ? account_name() : options_.who; }

  const BuildOptions& options_;
  const std::function<bool(const BuildProgress&)>& progress_;
  const corpus::ProblemSink problem_;
  BuildProgress now_;
  BuildReport report_;
  std::vector<corpus::BestBet> bets_;  // that hold
  bool heard_ = false;                 // the corpus is read again: its problems are known
};

BuildReport Builder::build() {
  const std::optional<corpus::Schema> schema = corpus::corpus_schema(options_.corpus, problem_);
  if (!schema) return report_;
  const std::optional<corpus::Thesaurus> thesaurus =
      corpus::corpus_thesaurus(options_.corpus, *schema, options_.thesauri, problem_);
  if (!thesaurus) return report_;
  const std::string text = corpus::write_thesaurus(*thesaurus, corpus::ThesaurusFormat::turtle, {});
  const stemmers::Languages languages(schema->languages());
  const Rules rules{*schema, languages, *thesaurus, text};

  const WriteLock lock(options_.database);
  std::unique_ptr<const Previous> previous;
  if (!options_.full)
    previous =
        Previous::open(options_.database, *schema, fingerprint(schema->fingerprint(), languages.fingerprint()), text);
  const BuildReport before = report_;
  if (build_out_of(previous.get(), rules)) return report_;
  report_ = before;
  heard_ = true;
  build_out_of(nullptr, rules);
  return report_;
}

bool Builder::build_out_of(const Previous* previous, const Rules& rules) {
  const BuildingFolder building(options_.database);
  const unsigned jobs = options_.jobs > 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
  GenerationWriter writer(rules, previous, building.path(), jobs);
  const corpus::ReadReport read_records = read(rules, writer);
  if (report_.stopped || (report_.faults > 0 && !options_.skip_invalid)) return true;

  writer.withdraw(read_records.withdrawn);
  if (writer.worn_out()) return false;
  now_.stage = Stage::writing;
  if (!goes_on()) {
    report_.stopped = true;
    return true;
  }
  const std::uint64_t number = next_generation(options_.database), current = published(options_.database);
  try {
    writer.finish({.generation = number,
                   .previous = current,
                   .published = now_utc(),
                   .who = author(),
                   .why = options_.why,
                   .skipped = report_.faulty},
                  bets_, [&](double written) {
                    now_.written = written;
                    return goes_on();
                  });
  } catch (const Segments::Stopped&) {
    report_.stopped = true;
    return true;
  }
  now_.stage = Stage::publishing;
  if (!goes_on()) {
    report_.stopped = true;
    return true;
  }
  report_.records = writer.records();
  report_.taken_over = writer.taken_over();
  publish(building.path(), number, current);
  return true;
}

corpus::ReadReport Builder::read(const Rules& rules, GenerationWriter& writer) {
  corpus::DefinitionCheck definitions(rules.thesaurus);
  corpus::BestBetCheck best_bets(
      corpus::read_best_bets(options_.corpus / corpus::best_bets_name, rules.schema, problem_));
  // Without skip_invalid one fault means that nothing will be published: the rest is only checked.
  const auto wanted = [&] { return report_.faults == 0 || options_.skip_invalid; };
  const corpus::ReadReport read =
      corpus::read_corpus(options_.corpus, rules.schema,
                          {.record =
                               [&](corpus::Record&& record) {
                                 definitions.see(record.id, record.kind);
                                 best_bets.see(record.id);
                                 ++report_.read;
                                 if (wanted()) writer.add(std::move(record));
                               },
                           .problem = problem_,
                           .progress =
                               [&](const corpus::Progress& done) {
                                 now_.corpus = done;
                                 return goes_on();
                               },
                           .placed = {},
                           .elsewhere = {},
                           .files_in = options_.corpus,
                           .known = [&](const corpus::UnitHash& hash) { return writer.known(hash); },
                           .taken =
                               [&](corpus::Unit&& unit) {
                                 definitions.see(unit.id, unit.kind);
                                 best_bets.see(unit.id);
                                 writer.take(unit);
                               },
                           .clean =
                               [&](corpus::Unit&& unit) {
                                 if (wanted()) writer.add_source(unit);
                               }});
  if (!read.stopped) {
    definitions.report(problem_);
    best_bets.withdraw(read.withdrawn);
    bets_ = best_bets.sound(corpus::today(), problem_);
  }
  report_.faulty = read.faulty;
  report_.stopped = read.stopped;
  return read;
}

void Builder::publish(const fs::path& building, std::uint64_t number, std::uint64_t previous) {
  HistoryEntry entry{.time = {},
                     .action = options_.publish ? "publish" : "build",
                     .generation = number,
                     .previous = previous,
                     .who = author(),
                     .why = options_.why};
  NumberedGeneration finished(options_.database, building, number);
  if (options_.publish)
    switch_generation(options_.database, number, std::move(entry));
  else
    append_history(options_.database, std::move(entry));
  finished.keep();
  report_.generation = number;
  tidy_up(number, previous);
}

void Builder::tidy_up(std::uint64_t number, std::uint64_t previous) {
  try {
    report_.bytes = tree_bytes(generation_folder(options_.database, number));
    drop_old_generations(options_.database, options_.keep, {previous, number});
  } catch (const std::exception& error) {
    // It is published all the same; the next build tidies up.
    corpus::Problem untidy;
    untidy.severity = corpus::Severity::warning;
    untidy.where.file = options_.database.string();
    untidy.rule = "old-generations";
    untidy.what = corpus::say("old generations could not be tidied away: {}", error.what());
    problem_(std::move(untidy));
  }
}

}  // namespace

BuildReport build(const BuildOptions& options, const corpus::ProblemSink& problem,
                  const std::function<bool(const BuildProgress&)>& progress) {
  const auto began = std::chrono::steady_clock::now();
  try {
    BuildReport report = Builder(options, problem, progress).build();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return report;
  } catch (const Xapian::Error& error) {
    const char* reason = error.get_error_string();  // of the system, where it gave one
    throw std::runtime_error(fmt::format("cannot write the database {}: {}{}{}", options.database.string(),
                                         error.get_msg(), reason == nullptr ? "" : ": ",
                                         reason == nullptr ? "" : reason));
  }
}

}  // namespace pramen::indexer
