// From text to tokens, per language; Xapian's own TermGenerator beside it.
#include <benchmark/benchmark.h>
#include <xapian.h>

#include "benchmarks/sample.h"
#include "corpus/markdown.h"
#include "stemmers/language.h"

namespace pramen::benchmarks {
namespace {

constexpr auto& codes = sample_languages;

std::string sample(std::string_view lang) { return sample_text(lang, 2'000'000); }

void measure_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

void Analyse(benchmark::State& state) {
  const char* lang = codes[state.range(0)];
  const std::string text = sample(lang);
  static const stemmers::Languages languages;
  const stemmers::Language& language = *languages.find(lang);
  for (auto _ : state) benchmark::DoNotOptimize(language.analyse(text, stemmers::Side::index));
  measure_bytes(state, text);
  state.SetLabel(lang);
}
BENCHMARK(Analyse)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void RivalXapianTermGenerator(benchmark::State& state) {
  const char* lang = codes[state.range(0)];
  const std::string text = sample(lang);
  for (auto _ : state) {
    Xapian::TermGenerator generator;
    const std::string code = lang;
    if (code == "de" || code == "hu" || code == "en") generator.set_stemmer(Xapian::Stem(code));
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(text);
    benchmark::DoNotOptimize(document.termlist_count());
  }
  measure_bytes(state, text);
  state.SetLabel(lang);
}
BENCHMARK(RivalXapianTermGenerator)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void MarkdownToText(benchmark::State& state) {
  const std::string text = "## Heading\n\n" + sample("sk") + "\n\n- item\n- [link](https://example.org)\n";
  for (auto _ : state) benchmark::DoNotOptimize(corpus::markdown_to_text(text));
  measure_bytes(state, text);
}
BENCHMARK(MarkdownToText)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pramen::benchmarks
