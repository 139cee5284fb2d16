// Reading a thesaurus: the bundled one, and made ones of any size in each format.
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "corpus/thesaurus_files.h"

namespace pramen::benchmarks {
namespace {

using corpus::ThesaurusFormat;

[[noreturn]] void unexpected(corpus::Problem&& problem) { throw std::runtime_error(corpus::to_text(problem)); }

corpus::Thesaurus read(const std::string& text, ThesaurusFormat format) {
  std::vector<corpus::ThesaurusText> texts;
  texts.push_back({"thesaurus", format, text});
  return std::move(corpus::read_thesaurus(std::move(texts), {}, unexpected).value());
}

std::string bundled() {
  std::ifstream file(PRAMEN_SOURCE_DIR "/corpus/thesaurus.ttl", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Ten labels a concept, in five languages; a tree of ten children each.
corpus::Thesaurus made(std::size_t labels) {
  std::vector<corpus::Concept> concepts;
  for (std::size_t i = 0; i < labels / 10; ++i) {
    corpus::Concept one;
    one.id = "c" + std::to_string(i);
    one.iri = "https://example.org/concept/" + one.id;
    for (const char* language : {"en", "sk", "cs", "de", "hu"}) {
      one.preferred[language] = "preferred label " + std::to_string(i);
      one.alternative[language] = {"another, longer label of the number " + std::to_string(i)};
    }
    if (i > 0) one.broader = {"c" + std::to_string((i - 1) / 10)};
    concepts.push_back(std::move(one));
  }
  return {"https://example.org/scheme", {{"en", "Made"}}, std::move(concepts)};
}

void ReadThesaurusBundled(benchmark::State& state) {
  const std::string text = bundled();
  for (auto _ : state) benchmark::DoNotOptimize(read(text, ThesaurusFormat::turtle));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(ReadThesaurusBundled)->Unit(benchmark::kMillisecond);

// Labels; format.
void ReadThesaurusMade(benchmark::State& state) {
  const auto format = static_cast<ThesaurusFormat>(state.range(1));
  const std::string text = corpus::write_thesaurus(made(static_cast<std::size_t>(state.range(0))), format, unexpected);
  for (auto _ : state) benchmark::DoNotOptimize(read(text, format));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(ReadThesaurusMade)->ArgsProduct({{10'000, 100'000}, {0, 1, 2, 3}})->Unit(benchmark::kMillisecond);

void WriteThesaurusMade(benchmark::State& state) {
  const auto format = static_cast<ThesaurusFormat>(state.range(1));
  const corpus::Thesaurus thesaurus = made(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(corpus::write_thesaurus(thesaurus, format, unexpected));
}
BENCHMARK(WriteThesaurusMade)->ArgsProduct({{100'000}, {0, 1, 2, 3}})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pramen::benchmarks
