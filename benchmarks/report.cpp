// `pramen report`: records and pairs a second.
#include <benchmark/benchmark.h>

#include <random>
#include <vector>

#include "benchmarks/database.h"
#include "cli/report/near_texts.h"
#include "cli/report/report.h"

namespace pramen::benchmarks {
namespace {

// The whole of it on one thread.
void Report(benchmark::State& state) {
  const auto file = generated_records(static_cast<std::uint64_t>(state.range(0)));
  const corpus::Schema schema = corpus::Schema::bundled();
  const report::Watcher watcher = {.reading = [](const corpus::Progress&) { return true; },
                                   .after_reading = [](const std::string&, double) { return true; }};
  for (auto _ : state) benchmark::DoNotOptimize(report::make_report(file, schema, {.jobs = 1}, watcher));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Report)->Arg(300)->Arg(10'000)->Unit(benchmark::kMillisecond);

std::vector<std::uint64_t> words(std::mt19937_64& random, std::size_t count) {
  std::vector<std::uint64_t> made(count);
  for (auto& word : made) word = random();
  return made;
}

void MakeSketch(benchmark::State& state) {
  std::mt19937_64 random(1);
  const auto text = words(random, 250);
  for (auto _ : state) benchmark::DoNotOptimize(report::Sketch(text));
}
BENCHMARK(MakeSketch);

// Pairs among texts of which every tenth is there twice.
void NearTexts(benchmark::State& state) {
  std::mt19937_64 random(1);
  report::NearTexts near;
  for (std::uint32_t i = 0; i < state.range(0); ++i) {
    const report::Sketch sketch(words(random, 50));
    near.add(i, 0, sketch);
    if (i % 10 == 0) near.add(++i, 0, sketch);
  }
  for (auto _ : state) benchmark::DoNotOptimize(near.pairs([](double) { return true; }));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(NearTexts)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pramen::benchmarks
