#include "cli/report/report.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>

#include "cli/report/language_checks.h"
#include "cli/report/scripts.h"

namespace pramen::report {
namespace {

// One record on its way through a batch.
struct Reading {
  corpus::Record record;
  corpus::RecordPlaces places;
  std::vector<TextReading> texts;
  std::vector<std::optional<Sketch>> sketches;  // of texts that are long enough
  std::vector<corpus::Problem> problems;
  std::vector<std::uint32_t> concepts;
};

// Of what is said, not of the names.
std::optional<Sketch> sketch_of(const TextReading& read) {
  const auto names = 1 + read.text->alternative.size();
  const std::size_t first = read.sentences.size() > names ? read.sentences[names].first_word : read.words.size();
  const auto words = std::span(read.words).subspan(first);
  return words.size() < Sketch::fewest ? std::nullopt : std::optional<Sketch>(words);
}

// Everything that needs no other record; threads do this side by side.
void look_at(Reading& reading, const corpus::Schema& schema, const stemmers::Languages& languages,
             const TermsReader* terms) {
  for (const auto& [lang, text] : reading.record.texts) {
    reading.texts.push_back(read_text(lang, text, reading.places.at(lang), *languages.find(lang)));
    const TextReading& read = reading.texts.back();
    reading.sketches.push_back(sketch_of(read));
    find_mixed_scripts(read, reading.problems);
  }
  check_languages(schema, languages, reading.texts, reading.problems);
  if (terms != nullptr) reading.concepts = terms->concepts_of(reading.texts);
  for (corpus::Problem& problem : reading.problems) problem.record = reading.record.id;
}

std::size_t size_of(const corpus::Record& record) {
  std::size_t bytes = 512;
  for (const auto& [lang, text] : record.texts) bytes += text.summary.size() + text.body.size();
  return bytes;
}

class Reporter {
 public:
  Reporter(const corpus::Schema& schema, const Order& order)
      : schema_(schema),
        languages_(schema.languages()),
        jobs_(order.jobs),
        catalogue_(schema),
        translations_(schema),
        duplicates_(languages_) {
    if (order.with_links) links_.emplace();
  }

  void add(corpus::Record&& record, const corpus::RecordPlaces& places) {
    batch_bytes_ += size_of(record);
    batch_.push_back({.record = std::move(record), .places = places});
    constexpr std::size_t most_records = 4096, most_bytes = 8 << 20;
    if (batch_.size() >= most_records || batch_bytes_ >= most_bytes) work();
  }

  void use(corpus::Thesaurus&& thesaurus, const std::filesystem::path& corpus) {
    if (links_) links_->add(thesaurus, corpus);
    terms_.emplace(std::move(thesaurus), schema_, languages_);
  }

  void add_fault(corpus::Problem&& problem) {
    if (problem.severity != corpus::Severity::fault) return;
    ++report_.fault_count;
    if (report_.faults.size() < Report::most_listed) report_.faults.push_back(std::move(problem));
  }

  Report finish(corpus::ReadReport&& read, const Watcher& watcher);

 private:
  const TermsReader* terms() const { return terms_ ? &*terms_ : nullptr; }
  void work();
  void collect(const Reading& reading);

  const corpus::Schema& schema_;
  const stemmers::Languages languages_;
  const unsigned jobs_;
  std::vector<Reading> batch_;
  std::size_t batch_bytes_ = 0;

  Catalogue catalogue_;
  CountsReader counts_;
  TranslationsReader translations_;
  RelationsReader relations_;
  DuplicatesReader duplicates_;
  SharedSentencesReader shared_;
  SourcesReader sources_;
  std::optional<TermsReader> terms_;
  std::optional<LinksReader> links_;
  std::vector<std::pair<Number, corpus::Problem>> language_;
  std::size_t language_left_out_ = 0;
  Report report_;
};

void Reporter::work() {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < batch_.size(); i = next++) look_at(batch_[i], schema_, languages_, terms());
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs_; ++i) threads.emplace_back(run);
  run();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  for (const Reading& reading : batch_) collect(reading);
  batch_.clear();
  batch_bytes_ = 0;
}

void Reporter::collect(const Reading& reading) {
  const corpus::Record& record = reading.record;
  const Number number = catalogue_.add(record, reading.places);
  counts_.add(record);
  translations_.add(number, record, reading.places);
  relations_.add(number, schema_, record);
  duplicates_.add(number, record);
  sources_.add(number, record);
  if (links_) links_->add(number, catalogue_, record, reading.places);
  if (terms_) terms_->add(number, reading.concepts);
  for (std::size_t i = 0; i < reading.texts.size(); ++i) {
    shared_.add(number, catalogue_, reading.texts[i]);
    if (reading.sketches[i])
      duplicates_.add_text(number, language_number(schema_, reading.texts[i].lang), *reading.sketches[i]);
  }
  for (const corpus::Problem& problem : reading.problems) {
    if (language_.size() < Report::most_listed) {
      language_.push_back({number, problem});
    } else {
      ++language_left_out_;
    }
  }
}

Report Reporter::finish(corpus::ReadReport&& read, const Watcher& watcher) {
  if (!read.stopped) work();
  catalogue_.withdraw(read.withdrawn);
  Report& report = report_;
  report.counts = counts_.finish(catalogue_);
  report.translations = translations_.finish(catalogue_);
  report.relations = relations_.finish(catalogue_);
  report.sources = sources_.finish(catalogue_);
  if (terms_) report.terms = terms_->finish(catalogue_);
  if (links_ && !read.stopped) report.links = links_->finish(catalogue_);
  report.shared_sentences = shared_.finish(catalogue_);
  for (auto& [number, problem] : language_) {
    if (!catalogue_[number].withdrawn) report.language.push_back(std::move(problem));
  }
  report.language_count = report.language.size() + language_left_out_;
  report.duplicates = duplicates_.finish(
      catalogue_, [&](Number a, Number b) { return relations_.related(a, b); },
      [&](double share) {
        if (!watcher.after_reading("comparing texts", share)) read.stopped = true;
        return !read.stopped;
      });
  report.read = std::move(read);
  return std::move(report_);
}

}  // namespace

Report make_report(const std::filesystem::path& corpus, const corpus::Schema& schema, const Order& order,
                   const Watcher& watcher) {
  Reporter reporter(schema, order);
  const corpus::ProblemSink add_fault = [&](corpus::Problem&& problem) { reporter.add_fault(std::move(problem)); };
  if (auto thesaurus = corpus::corpus_thesaurus(corpus, schema, {}, add_fault))
    reporter.use(std::move(*thesaurus), corpus);
  corpus::ReadReport read = corpus::read_corpus(
      corpus, schema,
      {.record = {},
       .problem = add_fault,
       .progress = watcher.reading,
       .placed = [&](corpus::Record&& record,
                     const corpus::RecordPlaces& places) { reporter.add(std::move(record), places); },
       .files_in = corpus});
  return reporter.finish(std::move(read), watcher);
}

}  // namespace pramen::report
