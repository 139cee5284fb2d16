// Searches in process: queries a second, with and without facets, and what stock
// Enquire needs for one word. PRAMEN_BENCH_RECORDS sets the size of the larger
// database (default 10,000).
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "benchmarks/database.h"
#include "benchmarks/generator.h"
#include "query/histogram.h"
#include "query/question.h"
#include "stemmers/language.h"

namespace pramen::benchmarks {
namespace {

std::uint64_t records() {
  const char* wanted = std::getenv("PRAMEN_BENCH_RECORDS");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 10'000;
}

enum Query : std::int64_t { rare, common, both_common, phrase, prefix, filtered, browse };

query::Request request(Query query) {
  static const Generator generator;
  const auto word = [&](std::size_t rank) { return generator.word("sk", rank); };
  query::Request made{.lang = "sk"};
  switch (query) {
    case rare: made.words = word(4'000); break;
    case common: made.words = word(2); break;
    case both_common: made.words = word(2) + " " + word(3); break;
    case phrase: made.words = "\"" + word(0) + " " + word(1) + "\""; break;
    case prefix: made.words = beginning(word(50), 4) + "*"; break;
    case filtered:
      made.words = word(2);
      made.filters = {{"topics", {"housing", "youth"}}, {"stage", {"pilot"}}};
      break;
    case browse: break;
  }
  return made;
}

const char* name(Query query) {
  constexpr const char* names[] = {"rare word", "common word", "two common words", "phrase", "prefix",
                                   "filtered",  "browse"};
  return names[query];
}

void run(benchmark::State& state, std::uint64_t count, query::Request asked) {
  const auto database = query::Database::open(generated_database(count));
  std::uint64_t total = 0;
  for (auto _ : state) total = database->search(asked).total;
  state.SetItemsProcessed(state.iterations());
  state.counters["total"] = static_cast<double>(total);
}

void SearchWithFacets(benchmark::State& state) {
  const auto query = static_cast<Query>(state.range(0));
  run(state, state.range(1) == 0 ? records() : static_cast<std::uint64_t>(state.range(1)), request(query));
  state.SetLabel(name(query));
}
BENCHMARK(SearchWithFacets)
    ->ArgsProduct({{rare, common, both_common, phrase, prefix, filtered, browse}, {60, 0}})
    ->Unit(benchmark::kMicrosecond);

void SearchWithoutFacets(benchmark::State& state) {
  const auto query = static_cast<Query>(state.range(0));
  query::Request asked = request(query);
  asked.facets.emplace();
  run(state, records(), asked);
  state.SetLabel(name(query));
}
BENCHMARK(SearchWithoutFacets)->DenseRange(rare, browse)->Unit(benchmark::kMicrosecond);

// Matching and counting alone: no hits are read and no passage is cut.
void CountOnly(benchmark::State& state) {
  const auto query = static_cast<Query>(state.range(0));
  query::Request asked = request(query);
  asked.limit = 0;
  run(state, records(), asked);
  state.SetLabel(name(query));
}
BENCHMARK(CountOnly)->DenseRange(rare, browse)->Unit(benchmark::kMicrosecond);

// The ten best alone: alternatives that cannot be among them are passed over.
void BestOnly(benchmark::State& state) {
  query::Request asked = request(both_common);
  asked.match = query::Match::any;
  asked.facets.emplace();
  asked.passages = false;
  asked.counts = state.range(0) != 0;
  run(state, records(), asked);
  state.SetLabel(asked.counts ? "with the total" : "hits only");
}
BENCHMARK(BestOnly)->Arg(1)->Arg(0)->Unit(benchmark::kMicrosecond);

// Records like one: those of five records in turn, each written in another language.
void Similar(benchmark::State& state) {
  const auto database = query::Database::open(generated_database(records()));
  std::size_t i = 0, found = 0;
  for (auto _ : state)
    found += database->similar("r" + std::to_string(i++ % 5), "sk", query::usual_similar)->similar.size();
  state.SetItemsProcessed(state.iterations());
  state.counters["found"] = benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
}
BENCHMARK(Similar)->Unit(benchmark::kMicrosecond);

// Values of a facet for a few letters typed, within a search.
void FacetValues(benchmark::State& state) {
  const auto database = query::Database::open(generated_database(records()));
  query::FacetValuesRequest asked{.facet = "topics", .text = "soc", .search = request(common)};
  asked.search.facets = {{asked.facet}};
  asked.search.limit = 0;
  asked.search.passages = false;
  for (auto _ : state) benchmark::DoNotOptimize(database->facet_values(asked).total);
}
BENCHMARK(FacetValues)->Unit(benchmark::kMicrosecond);

// The letters with their counts and a page under one, without and with a filter.
void TitleList(benchmark::State& state) {
  const auto database = query::Database::open(generated_database(records()));
  query::TitleListRequest asked{.letter = "S", .search = {.lang = "sk", .limit = query::usual_titles}};
  if (state.range(0) != 0) asked.search.filters = {{"topics", {"housing", "youth"}}};
  for (auto _ : state) benchmark::DoNotOptimize(database->title_list(asked).total);
  state.SetLabel(state.range(0) == 0 ? "all" : "filtered");
}
BENCHMARK(TitleList)->DenseRange(0, 1)->Unit(benchmark::kMicrosecond);

// What every search pays to see whether it asks what something is.
void ReadQuestion(benchmark::State& state) {
  const char* words[] = {"sociálny podnik", "čo znamená sociálny podnik?"};
  const std::string text = words[state.range(0)];
  for (auto _ : state) benchmark::DoNotOptimize(query::read_question(text));
  state.SetLabel(text);
}
BENCHMARK(ReadQuestion)->DenseRange(0, 1)->Unit(benchmark::kMicrosecond);

// Bars of a hundred years.
void Histogram(benchmark::State& state) {
  query::FacetCounts counts{.facet = "year", .label = "year", .values = {}, .range = true};
  for (int year = 1925; year < 2025; ++year) counts.values.push_back({std::to_string(year), "", 7, false, {}});
  for (auto _ : state) benchmark::DoNotOptimize(query::histogram(counts));
}
BENCHMARK(Histogram)->Unit(benchmark::kMicrosecond);

// Many threads over one open generation; throughput is of all of them together.
void SearchOnThreads(benchmark::State& state) {
  static const auto database = query::Database::open(generated_database(records()));
  query::Request asked = request(common);
  asked.passages = false;
  for (auto _ : state) benchmark::DoNotOptimize(database->search(asked).total);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SearchOnThreads)->Threads(1)->Threads(2)->Threads(8)->UseRealTime()->Unit(benchmark::kMicrosecond);

// The same words through Xapian's own matcher (Engine::enquire).
void RivalEnquire(benchmark::State& state) {
  const auto query = static_cast<Query>(state.range(0));
  query::Request asked = request(query);
  asked.engine = query::Engine::enquire;
  asked.limit = 0;
  run(state, records(), asked);
  state.SetLabel(name(query));
}
BENCHMARK(RivalEnquire)->DenseRange(rare, filtered)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace pramen::benchmarks
