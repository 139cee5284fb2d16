// Memory must not grow with the corpus. PRAMEN_LINES sets how many lines are read.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void expect_growth_below(long kilobytes, long before) {
#if defined(__SANITIZE_ADDRESS__)
  // Freed memory is kept in quarantine there.
  kilobytes += 1 << 20;
#endif
  EXPECT_LT(peak_kilobytes() - before, kilobytes);
}

std::uint64_t lines() {
  const char* set = std::getenv("PRAMEN_LINES");
  return set ? std::strtoull(set, nullptr, 10) : 50000;
}

TEST(Stream, ReadsManyLinesInConstantMemory) {
  CorpusFolder folder;
  const std::uint64_t count = lines();
  {
    std::ofstream out(folder / "many.jsonl");
    const std::string body(600, 'x');
    for (std::uint64_t i = 0; i < count; ++i) {
      out << R"({"id": "r-)" << i << R"(", "kind": "definition", "related": ["r-)" << (i * 7 + 1) % count
          << R"("], "texts": {"sk": {"title": "Názov )" << i << R"(", "body": ")" << body << "\"}}}\n";
    }
  }
  const Schema schema = Schema::bundled();
  const long before = peak_kilobytes();
  std::uint64_t records = 0;
  const auto report = read_corpus(folder / "many.jsonl", schema,
                                  {.record = [&](Record&&) { ++records; },
                                   .problem = [](Problem&& problem) { ADD_FAILURE() << to_text(problem); },
                                   .progress = {}});
  testing::Test::RecordProperty("grown_kb", static_cast<int>(peak_kilobytes() - before));
  EXPECT_EQ(records, count);
  EXPECT_EQ(report.faulty, 0u);
  // Ids take 16 bytes at a load of 3/8 to 3/4, relations that point forward some 70.
  expect_growth_below(8192 + static_cast<long>(count * 200 / 1024), before);
}

TEST(Stream, LongLinesAreSkippedWithoutBeingHeld) {
  CorpusFolder folder;
  {
    std::ofstream out(folder / "long.jsonl");
    const std::string piece(std::size_t{1} << 20, '[');
    for (int i = 0; i < 100; ++i) out << piece;
    out << "\n" << json_record("after") << "\n";
  }
  const long before = peak_kilobytes();
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), std::vector<std::string>{"1:1 too-large"});
  EXPECT_TRUE(reading.record("after"));
  expect_growth_below(16384, before);
}

TEST(Stream, ALongQuoteInATableIsNotHeldEither) {
  CorpusFolder folder;
  {
    std::ofstream out(folder / "long.csv");
    out << "id,kind,title_sk\nfirst,definition,T\nx,definition,\"";
    const std::string piece(std::size_t{1} << 20, 'y');
    for (int i = 0; i < 50; ++i) out << piece;
    out << "\nlast,definition,T\n";
  }
  const long before = peak_kilobytes();
  const Reading reading = folder.read();
  EXPECT_TRUE(reading.record("first"));
  EXPECT_TRUE(reading.record("last"));
  EXPECT_EQ(reading.report.faulty, 1u);
  expect_growth_below(16384, before);
}

}  // namespace
}  // namespace pramen::corpus
