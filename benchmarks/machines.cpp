// What programs ask of the site, in process and made anew each time: a file of the site map, a record as linked
// data, the choice by Accept. PRAMEN_BENCH_RECORDS sets the size of the database.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <vector>

#include "benchmarks/database.h"
#include "server/json_ld.h"
#include "server/negotiation.h"
#include "server/record_forms.h"
#include "server/sitemap.h"
#include "server/turtle.h"

namespace pramen::benchmarks {
namespace {

constexpr std::string_view origin = "https://pramen.example.org";

const query::Database& database() {
  static const auto opened = [] {
    const char* wanted = std::getenv("PRAMEN_BENCH_RECORDS");
    return query::Database::open(generated_database(wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 10'000));
  }();
  return *opened;
}

void SiteMapFile(benchmark::State& state) {
  server::AnswerCache nothing_kept(0);
  server::HttpRequest request;
  request.origin = origin;
  std::size_t bytes = 0;
  const query::Database& all = database();
  for (auto _ : state) bytes = server::sitemap_part(all, nothing_kept, request, "1").body.size();
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(SiteMapFile)->Unit(benchmark::kMillisecond);

template <std::string (*write)(const server::Thing&)>
void LinkedData(benchmark::State& state) {
  const auto ids = database().ids(0, 1000);
  std::size_t i = 0;
  for (auto _ : state) {
    const auto record = database().record(ids[i++ % ids.size()]);
    std::vector<std::string_view> languages;
    for (const auto& [lang, text] : record->texts) languages.push_back(lang);
    benchmark::DoNotOptimize(write(server::describe(database(), *record, origin, languages)));
  }
}
BENCHMARK(LinkedData<server::json_ld_document>)->Name("JsonLd")->Unit(benchmark::kMicrosecond);
BENCHMARK(LinkedData<server::turtle_document>)->Name("Turtle")->Unit(benchmark::kMicrosecond);

void ChoiceByAccept(benchmark::State& state) {
  std::array<std::string_view, server::record_forms.size()> types;
  for (std::size_t i = 0; i < types.size(); ++i) types[i] = server::record_forms[i].type;
  for (auto _ : state)
    benchmark::DoNotOptimize(server::preferred(
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", types));
}
BENCHMARK(ChoiceByAccept)->Unit(benchmark::kNanosecond);

}  // namespace
}  // namespace pramen::benchmarks
