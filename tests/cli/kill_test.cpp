// kill -9 at random moments of whatever changes a database, while a server answers from it: the database must always
// open and be one generation whole, no answer may fail or be mixed, and what a command said it did must be done.
// PRAMEN_KILLS sets how often (default 12), PRAMEN_SEED repeats a run.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <map>
#include <random>
#include <regex>

#include "indexer/generations.h"
#include "tests/cli/program.h"
#include "tests/cli/served.h"
#include "tests/cli/two_corpora.h"

namespace pramen {
namespace {

using tests::run_program;
using tests::TemporaryFolder;
using Clock = std::chrono::steady_clock;

enum class Kind { whole_build, incremental_build, preview, rollback, publish };
constexpr Kind kinds[] = {Kind::whole_build, Kind::incremental_build, Kind::preview, Kind::rollback, Kind::publish};
constexpr const char* kind_names[] = {"whole build", "incremental build", "preview", "rollback", "publish"};

struct Victim {
  Kind kind = Kind::whole_build;
  std::vector<std::string> arguments;
  std::string word;  // of the corpus, of a build
};

class Killed : public testing::Test {
 protected:
  Killed() {
    for (const std::string& word : tests::words) tests::write_corpus(folder_, word);
    for (const std::string& word : tests::words)
      EXPECT_EQ(run_program({"index", folder_ / (word + ".jsonl"), "--db", database_}).code, 0);
  }

  std::size_t chosen(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

  Victim victim(Kind kind) {
    Victim victim{.kind = kind, .arguments = {"index"}, .word = {}};
    if (kind == Kind::rollback) {
      victim.arguments = {"generations", "rollback"};
    } else if (kind == Kind::publish) {
      const auto numbers = indexer::list_generations(database_);
      victim.arguments = {"generations", "publish", std::to_string(numbers[chosen(numbers.size())])};
    } else {
      victim.word = tests::words[chosen(2)];
      victim.arguments.push_back(folder_ / (victim.word + ".jsonl"));
      if (kind == Kind::whole_build) victim.arguments.emplace_back("--full");
      if (kind == Kind::preview) victim.arguments.emplace_back("--preview");
    }
    victim.arguments.insert(victim.arguments.end(), {"--db", database_});
    return victim;
  }

  // How long each kind takes when nobody kills it.
  void measure() {
    for (const Kind kind : kinds) {
      const auto began = Clock::now();
      const auto finished = run_program(victim(kind).arguments);
      ASSERT_EQ(finished.code, 0) << finished.err;
      takes_us_[kind] = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
    }
  }

  void kill_once(const Victim& victim) {
    const std::uint64_t before = indexer::published(database_);
    const std::string word_before = word_;
    const TemporaryFolder output;
    const pid_t child = tests::start_program(output, victim.arguments);
    ::usleep(
        static_cast<useconds_t>(std::uniform_int_distribution<long>(0, takes_us_[victim.kind] * 11 / 10)(random_)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    const std::uint64_t after = indexer::published(database_);
    word_ = tests::word_of_whole_generation(database_);
    EXPECT_NO_THROW(indexer::WriteLock{database_}) << "the lock outlived its holder";
    if (victim.kind == Kind::preview) {
      EXPECT_EQ(after, before);
    }
    if (WIFSIGNALED(status))
      ++killed_[victim.kind];
    else
      expect_done(victim, WEXITSTATUS(status), tests::slurp(output / "stderr"), before);
    if (after == before) {
      EXPECT_EQ(word_, word_before) << "a published generation was changed";
    }
  }

  // Of a command that ended by itself: what it acknowledged is there.
  void expect_done(const Victim& victim, int code, const std::string& said, std::uint64_t before) {
    if (victim.kind == Kind::rollback && code == 2) {
      EXPECT_NE(said.find("nothing was published before"), std::string::npos) << said;
      EXPECT_EQ(indexer::published(database_), before);
      return;
    }
    ASSERT_EQ(code, 0) << said;
    if (victim.kind == Kind::preview) return;
    std::smatch found;
    ASSERT_TRUE(std::regex_search(said, found, std::regex("generation ([0-9]+)"))) << said;
    EXPECT_EQ(std::to_string(indexer::published(database_)), found[1]) << said;
    if (!victim.word.empty()) {
      EXPECT_EQ(word_, victim.word) << said;
    }
  }

  const TemporaryFolder folder_;
  const std::filesystem::path database_ = folder_ / "db";
  const unsigned seed_ = tests::seed();
  std::mt19937 random_{seed_};
  std::map<Kind, long> takes_us_;
  std::map<Kind, int> killed_;
  std::string word_;
};

TEST_F(Killed, ChangesLeaveOneWholeGenerationAndSearchesGoOn) {
  SCOPED_TRACE(fmt::format("PRAMEN_SEED={}", seed_));
  const tests::Served served(database_);
  tests::Querying querying(served.port(), 1, std::chrono::milliseconds(2));
  measure();
  word_ = tests::word_of_whole_generation(database_);
  const int rounds = tests::number_from("PRAMEN_KILLS", 12);
  for (int round = 0; round < rounds && !HasFailure() && !querying.has_faults(); ++round) {
    const Victim victim = this->victim(kinds[chosen(std::size(kinds))]);
    SCOPED_TRACE(fmt::format("round {}: {}", round, kind_names[static_cast<int>(victim.kind)]));
    kill_once(victim);
  }
  // The next build sweeps and succeeds, and the server comes after.
  const auto last = run_program(victim(Kind::incremental_build).arguments);
  EXPECT_EQ(last.code, 0) << last.err;
  tests::word_of_whole_generation(database_);
  EXPECT_TRUE(querying.wait_for_generation(indexer::published(database_)));
  querying.stop();
  EXPECT_EQ(querying.faults(), std::vector<std::string>{});
  for (const auto& entry : std::filesystem::directory_iterator(database_ / "generations"))
    EXPECT_NE(entry.path().filename().string().front(), '.') << entry.path();
  int killed = 0;
  for (const auto& [kind, count] : killed_) {
    fmt::print("{}: {} killed while at work\n", kind_names[static_cast<int>(kind)], count);
    killed += count;
  }
  fmt::print("{} rounds, {} kills, {} answers; PRAMEN_SEED={}\n", rounds, killed, querying.answers(), seed_);
  EXPECT_GT(killed, 0);
}

}  // namespace
}  // namespace pramen
