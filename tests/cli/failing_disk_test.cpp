// A disk that gets full, or breaks, at each of the places where a command writes: what was published stays, the
// reason is told in one sentence, and the next run succeeds. By default the last of these places is tried and some
// others at random (PRAMEN_SEED repeats them), with PRAMEN_EVERY_WRITE=1 all of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <ostream>
#include <random>
#include <set>
#include <utility>

#include "indexer/generations.h"
#include "tests/cli/program.h"
#include "tests/cli/two_corpora.h"

namespace pramen {
namespace {

namespace fs = std::filesystem;
using tests::Finished;
using tests::run_program;
using tests::TemporaryFolder;

enum class Work { whole_build, incremental_build, preview, rollback, backup, restore };
constexpr const char* work_names[] = {"WholeBuild", "IncrementalBuild", "Preview", "Rollback", "Backup", "Restore"};

constexpr const char* faults[] = {"full", "broken"};

struct State {
  std::uint64_t published = 0;
  std::string word;
  std::vector<std::uint64_t> generations;
  bool operator==(const State&) const = default;
};

void PrintTo(const State& state, std::ostream* out) {
  *out << fmt::format("generation {} of {}, out of {}", state.published, state.word,
                      fmt::join(state.generations, ", "));
}

class FailingDisk : public testing::TestWithParam<Work> {
 protected:
  void SetUp() override {
    for (const std::string& word : tests::words) {
      tests::write_corpus(folder_, word);
      ASSERT_EQ(run_program({"index", folder_ / (word + ".jsonl"), "--db", database_}).code, 0);
    }
    ASSERT_EQ(run_program({"backup", archive_, "--db", database_}).code, 0);
    now_ = state();
  }

  // What changes the database as it is now.
  std::vector<std::string> command() const {
    const std::string other = tests::words[now_.word == tests::words[0] ? 1 : 0];
    const std::string corpus = folder_ / (other + ".jsonl");
    switch (GetParam()) {
      case Work::whole_build: return {"index", corpus, "--full", "--db", database_};
      case Work::incremental_build: return {"index", corpus, "--db", database_};
      case Work::preview: return {"index", corpus, "--preview", "--db", database_};
      case Work::rollback: return {"generations", "rollback", std::to_string(3 - now_.published), "--db", database_};
      case Work::backup: return {"backup", archive_, "--db", database_};
      case Work::restore: return {"restore", archive_, "--db", database_};
    }
    return {};
  }

  // `at`: which write fails first; 0: none, they are counted.
  Finished with_disk(const char* fault, long at, const std::vector<std::string>& arguments) const {
    fs::remove(report_);
    return run_program(arguments, "",
                       {{"LD_PRELOAD", PRAMEN_FAILING_DISK},
                        {"PRAMEN_DISK_FOLDER", disk_},
                        {"PRAMEN_DISK_FAULT", fault},
                        {"PRAMEN_DISK_FAILS_AT", std::to_string(at)},
                        {"PRAMEN_DISK_REPORT", report_}});
  }
  std::string reported() const { return tests::slurp(report_); }

  State state() const {
    return {.published = indexer::published(database_),
            .word = tests::word_of_whole_generation(database_),
            .generations = indexer::list_generations(database_)};
  }

  void expect_one_sentence(const std::string& said) const {
    EXPECT_TRUE(said.starts_with("pramen: ")) << said;
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
    EXPECT_NE(said.find(disk_), std::string::npos) << "no place is named: " << said;
    EXPECT_EQ(said.find("filesystem error"), std::string::npos) << said;
  }

  void expect_tidy() const {
    for (const auto& entry : fs::directory_iterator(database_ / "generations"))
      EXPECT_NE(entry.path().filename().string().front(), '.') << entry.path();
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(disk_)) files.insert(entry.path().filename());
    EXPECT_EQ(files, (std::set<std::string>{"db", "pramen.zip"}));
  }

  // The one before or the new one, but a whole one.
  void expect_whole_backup() const {
    const TemporaryFolder elsewhere;
    const Finished restored = run_program({"restore", archive_, "--db", elsewhere / "db"});
    EXPECT_EQ(restored.code, 0) << restored.err;
    tests::word_of_whole_generation(elsewhere / "db");
  }

  void fail_once(const char* fault, long at) {
    const Finished failed = with_disk(fault, at, command());
    SCOPED_TRACE(fmt::format("{}: {}{}", fault, reported(), failed.err));
    const State before = std::exchange(now_, state());
    if (failed.code != 0) {  // tidying up may fail
      ++failures_;
      EXPECT_EQ(failed.code, 3);
      expect_one_sentence(failed.err);
      EXPECT_EQ(now_, before);
      expect_tidy();
    }
    if (GetParam() == Work::backup) expect_whole_backup();
    const Finished next = run_program(command());
    EXPECT_EQ(next.code, 0) << next.err;
    now_ = state();
    expect_tidy();
  }

  std::vector<long> places(long count, bool last) {
    std::vector<long> places(static_cast<std::size_t>(count));
    std::iota(places.begin(), places.end(), 1);
    if (tests::number_from("PRAMEN_EVERY_WRITE", 0) > 0) return places;
    std::vector<long> some = {std::uniform_int_distribution<long>(1, count)(random_)};
    if (last) some.push_back(count);
    return some;
  }

  const TemporaryFolder folder_;
  const std::string disk_ = folder_ / "disk";
  const fs::path database_ = folder_ / "disk/db", archive_ = folder_ / "disk/pramen.zip", report_ = folder_ / "report";
  const unsigned seed_ = tests::seed();
  std::mt19937 random_{seed_};
  State now_;
  int failures_ = 0;
};

TEST_P(FailingDisk, LeavesWhatWasPublishedAndTheNextRunSucceeds) {
  SCOPED_TRACE(fmt::format("PRAMEN_SEED={}", seed_));
  for (const char* fault : faults) {
    const Finished counted = with_disk(fault, 0, command());
    if (reported().empty()) GTEST_SKIP() << "no disk can be made to fail (a sanitizer's build?): " << counted.err;
    ASSERT_EQ(counted.code, 0) << counted.err;
    now_ = state();
    const long count = std::atol(reported().c_str());
    ASSERT_GT(count, 0);
    const std::vector<long> tried = places(count, fault == faults[1]);
    failures_ = 0;
    for (const long at : tried) {
      fail_once(fault, at);
      if (HasFailure()) return;
    }
    fmt::print("{}: {} places, {} tried, {} of them made the command fail\n", fault, count, tried.size(), failures_);
  }
}

INSTANTIATE_TEST_SUITE_P(Of, FailingDisk,
                         testing::Values(Work::whole_build, Work::incremental_build, Work::preview, Work::rollback,
                                         Work::backup, Work::restore),
                         [](const auto& named) { return std::string(work_names[static_cast<int>(named.param)]); });

}  // namespace
}  // namespace pramen
