#include "indexer/builder.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <vector>

#include "corpus/best_bet_check.h"
#include "corpus/corpus_files.h"
#include "corpus/definition_check.h"
#include "corpus/thesaurus.h"
#include "corpus/thesaurus_files.h"
#include "indexer/columns.h"
#include "indexer/concepts.h"
#include "indexer/file.h"
#include "indexer/generations.h"
#include "indexer/history.h"
#include "indexer/layout.h"
#include "indexer/name_writer.h"
#include "indexer/segments.h"
#include "indexer/token_column.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

// Writes one generation into a folder, record by record.
class GenerationWriter {
 public:
  GenerationWriter(const corpus::Schema& schema, const corpus::Thesaurus& thesaurus, fs::path folder, unsigned jobs)
      : schema_(schema),
        thesaurus_(thesaurus),
        languages_(schema.languages()),
        folder_(std::move(folder)),
        jobs_(jobs),
        columns_(schema, folder_),
        names_(schema, languages_, folder_),
        segments_(folder_, languages_, jobs) {}

  void add(corpus::Record&& record) {
    columns_.add(record);
    names_.add(record);
    if (has_relations(record)) with_relations_.emplace(record.id, rows_);
    segments_.add(std::move(record));
    ++rows_;
  }

  // Takes back records that were added before their fault was known: relations
  // to nowhere show only at the end.
  void withdraw(const std::vector<std::string>& ids) {
    segments_.flush();
    for (const std::string& id : ids) {
      const std::uint32_t row = with_relations_.at(id);
      columns_.drop(row);
      names_.drop(row);
      segments_.withdraw(row);
      ++withdrawn_;
    }
  }

  std::uint64_t records() const { return rows_ - withdrawn_; }

  void finish(Manifest manifest, std::span<const corpus::BestBet> bets, const std::function<bool(double)>& progress) {
    segments_.flush();
    std::string names_hash;
    const auto write_names = [&] {
      names_hash = names_.write(folder_ / suggest_name, Forms(folder_ / forms_name, {}));
    };
    const JoinedFiles joined = segments_.join(folder_, write_names, progress);
    const Forms forms(folder_ / forms_name, {});
    manifest.files = {{std::string(index_name), joined.index_hash},
                      {std::string(forms_name), joined.forms_hash},
                      {std::string(tokens_name), joined.tokens_hash},
                      {std::string(columns_name), columns_.write(folder_ / columns_name, segments_.lengths())},
                      {std::string(suggest_name), names_hash}};
    manifest.files.emplace(concepts_name, recognise(forms, manifest.files.at(std::string(columns_name))));
    manifest.records = records();
    fs::create_directory(folder_ / schema_name);
    schema_.save(folder_ / schema_name);
    const std::string thesaurus = corpus::write_thesaurus(thesaurus_, corpus::ThesaurusFormat::turtle, {});
    write_file(folder_ / schema_name / thesaurus_name, thesaurus);
    ContentHash content = segments_.content();
    content.add(thesaurus);
    if (!bets.empty()) {
      const std::string lines = corpus::to_lines(bets);
      write_file(folder_ / schema_name / best_bets_name, lines);
      content.add(lines);
    }
    manifest.content_hash = content.hex();
    manifest.fingerprint = fingerprint(schema_.fingerprint(), languages_.fingerprint());
    write_manifest(folder_, manifest);
  }

 private:
  std::string recognise(const Forms& forms, const std::string& columns_hash) const {
    const TokenColumn tokens(folder_ / tokens_name, {schema_.languages().begin(), schema_.languages().end()});
    const Columns columns(folder_ / columns_name, columns_hash, schema_);
    return write_concepts(folder_ / concepts_name, {thesaurus_, schema_, languages_, forms, tokens, columns}, jobs_);
  }

  // Only a record with relations can be withdrawn, so only these rows are kept.
  bool has_relations(const corpus::Record& record) const {
    return std::ranges::any_of(schema_.fields(), [&](const corpus::Field& field) {
      return field.type == corpus::FieldType::records && record.fact(field.name) != nullptr;
    });
  }

  const corpus::Schema& schema_;
  const corpus::Thesaurus& thesaurus_;
  const stemmers::Languages languages_;
  const fs::path folder_;
  const unsigned jobs_;
  ColumnWriter columns_;
  NameWriter names_;
  Segments segments_;
  std::unordered_map<std::string, std::uint32_t> with_relations_;  // id -> row
  std::uint32_t rows_ = 0;
  std::uint64_t withdrawn_ = 0;
};

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

