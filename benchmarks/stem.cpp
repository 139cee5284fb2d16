// Base forms of running words, per language; Xapian's stemmers beside it.
#include <benchmark/benchmark.h>
#include <xapian.h>

#include "benchmarks/sample.h"
#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::benchmarks {
namespace {

constexpr auto& codes = sample_languages;

const stemmers::Languages& languages() {
  static const stemmers::Languages instance;
  return instance;
}

// The words of a text, in its order.
std::vector<std::string> words(const char* lang) {
  const std::string text = sample_text(lang, 200'000);
  std::vector<std::string> list;
  for (const stemmers::Token& token : languages().find(lang)->analyse(text, stemmers::Side::index)) {
    list.push_back(token.word->exact);
  }
  return list;
}

void count(benchmark::State& state, const std::vector<std::string>& list) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(list.size()));
  state.SetLabel(codes[state.range(0)]);
}

void Stem(benchmark::State& state) {
  const stemmers::Language& language = *languages().find(codes[state.range(0)]);
  const auto list = words(codes[state.range(0)]);
  for (auto _ : state) {
    for (const std::string& word : list) benchmark::DoNotOptimize(language.lemmas(word, false));
  }
  count(state, list);
}
BENCHMARK(Stem)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void StemTypedWithoutMarks(benchmark::State& state) {
  const stemmers::Language& language = *languages().find(codes[state.range(0)]);
  auto list = words(codes[state.range(0)]);
  for (std::string& word : list) word = stemmers::fold_marks(word);
  for (auto _ : state) {
    for (const std::string& word : list) benchmark::DoNotOptimize(language.lemmas(word, true));
  }
  count(state, list);
}
BENCHMARK(StemTypedWithoutMarks)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// Xapian 1.4 knows de, hu and en; for the others its Snowball stemmer of Russian
// stands in for Bulgarian and that of Finnish for Slovak and Czech, for speed only.
void RivalXapianStem(benchmark::State& state) {
  const std::string code = codes[state.range(0)];
  const bool known = code == "de" || code == "hu" || code == "en";
  const Xapian::Stem stem(known ? code : code == "bg" ? "ru" : "fi");
  const auto list = words(codes[state.range(0)]);
  for (auto _ : state) {
    for (const std::string& word : list) benchmark::DoNotOptimize(stem(word));
  }
  count(state, list);
}
BENCHMARK(RivalXapianStem)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void LoadPacks(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(stemmers::Languages());
}
BENCHMARK(LoadPacks)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pramen::benchmarks
