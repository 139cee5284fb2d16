// Searches a small world for anything and checks what an answer promises: no crash, in time, places
// that lie in the text, a JSON form. Built with clang's -fsanitize=fuzzer it is a libFuzzer target (define
// PRAMEN_LIBFUZZER); else a program of its own: query_fuzzer [INPUTS] [SEED].
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "query/database.h"
#include "tests/query/random_query.h"
#include "tests/support/fuzzing.h"
#include "tests/support/jsonl_corpus.h"

namespace {

using namespace pramen;
using pramen::tests::require;

// Of this process, so that others on the machine do not count.
double cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

const query::Database& world() {
  static const tests::TemporaryFolder folder;
  static const std::shared_ptr<const query::Database> opened = [] {
    std::vector<std::string> lines;
    for (int i = 0; i < 40; ++i) {
      const char* country = i % 3 == 0 ? "sk" : i % 3 == 1 ? "at" : "hu";
      lines.push_back(
          tests::record_line("r" + std::to_string(i), i % 2 == 0 ? "sk" : "de",
                             i % 2 == 0 ? "Sociálne inovácie v malej obci" : "Soziale Innovation und Wohnen",
                             "sociálny podnik bývanie dom obec Wirtschaft ženy",
                             std::string(R"("country": ")") + country + R"(", "year": )" + std::to_string(2000 + i)));
    }
    tests::build_lines(folder, lines);
    auto database = query::Database::open(folder / "db");
    database->thesaurus();  // read once, outside of the time that an answer may take
    return database;
  }();
  return *opened;
}

void check(std::string_view text) {
  constexpr double most_ms = 50;
  const std::string_view langs[] = {"sk", "cs", "de", "hu", "bg", "en"};
  const std::string_view lang = langs[text.size() % std::size(langs)];
  const double began = cpu_ms();
  const query::Answer answer = world().search({.words = std::string(text), .lang = std::string(lang)});
  const double took = cpu_ms() - began;
  if (took > most_ms) std::fprintf(stderr, "%.1f ms\n", took);
  require(took <= most_ms, "an answer comes in time", text);
  for (const query::UnderstoodWord& word : answer.words) {
    for (const auto& place : word.places)
      require(place.position + place.length <= query::characters(text), "a place lies in the text", text);
  }
  require(!query::to_json(answer).empty(), "an answer has a JSON form", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifndef PRAMEN_LIBFUZZER
int main(int argc, char** argv) {
  for (const char* lang : {"sk", "cs", "de", "hu", "bg", "en"}) world().search({.words = "slovo", .lang = lang});
  tests::try_inputs(argc, argv, [](std::mt19937_64& random, auto) { check(tests::random_query(random)); });
}
#endif
