// Publishing while searches go on: none fails, none is mixed. PRAMEN_PUBLISHES sets how many generations come
// (default 3), PRAMEN_QUERIES how many searches at least are answered meanwhile (default 2000).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "indexer/generations.h"
#include "tests/cli/program.h"
#include "tests/cli/served.h"
#include "tests/cli/two_corpora.h"
#include "tests/server/client.h"

namespace pramen {
namespace {

constexpr int connections = 4;

void print_times(const char* when, std::vector<std::uint32_t> times) {
  std::ranges::sort(times);
  if (times.empty()) return;
  fmt::print("{}: {} answers, p50 {:.2f} ms, p99 {:.2f} ms, longest {:.2f} ms\n", when, times.size(),
             times[times.size() / 2] / 1e3, times[times.size() * 99 / 100] / 1e3, times.back() / 1e3);
}

// What was asked for of one generation is answered from memory by the next.
TEST(Publishing, AnswersThatWereAskedForAreReadyBeforeTheyAreAskedForAgain) {
  const tests::TemporaryFolder folder;
  const std::filesystem::path database = folder / "db";
  const auto publish = [&](const std::string& word) {
    return tests::run_program({"index", tests::write_corpus(folder, word), "--db", database}).code;
  };
  ASSERT_EQ(publish(tests::words[0]), 0);
  const tests::Served served(database);
  const auto get = [&](const std::string& target) {
    tests::Client client(served.port());
    client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return client.read(false, std::chrono::seconds(30))->body;
  };
  const auto is_served = [&](int generation) {
    const std::string wanted = fmt::format("\"generation\":{},", generation);
    for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
         std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(std::chrono::milliseconds(20)))
      if (get("/health/ready").find(wanted) != std::string::npos) return true;
    return false;
  };
  const auto made = [&](int count) {
    return get("/metrics").find(fmt::format("pramen_cache_answers_total{{from=\"search\"}} {}\n", count)) !=
           std::string::npos;
  };
  const std::string search = "/api/v1/search?lang=sk&q=" + tests::words[1];
  EXPECT_NE(get(search).find("\"total\":0"), std::string::npos);
  EXPECT_TRUE(made(1));
  ASSERT_EQ(publish(tests::words[1]), 0);
  ASSERT_TRUE(is_served(2));
  EXPECT_NE(get(search).find(fmt::format("\"total\":{}", tests::telling_records)), std::string::npos);
  EXPECT_TRUE(made(1)) << "it was made again for who asked: " << get("/metrics");
  get(search + "&limit=3");
  EXPECT_TRUE(made(2));
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
