// Publishing while searches go on: none fails, none is mixed. PRAMEN_PUBLISHES sets how many generations come
// (default 3), PRAMEN_QUERIES how many searches at least are answered meanwhile (default 2000).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/generations.h"
#include "tests/cli/program.h"
#include "tests/cli/served.h"
#include "tests/cli/two_corpora.h"

namespace pramen {
namespace {

constexpr int connections = 4;

void print_times(const char* when, std::vector<std::uint32_t> times) {
  std::ranges::sort(times);
  if (times.empty()) return;
  fmt::print("{}: {} answers, p50 {:.2f} ms, p99 {:.2f} ms, longest {:.2f} ms\n", when, times.size(),
             times[times.size() / 2] / 1e3, times[times.size() * 99 / 100] / 1e3, times.back() / 1e3);
}

TEST(Publishing, UnderSearchesNoAnswerFailsOrIsMixed) {
  const auto publishes = static_cast<std::uint64_t>(tests::number_from("PRAMEN_PUBLISHES", 3));
  const auto queries = static_cast<std::uint64_t>(tests::number_from("PRAMEN_QUERIES", 2000));
  const tests::TemporaryFolder folder;
  const std::filesystem::path database = folder / "db";
  const std::string corpora[] = {tests::write_corpus(folder, tests::words[0]),
                                 tests::write_corpus(folder, tests::words[1])};
  ASSERT_EQ(tests::run_program({"index", corpora[0], "--db", database}).code, 0);
  const tests::Served served(database);
  tests::Querying querying(served.port(), connections);
  EXPECT_TRUE(querying.wait_for_answers(queries / 10));
  print_times("idle", querying.take_times());

  const std::uint64_t begun = querying.answers();
  for (std::uint64_t i = 1; i <= publishes && !querying.has_faults(); ++i) {
    const auto indexed = tests::run_program({"index", corpora[i % 2], "--db", database});
    ASSERT_EQ(indexed.code, 0) << indexed.err;
    EXPECT_EQ(indexer::published(database), i + 1);
    EXPECT_TRUE(querying.wait_for_generation(i + 1));
    EXPECT_TRUE(querying.wait_for_answers(begun + queries * i / publishes));
  }
  print_times("while publishing", querying.take_times());
  querying.stop();
  EXPECT_EQ(querying.faults(), std::vector<std::string>{});
  EXPECT_EQ(tests::word_of_whole_generation(database), tests::words[publishes % 2]);
}

}  // namespace
}  // namespace pramen
