#include "indexer/builder.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "indexer/columns.h"
#include "indexer/document.h"
#include "indexer/file.h"
#include "indexer/generations.h"
#include "indexer/layout.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

// Small batches keep memory bounded; Xapian's in-memory inverter is fastest with
// small flushes too.
constexpr std::size_t batch_records = 512;
constexpr std::size_t batch_bytes = 8 << 20;
constexpr std::size_t flush_records = 2000;

class ContentHash {
 public:
  ContentHash() { crypto_generichash_init(&state_, nullptr, 0, 16); }
  void add(std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    update({reinterpret_cast<const char*>(&size), sizeof size});
    update(bytes);
  }
  std::string hex() {
    std::array<unsigned char, 16> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    std::array<char, 33> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
  }

 private:
  void update(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  crypto_generichash_state state_{};
};

// Analyses all records of a batch, on `jobs` threads; results keep their order.
std::vector<AnalysedRecord> analyse_batch(const std::vector<corpus::Record>& batch, const stemmers::Languages& languages,
                                          unsigned jobs) {
  std::vector<AnalysedRecord> analysed(batch.size());
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < batch.size(); i = next++) analysed[i] = analyse(batch[i], languages);
    } catch (...) {
      const std::scoped_lock lock(mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs && i < batch.size(); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return analysed;
}

Xapian::Document to_document(const AnalysedRecord& record) {
  Xapian::Document document;
  for (const AnalysedRecord::Term& term : record.terms) {
    if (term.positions.empty()) {
      document.add_term(term.name, term.count);
      continue;
    }
    for (const std::uint32_t position : term.positions) document.add_posting(term.name, position, 0);
    document.add_term(term.name, term.count);
  }
  document.set_data(record.data);
  return document;
}

// Writes one generation into a folder, record by record.
class GenerationWriter {
 public:
  GenerationWriter(const corpus::Schema& schema, fs::path folder, unsigned jobs)
      : schema_(schema),
        folder_(std::move(folder)),
        jobs_(jobs),
        columns_(schema, folder_),
        index_((folder_ / raw_name).string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC) {}

  void add(corpus::Record&& record) {
    pending_bytes_ += corpus_bytes(record);
    batch_.push_back(std::move(record));
    if (batch_.size() >= batch_records || pending_bytes_ >= batch_bytes) flush();
  }

  // Takes back a record that was added before its fault was known.
  void withdraw(const std::string& id) {
    flush();
    const auto posting = index_.postlist_begin(id_term(id));
    if (posting == index_.postlist_end(id_term(id))) return;
    const Xapian::docid document = *posting;
    content_.add("withdrawn " + id);
    columns_.drop(document - 1);
    index_.delete_document(document);
    --records_;
  }

  std::uint64_t records() const { return records_; }

  void finish(Manifest manifest) {
    flush();
    index_.commit();
    // A commit that met a full disk may leave an empty index that looks sound.
    if (index_.get_doccount() != records_) {
      throw std::runtime_error(fmt::format("{} holds {} records instead of {}: is the disk full?", folder_.string(),
                                           index_.get_doccount(), records_));
    }
    index_.compact((folder_ / index_name).string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL);
    index_.close();
    fs::remove_all(folder_ / raw_name);
    manifest.columns_hash = columns_.write(folder_ / columns_name);
    manifest.content_hash = content_.hex();
    manifest.records = records_;
    fs::create_directory(folder_ / schema_name);
    schema_.save(folder_ / schema_name);
    manifest.fingerprint = fingerprint(schema_.fingerprint(), languages_.fingerprint());
    write_manifest(folder_, manifest);
  }

 private:
  static constexpr std::string_view raw_name = "raw";

  static std::size_t corpus_bytes(const corpus::Record& record) {
    std::size_t bytes = 0;
    for (const auto& [lang, text] : record.texts) bytes += text.body.size() + text.summary.size() + text.title.size();
    return bytes;
  }

  void flush() {
    const std::vector<AnalysedRecord> analysed = analyse_batch(batch_, languages_, jobs_);
    for (std::size_t i = 0; i < batch_.size(); ++i) {
      index_.add_document(to_document(analysed[i]));
      columns_.add(batch_[i]);
      content_.add(analysed[i].data);
      if (++records_ % flush_records == 0) index_.commit();
    }
    batch_.clear();
    pending_bytes_ = 0;
  }

  const corpus::Schema& schema_;
  const stemmers::Languages languages_;
  const fs::path folder_;
  const unsigned jobs_;
  ColumnWriter columns_;
  Xapian::WritableDatabase index_;
  ContentHash content_;
  std::vector<corpus::Record> batch_;
  std::size_t pending_bytes_ = 0;
  std::uint64_t records_ = 0;
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

std::string now_utc() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

BuildReport build_generation(const BuildOptions& options, const corpus::ProblemSink& problem,
                             const std::function<bool(const BuildProgress&)>& progress) {
  BuildReport report;
  const corpus::ProblemSink counting = [&](corpus::Problem&& found) {
    ++(found.severity == corpus::Severity::fault ? report.faults : report.warnings);
    problem(std::move(found));
  };
  const std::optional<corpus::Schema> schema = corpus::corpus_schema(options.corpus, counting);
  if (!schema) return report;

  const WriteLock lock(options.database);
  const BuildingFolder building(options.database);
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  GenerationWriter writer(*schema, building.path(), jobs);
  BuildProgress now;
  const corpus::ReadReport read = corpus::read_corpus(
      options.corpus, *schema,
      {.record =
           [&](corpus::Record&& record) {
             // Without skip_invalid one fault means that nothing will be
             // published: the rest is only checked.
             if (report.faults == 0 || options.skip_invalid) writer.add(std::move(record));
           },
       .problem = counting,
       .progress =
           [&](const corpus::Progress& done) {
             now.corpus = done;
             return !progress || progress(now);
           }});
  report.faulty = read.faulty;
  report.stopped = read.stopped;
  if (report.stopped || (report.faults > 0 && !options.skip_invalid)) return report;

  for (const std::string& id : read.withdrawn) writer.withdraw(id);
  now.stage = Stage::writing;
  if (progress && !progress(now)) {
    report.stopped = true;
    return report;
  }
  const std::uint64_t number = next_generation(options.database);
  writer.finish({.generation = number, .published = now_utc(), .skipped = report.faulty});
  now.stage = Stage::publishing;
  if (progress && !progress(now)) {
    report.stopped = true;
    return report;
  }
  publish_generation(options.database, building.path(), number);
  report.generation = number;
  report.records = writer.records();
  report.bytes = tree_bytes(generation_folder(options.database, number));
  drop_old_generations(options.database, options.keep);
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
    throw std::runtime_error(fmt::format("cannot write the database {}: {}", options.database.string(), error.get_msg()));
  }
}

}  // namespace pramen::indexer
