// Reading and building: records a second.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "benchmarks/database.h"
#include "corpus/reader.h"
#include "indexer/builder.h"
#include "indexer/segment_writer.h"
#include "stemmers/language.h"

namespace pramen::benchmarks {
namespace {

[[noreturn]] void unexpected(corpus::Problem&& problem) { throw std::runtime_error(corpus::to_text(problem)); }

void ReadRecords(benchmark::State& state) {
  const auto file = generated_records(static_cast<std::uint64_t>(state.range(0)));
  const corpus::Schema schema = corpus::Schema::bundled();
  for (auto _ : state) {
    corpus::read_corpus(file, schema,
                        {.record = [](corpus::Record&& record) { benchmark::DoNotOptimize(record); },
                         .problem = unexpected,
                         .progress = {}});
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(ReadRecords)->Arg(10'000)->Unit(benchmark::kMillisecond);

// A thousand records as one segment: broken into words, given to Xapian, written.
void WriteSegment(benchmark::State& state) {
  const corpus::Schema schema = corpus::Schema::bundled();
  std::vector<corpus::Record> records;
  corpus::read_corpus(generated_records(1'000), schema,
                      {.record = [&](corpus::Record&& record) { records.push_back(std::move(record)); },
                       .problem = unexpected,
                       .progress = {}});
  const stemmers::Languages languages(schema.languages());
  const auto folder = bench_folder() / "segment";
  for (auto _ : state) {
    std::filesystem::remove_all(folder);
    indexer::write_segment(folder, records, languages);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(records.size()));
}
BENCHMARK(WriteSegment)->Unit(benchmark::kMillisecond);

// The whole of `pramen index`; the second argument is the number of threads.
void Index(benchmark::State& state) {
  const auto file = generated_records(static_cast<std::uint64_t>(state.range(0)));
  const auto folder = bench_folder() / "db-index";
  for (auto _ : state) {
    std::filesystem::remove_all(folder);
    const auto report =
        indexer::build({.corpus = file, .database = folder, .jobs = static_cast<unsigned>(state.range(1))}, unexpected);
    state.counters["MB"] = static_cast<double>(report.bytes) / 1e6;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Index)
    ->Args({60, 2})
    ->Args({10'000, 1})
    ->Args({10'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
}  // namespace pramen::benchmarks
