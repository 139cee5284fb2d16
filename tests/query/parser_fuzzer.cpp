// Feeds the query parser with anything and checks what it promises: no crash, places that lie in the
// text, problems in words, bounds, and a printed tree that parses to the same tree. Built with clang's
// -fsanitize=fuzzer it is a libFuzzer target (define PRAMEN_LIBFUZZER); else a program of its own:
// parser_fuzzer [INPUTS] [SEED].
#include <cstdint>
#include <string>

#include "query/request.h"
#include "tests/query/grammar.h"
#include "tests/query/random_query.h"
#include "tests/support/fuzzing.h"

namespace {

using namespace pramen;
using pramen::tests::require;

void check(std::string_view text) {
  constexpr std::string_view langs[] = {"sk", "cs", "de", "hu", "bg", "en"};
  const std::string_view lang = langs[text.size() % std::size(langs)];
  const tests::ReadQuery read = tests::read_query(text, lang);
  const std::size_t size = query::characters(text);
  for (const query::QueryProblem& problem : read.problems) {
    require(problem.position + problem.length <= size, "a problem lies in the text", text);
    require(!problem.what.empty() && !problem.instead.empty(), "a problem has words", text);
  }
  std::size_t words = 0;
  for (const query::Leaf& leaf : query::leaves(read.items)) {
    for (const query::QueryWord& word : leaf.item->words) {
      require(word.begin < word.end && word.end <= text.size(), "a word lies in the text", text);
      require(!word.readings.empty(), "a word has a reading", text);
      ++words;
    }
  }
  require(words <= query::max_query_words, "words are bounded", text);
  const tests::ReadQuery again = tests::read_query(read.printed, lang);
  require(again.printed == read.printed, "the printed tree parses to itself", text,
          read.printed + "\n" + again.printed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({reinterpret_cast<const char*>(data), size});
  return 0;
}

#ifndef PRAMEN_LIBFUZZER
int main(int argc, char** argv) {
  tests::try_inputs(argc, argv, [](std::mt19937_64& random, auto) { check(tests::random_query(random)); });
}
#endif