BuildReport build_generation(const BuildOptions& options, const corpus::ProblemSink& problem,
                             const std::function<bool(const BuildProgress&)>& progress) {
  BuildReport report;
  const corpus::ProblemSink counting = [&](corpus::Problem&& found) {
    ++(found.severity == corpus::Severity::fault ? report.faults : report.warnings);
    problem(std::move(found));
  };
  const std::optional<corpus::Schema> schema = corpus::corpus_schema(options.corpus, counting);
  if (!schema) return report;
  const std::optional<corpus::Thesaurus> thesaurus =
      corpus::corpus_thesaurus(options.corpus, *schema, options.thesauri, counting);
  if (!thesaurus) return report;

  const WriteLock lock(options.database);
  const BuildingFolder building(options.database);
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  GenerationWriter writer(*schema, *thesaurus, building.path(), jobs);
  corpus::DefinitionCheck definitions(*thesaurus);
  corpus::BestBetCheck best_bets(corpus::read_best_bets(options.corpus / corpus::best_bets_name, *schema, counting));
  BuildProgress now;
  const corpus::ReadReport read = corpus::read_corpus(options.corpus, *schema,
                                                      {.record =
                                                           [&](corpus::Record&& record) {
                                                             definitions.see(record);
                                                             best_bets.see(record.id);
                                                             // Without skip_invalid one fault means that nothing will
                                                             // be published: the rest is only checked.
                                                             if (report.faults == 0 || options.skip_invalid)
                                                               writer.add(std::move(record));
                                                           },
                                                       .problem = counting,
                                                       .progress =
                                                           [&](const corpus::Progress& done) {
                                                             now.corpus = done;
                                                             return !progress || progress(now);
                                                           },
                                                       .files_in = options.corpus});
  std::vector<corpus::BestBet> bets;
  if (!read.stopped) {
    definitions.report(counting);
    best_bets.withdraw(read.withdrawn);
    bets = best_bets.sound(corpus::today(), counting);
  }
  report.faulty = read.faulty;
  report.stopped = read.stopped;
  if (report.stopped || (report.faults > 0 && !options.skip_invalid)) return report;

  writer.withdraw(read.withdrawn);
  now.stage = Stage::writing;
  if (progress && !progress(now)) {
    report.stopped = true;
    return report;
  }
  const std::uint64_t number = next_generation(options.database);
  const std::uint64_t previous = published(options.database);
  try {
    writer.finish({.generation = number, .previous = previous, .published = now_utc(), .skipped = report.faulty}, bets,
                  [&](double written) {
                    now.written = written;
                    return !progress || progress(now);
                  });
  } catch (const Segments::Stopped&) {
    report.stopped = true;
    return report;
  }
  now.stage = Stage::publishing;
  if (progress && !progress(now)) {
    report.stopped = true;
    return report;
  }
  finish_generation(options.database, building.path(), number);
  if (options.publish) switch_generation(options.database, number);
  append_history(options.database, {.time = {},
                                    .action = options.publish ? "publish" : "build",
                                    .generation = number,
                                    .previous = previous,
                                    .who = options.who.empty() ? account_name() : options.who,
                                    .why = options.why});
  report.generation = number;
  report.records = writer.records();
  try {
    report.bytes = tree_bytes(generation_folder(options.database, number));
    drop_old_generations(options.database, options.keep, {previous, number});
  } catch (const std::exception& error) {
    // It is published all the same; the next build tidies up.
    corpus::Problem untidy;
    untidy.severity = corpus::Severity::warning;
    untidy.where.file = options.database.string();
    untidy.rule = "old-generations";
    untidy.what = fmt::format("old generations could not be tidied away: {}", error.what());
    counting(std::move(untidy));
  }
  return report;
}

}  // namespace

BuildReport build(const BuildOptions& options, const corpus::ProblemSink& problem,
                  const std::function<bool(const BuildProgress&)>& progress) {
  const auto began = std::chrono::steady_clock::now();
  try {
    BuildReport report = build_generation(options, problem, progress);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return report;
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(
        fmt::format("cannot write the database {}: {}", options.database.string(), error.get_msg()));
  }
}

}  // namespace pramen::indexer
