// Suggestions in process, as somebody types: one, two, three and eight letters, two words,
// and what nothing begins with; and whole searches for words with a mistake, which are answered
// with another spelling. PRAMEN_BENCH_RECORDS sets the size of the database.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "benchmarks/database.h"
#include "benchmarks/generator.h"

namespace pramen::benchmarks {
namespace {

std::uint64_t records() {
  const char* wanted = std::getenv("PRAMEN_BENCH_RECORDS");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 10'000;
}

enum Typed : std::int64_t { one_letter, two_letters, three_letters, eight_letters, two_words, two_beginnings, nothing };

// Of words as common as they are in titles.
std::vector<std::string> typed_texts(Typed typed) {
  constexpr const char* languages[] = {"sk", "cs", "de", "hu", "bg", "en"};
  Generator generator(7);
  std::vector<std::string> texts;
  for (int i = 0; i < 600; ++i) {
    const char* lang = languages[i % 6];
    const std::string first = generator.text(lang, 1), second = generator.text(lang, 1);
    switch (typed) {
      case one_letter: texts.push_back(beginning(first, 1)); break;
      case two_letters: texts.push_back(beginning(first, 2)); break;
      case three_letters: texts.push_back(beginning(first, 3)); break;
      case eight_letters: texts.push_back(beginning(first, 8)); break;
      case two_words: texts.push_back(first + " " + beginning(second, 3)); break;
      case two_beginnings: texts.push_back(beginning(first, 1) + " " + beginning(second, 1)); break;
      case nothing: texts.push_back(beginning(first, 3) + "qqq"); break;
    }
  }
  return texts;
}

const char* name(Typed typed) {
  constexpr const char* names[] = {"one letter",
                                   "two letters",
                                   "three letters",
                                   "eight letters",
                                   "a word and three letters",
                                   "a letter and a letter",
                                   "nothing begins so"};
  return names[typed];
}

const query::Database& database() {
  static const auto opened = query::Database::open(generated_database(records()));
  return *opened;
}

// Of this thread: what other programs do meanwhile does not count.
double processor_us() {
  std::timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Every text once unmeasured, then in turn.
template <typename Ask>
void measure(benchmark::State& state, const std::vector<std::string>& texts, Ask ask) {
  for (const std::string& text : texts) ask(text);
  std::vector<double> took;
  std::size_t i = 0;
  for (auto _ : state) {
    const double began = processor_us();
    ask(texts[i++ % texts.size()]);
    took.push_back(processor_us() - began);
  }
  std::ranges::sort(took);
  state.counters["p99_us"] = took[took.size() * 99 / 100];
  state.counters["max_us"] = took.back();
}

void Suggest(benchmark::State& state) {
  const auto typed = static_cast<Typed>(state.range(0));
  measure(state, typed_texts(typed), [](const std::string& text) {
    benchmark::DoNotOptimize(database().suggest({text, "sk"}));
  });
  state.SetLabel(name(typed));
}
BENCHMARK(Suggest)->DenseRange(one_letter, nothing)->Unit(benchmark::kMicrosecond);

// A letter in the middle of a word of six letters or more is another one.
std::string mistyped(Generator& generator, const char* lang) {
  for (;;) {
    std::string word = generator.text(lang, 1);
    if (query::characters(word) < 6) continue;
    const std::string half = beginning(word, query::characters(word) / 2);
    word.replace(half.size(), beginning(std::string_view(word).substr(half.size()), 1).size(), "x");
    return word;
  }
}

// Searches with one mistyped word and with two, all facets counted: the dearest that a visitor asks.
void DidYouMean(benchmark::State& state) {
  constexpr const char* languages[] = {"sk", "cs", "de", "hu", "bg", "en"};
  Generator generator(11);
  std::vector<std::string> texts;
  for (int i = 0; i < 600; ++i) {
    texts.push_back(mistyped(generator, languages[i % 6]));
    for (int more = 1; more < state.range(0); ++more) texts.back() += ' ' + mistyped(generator, languages[i % 6]);
  }
  std::size_t meant = 0;
  for (const std::string& text : texts) {
    meant += database().search({.words = text, .lang = "sk"}).did_you_mean ? 1 : 0;
  }
  measure(state, texts,
          [](const std::string& text) { benchmark::DoNotOptimize(database().search({.words = text, .lang = "sk"})); });
  state.counters["meant"] = static_cast<double>(meant) / static_cast<double>(texts.size());
}
BENCHMARK(DidYouMean)->Arg(1)->Arg(2)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace pramen::benchmarks
