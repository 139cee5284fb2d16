// A watched corpus: what is written into it is found, faults publish nothing, and it ends when it is told to.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/program.h"

namespace pramen {
namespace {

using nlohmann::json;
using tests::run_program;
using tests::TemporaryFolder;

std::string line(const std::string& id, const std::string& title) {
  return json{{"id", id}, {"kind", "case_study"}, {"original", "sk"}, {"texts", {{"sk", {{"title", title}}}}}}.dump() +
         "\n";
}

// Whether it comes true within a time in which even a busy machine has done it.
template <typename Holds>
bool in_time(const Holds& holds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(120);
  while (std::chrono::steady_clock::now() < until) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

TEST(Watch, PublishesWhatChangesAndEndsWhenItIsTold) {
  const TemporaryFolder folder, output;
  folder.write("corpus/records/all.jsonl", line("a", "Malá obec"));
  const auto finds = [&](const std::string& words) {
    const auto found = run_program({"search", words, "--db", folder / "db", "--json"});
    return found.code == 0 ? json::parse(found.out).at("total").get<int>() : -1;
  };
  const pid_t child =
      tests::start_program(output, {"watch", folder / "corpus", "--db", folder / "db", "--every", "0.2"});
  EXPECT_TRUE(in_time([&] { return finds("obec") == 1; }));

  folder.write("corpus/records/more.jsonl", line("b", "Veľké mesto"));
  EXPECT_TRUE(in_time([&] { return finds("mesto") == 1; }));

  folder.write("corpus/records/more.jsonl", line("b", "Veľké mesto") + "{\"id\": \"c\"}\n");
  EXPECT_TRUE(in_time([&] { return tests::slurp(output / "stderr").find("more.jsonl:2:") != std::string::npos; }));
  EXPECT_EQ(finds("mesto"), 1);

  std::filesystem::remove(folder / "corpus/records/more.jsonl");
  EXPECT_TRUE(in_time([&] { return finds("mesto") == 0; }));

  ::kill(child, SIGTERM);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
}

}  // namespace
}  // namespace pramen
