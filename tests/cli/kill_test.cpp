// kill -9 at random moments of indexing: the database must always open and
// serve one generation whole. PRAMEN_KILLS sets how often (default 20).
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <random>

#include "indexer/generations.h"
#include "query/database.h"
#include "tests/cli/program.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen {
namespace {

using tests::record_line;
using tests::run_program;
using tests::TemporaryFolder;

constexpr int records = 800;

// Every record of one corpus carries its word, so that a mixture would show.
std::string corpus_of(const std::string& word) {
  std::string lines;
  for (int i = 0; i < records; ++i)
    lines += record_line("r" + std::to_string(i), "sk", word + " " + std::to_string(i), "telo záznamu " + word);
  return lines;
}

int kills() {
  const char* wanted = std::getenv("PRAMEN_KILLS");
  return wanted != nullptr ? std::max(1, std::atoi(wanted)) : 20;
}

void expect_one_whole_generation(const std::filesystem::path& folder) {
  const auto database = query::Database::open(folder);
  const auto total = [&](const std::string& words) {
    return database->search({.words = words, .match = query::Match::all, .limit = 1}).total;
  };
  const std::uint64_t old_records = total("stare"), new_records = total("nove");
  EXPECT_EQ(std::max(old_records, new_records), static_cast<std::uint64_t>(records));
  EXPECT_EQ(std::min(old_records, new_records), 0U);
  EXPECT_EQ(database->search({.limit = 1}).total, static_cast<std::uint64_t>(records));
}

TEST(Killed, IndexingLeavesOneWholeGeneration) {
  const TemporaryFolder folder;
  const std::string corpora[] = {folder.write("old.jsonl", corpus_of("stare")),
                                 folder.write("new.jsonl", corpus_of("nove"))};
  const std::filesystem::path database = folder / "db";
  const auto began = std::chrono::steady_clock::now();
  ASSERT_EQ(run_program({"index", corpora[0], "--db", database}).code, 0);
  const auto whole_run =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count();

  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  int killed = 0;
  for (int round = 0; round < kills(); ++round) {
    const TemporaryFolder output;
    const pid_t child = tests::start_program(output, {"index", corpora[(round + 1) % 2], "--db", database});
    ::usleep(static_cast<useconds_t>(std::uniform_int_distribution<long>(0, whole_run * 11 / 10)(random)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) ++killed;
    expect_one_whole_generation(database);
    if (HasFailure()) return;
  }
  // The lock died with its holder, and the next build sweeps and succeeds.
  EXPECT_EQ(run_program({"index", corpora[1], "--db", database}).code, 0);
  expect_one_whole_generation(database);
  EXPECT_GT(killed, 0);
}

}  // namespace
}  // namespace pramen
