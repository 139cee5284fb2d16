// The steps under a search, one by one: opening a generation, walking postings, expanding a
// word to forms, counting facets, joining segments.
#include <benchmark/benchmark.h>
#include <xapian.h>

#include <cstdlib>
#include <numeric>

#include "benchmarks/database.h"
#include "benchmarks/generator.h"
#include "benchmarks/sample.h"
#include "indexer/columns.h"
#include "indexer/forms.h"
#include "indexer/layout.h"
#include "indexer/manifest.h"
#include "query/facet_counter.h"
#include "query/near_forms.h"
#include "query/plan.h"
#include "query/posting_cache.h"
#include "query/spelling.h"
#include "stemmers/language.h"

namespace pramen::benchmarks {
namespace {

std::filesystem::path generation() {
  const char* wanted = std::getenv("PRAMEN_BENCH_RECORDS");
  return indexer::current_link(generated_database(wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 10'000));
}

std::string hash_of(const std::filesystem::path& folder, std::string_view file) {
  return indexer::read_manifest(folder).files.at(std::string(file));
}

std::string common_word() { return Generator().word("sk", 2); }

// Where words are, and nothing else.
void Tokenise(benchmark::State& state) {
  const char* lang = sample_languages[state.range(0)];
  const std::string text = sample_text(lang, 2'000'000);
  static const stemmers::Languages languages;
  const stemmers::Language& language = *languages.find(lang);
  std::vector<stemmers::Span> spans;
  for (auto _ : state) {
    spans.clear();
    language.split(text, spans);
    benchmark::DoNotOptimize(spans.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
  state.SetLabel(lang);
}
BENCHMARK(Tokenise)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

// All of it: packs of languages, schema, columns and forms with their hashes.
void OpenDatabase(benchmark::State& state) {
  const auto folder = generation().parent_path();
  for (auto _ : state) benchmark::DoNotOptimize(query::Database::open(folder));
}
BENCHMARK(OpenDatabase)->Unit(benchmark::kMillisecond);

void OpenColumnsAndForms(benchmark::State& state) {
  const auto folder = generation();
  const corpus::Schema schema = corpus::Schema::bundled();
  for (auto _ : state) {
    const indexer::Columns columns(folder / indexer::columns_name, hash_of(folder, indexer::columns_name), schema);
    const indexer::Forms forms(folder / indexer::forms_name, hash_of(folder, indexer::forms_name));
    benchmark::DoNotOptimize(forms.size() + columns.rows());
  }
}
BENCHMARK(OpenColumnsAndForms)->Unit(benchmark::kMillisecond);

// Postings of a common form as Xapian gives them, and decoded.
void WalkXapian(benchmark::State& state) {
  const Xapian::Database index((generation() / indexer::index_name).string());
  const std::string term = indexer::term(indexer::form_prefix, "sk", common_word());
  std::uint64_t sum = 0;
  for (auto _ : state) {
    for (auto it = index.postlist_begin(term); it != index.postlist_end(term); ++it) sum += *it + it.get_wdf();
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * index.get_termfreq(term));
}
BENCHMARK(WalkXapian)->Unit(benchmark::kMicrosecond);

void WalkDecoded(benchmark::State& state) {
  const Xapian::Database index((generation() / indexer::index_name).string());
  const std::string term = indexer::term(indexer::form_prefix, "sk", common_word());
  const query::PostingCache cache(1, 64 << 20);
  const query::PostingCache::List* list = nullptr;
  for (int ask = 0; ask < 2; ++ask) {
    list = cache.find(0, index.get_termfreq(term), [&](query::PostingCache::List& made) {
      for (auto it = index.postlist_begin(term); it != index.postlist_end(term); ++it) {
        made.rows.push_back(*it - 1);
        made.frequencies.push_back(static_cast<std::uint16_t>(it.get_wdf()));
      }
    });
  }
  std::uint64_t sum = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < list->rows.size(); ++i)
      benchmark::DoNotOptimize(sum += list->rows[i] + list->frequencies[i]);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(list->rows.size()));
}
BENCHMARK(WalkDecoded)->Unit(benchmark::kMicrosecond);

// A usual query to its tree, read in six languages.
void ParseQuery(benchmark::State& state) {
  static const stemmers::Languages languages;
  const corpus::Schema schema = corpus::Schema::bundled();
  const query::FieldNames fields(schema);
  query::Grammar grammar{fields, {}, "sk"};
  for (const char* lang : {"sk", "cs", "de", "hu", "bg", "en"}) grammar.languages.push_back(languages.find(lang));
  const char* queries[] = {"sociálne podniky obce", "title:bývanie country:sk -\"malé obce\""};
  const std::string text = queries[state.range(0)];
  for (auto _ : state) benchmark::DoNotOptimize(query::parse_words(text, grammar));
  state.SetLabel(text);
}
BENCHMARK(ParseQuery)->DenseRange(0, 1)->Unit(benchmark::kMicrosecond);

// Forms like a word, in one language.
void NearForms(benchmark::State& state) {
  const auto folder = generation();
  const indexer::Forms forms(folder / indexer::forms_name, hash_of(folder, indexer::forms_name));
  const auto edits = static_cast<unsigned>(state.range(0));
  std::size_t found = 0;
  for (auto _ : state) found = query::near_forms(forms, "sk", "podnikania", edits).size();
  state.SetLabel(std::to_string(found) + " of " + std::to_string(forms.size()) + " forms");
}
BENCHMARK(NearForms)->DenseRange(1, 2)->Unit(benchmark::kMicrosecond);

// A word to its forms in all tiers.
void ExpandWord(benchmark::State& state) {
  const auto folder = generation();
  const indexer::Forms forms(folder / indexer::forms_name, hash_of(folder, indexer::forms_name));
  static const stemmers::Languages languages;
  const corpus::Schema schema = corpus::Schema::bundled();
  const query::FieldNames fields(schema);
  const query::ParsedWords parsed = query::parse_words(common_word(), {fields, {languages.find("sk")}, "sk"});
  const std::vector<indexer::Tier> without;
  const indexer::Concepts concepts(folder / indexer::concepts_name, hash_of(folder, indexer::concepts_name), schema);
  const query::Planner planner(forms, concepts, without);
  for (auto _ : state) benchmark::DoNotOptimize(planner.item(parsed.items[0]));
}
BENCHMARK(ExpandWord)->Unit(benchmark::kMicrosecond);

// A form that one mistake leads away from, in one language.
void LikelySpelling(benchmark::State& state) {
  const auto folder = generation();
  const indexer::Forms forms(folder / indexer::forms_name, hash_of(folder, indexer::forms_name));
  const std::string typed = common_word() + "q";
  if (!query::likely_spelling(forms, "sk", typed)) state.SkipWithError("nothing like it");
  for (auto _ : state) benchmark::DoNotOptimize(query::likely_spelling(forms, "sk", typed));
}
BENCHMARK(LikelySpelling)->Unit(benchmark::kMicrosecond);

// Every record in all facets.
void CountFacets(benchmark::State& state) {
  const auto folder = generation();
  const corpus::Schema schema = corpus::Schema::bundled();
  const indexer::Columns columns(folder / indexer::columns_name, hash_of(folder, indexer::columns_name), schema);
  std::vector<std::uint32_t> rows(columns.rows()), passed;
  std::iota(rows.begin(), rows.end(), 0U);
  query::FacetCounter counter(schema, columns, query::Request{});
  for (auto _ : state) {
    passed.clear();
    counter.visit(rows, passed);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * columns.rows());
}
BENCHMARK(CountFacets)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace pramen::benchmarks
