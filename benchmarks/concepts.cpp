// Concepts: recognised in all records while a generation is built, and in a query. Second argument: how many
// labels the thesaurus has; the cost should hardly depend on it.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <unistd.h>

#include <cstdlib>

#include "benchmarks/database.h"
#include "benchmarks/generator.h"
#include "corpus/thesaurus.h"
#include "indexer/columns.h"
#include "indexer/concepts.h"
#include "indexer/forms.h"
#include "indexer/layout.h"
#include "indexer/manifest.h"
#include "indexer/token_column.h"
#include "query/meanings.h"
#include "stemmers/language.h"

namespace pramen::benchmarks {
namespace {

const std::vector<std::string> languages_of_all = {"sk", "cs", "de", "hu", "bg", "en"};

// Names of one to three words that the generated records are made of, so that many of them occur.
corpus::Thesaurus made_thesaurus(std::size_t labels) {
  std::vector<corpus::Concept> concepts;
  Generator words;
  for (std::size_t i = 0; i < labels / languages_of_all.size(); ++i) {
    corpus::Concept& one = concepts.emplace_back();
    one.id = fmt::format("made-{:06}", i);
    for (const std::string& lang : languages_of_all) {
      std::string& name = one.preferred[lang];
      for (std::size_t k = 0; k <= i % 3; ++k) name += (k > 0 ? " " : "") + words.word(lang, i * 7 + k * 13);
    }
  }
  return {"https://example.org/made", {}, std::move(concepts)};
}

// What a generation of generated records holds, opened.
struct Opened {
  std::filesystem::path folder;
  corpus::Schema schema = corpus::Schema::bundled();
  stemmers::Languages languages{schema.languages()};
  indexer::Manifest manifest;
  indexer::Forms forms;
  indexer::TokenColumn tokens;
  indexer::Columns columns;

  explicit Opened(const std::filesystem::path& generation)
      : folder(generation),
        manifest(indexer::read_manifest(generation)),
        forms(generation / indexer::forms_name, {}),
        tokens(generation, languages_of_all),
        columns(generation / indexer::columns_name, manifest.files.at(std::string(indexer::columns_name)), schema) {}
};

std::filesystem::path generation() {
  const char* wanted = std::getenv("PRAMEN_BENCH_RECORDS");
  return indexer::current_link(generated_database(wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 10'000));
}

void RecogniseConcepts(benchmark::State& state) {
  const Opened opened(generation());
  const corpus::Thesaurus thesaurus = made_thesaurus(static_cast<std::size_t>(state.range(0)));
  const auto file = std::filesystem::temp_directory_path() / fmt::format("pramen-concepts-{}", ::getpid());
  for (auto _ : state) {
    indexer::write_concepts(
        file, {thesaurus, opened.schema, opened.languages, opened.forms, opened.tokens, opened.columns}, 1);
  }
  std::filesystem::remove(file);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * opened.columns.rows());
}
BENCHMARK(RecogniseConcepts)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void FindMeanings(benchmark::State& state) {
  const Opened opened(generation());
  const indexer::Concepts concepts(opened.folder / indexer::concepts_name,
                                   opened.manifest.files.at(std::string(indexer::concepts_name)), opened.schema);
  const query::FieldNames fields(opened.schema);
  query::Grammar grammar{fields, {}, "sk"};
  for (const std::string& lang : languages_of_all) grammar.languages.push_back(opened.languages.find(lang));
  const query::ParsedWords parsed = query::parse_words("sociálne podniky pre ľudí bez domova", grammar);
  for (auto _ : state) {
    std::vector<query::QueryItem> items = parsed.items;
    query::find_meanings(items, concepts, "sk");
    benchmark::DoNotOptimize(items.data());
  }
}
BENCHMARK(FindMeanings)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace pramen::benchmarks
