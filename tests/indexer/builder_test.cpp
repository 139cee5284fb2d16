#include "indexer/builder.h"

#include <gtest/gtest.h>

#include "indexer/generations.h"
#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::indexer {
namespace {

using tests::build_lines;
using tests::record_line;
using tests::TemporaryFolder;

TEST(Builder, PublishesTheBundledCorpus) {
  const TemporaryFolder folder;
  const BuildReport report = build({.corpus = tests::bundled_corpus(), .database = folder / "db"},
                                   [](corpus::Problem&& problem) { ADD_FAILURE() << corpus::to_text(problem); });
  EXPECT_EQ(report.generation, 1U);
  EXPECT_GE(report.records, 60U);
  EXPECT_EQ(query::Database::open(folder / "db")->record_count(), report.records);
}

TEST(Builder, AFaultPublishesNothing) {
  const TemporaryFolder folder;
  build_lines(folder, {record_line("a", "sk", "Prvý")});
  std::vector<corpus::Problem> problems;
  const BuildReport report =
      build_lines(folder, {record_line("b", "sk", "Druhý"), record_line("c", "sk", "")}, {}, &problems);
  EXPECT_EQ(report.generation, 0U);
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_EQ(published(folder / "db"), 1U);
  EXPECT_TRUE(query::Database::open(folder / "db")->record("a"));
}

TEST(Builder, SkipInvalidPublishesExactlyTheSoundRecords) {
  const TemporaryFolder folder;
  const BuildReport report = build_lines(folder,
                                         {record_line("a", "sk", "Prvý"), record_line("b", "sk", ""), "{broken\n",
                                          record_line("c", "sk", "Tretí", "", R"("related": ["nowhere"])"),
                                          record_line("d", "sk", "Štvrtý", "", R"("related": ["a"])")},
                                         {.skip_invalid = true});
  EXPECT_EQ(report.records, 2U);
  EXPECT_EQ(report.faulty, 3U);
  const auto database = query::Database::open(folder / "db");
  EXPECT_TRUE(database->record("a"));
  EXPECT_TRUE(database->record("d"));
  EXPECT_FALSE(database->record("c")) << "its relation leads nowhere, which is known only at the end";
  const query::Answer all = database->search({});
  EXPECT_EQ(all.total, 2U);
}

TEST(Builder, AWithdrawnFirstRecordLeavesTheOthersInPlace) {
  const TemporaryFolder folder;
  build_lines(
      folder,
      {record_line("a", "sk", "Prvý", "", R"("related": ["nowhere"])"),
       record_line("b", "sk", "Druhý", "", R"("year": 2001)"), record_line("c", "sk", "Tretí", "", R"("year": 2002)")},
      {.skip_invalid = true});
  const auto database = query::Database::open(folder / "db");
  const query::Answer answer = database->search({.words = "tretí"});
  ASSERT_EQ(answer.hits.size(), 1U);
  EXPECT_EQ(answer.hits[0].id, "c");
  EXPECT_EQ(answer.hits[0].facets.at("year"), std::vector<std::string>{"2002"});
  EXPECT_EQ(database->search({.filters = {{"year", {"2002"}}}}).hits.at(0).id, "c");
}

TEST(Builder, ThreadsDoNotChangeTheDatabase) {
  std::vector<std::string> lines;
  for (int i = 0; i < 1500; ++i) {
    lines.push_back(record_line("r" + std::to_string(i), i % 2 == 0 ? "sk" : "hu", "Záznam číslo " + std::to_string(i),
                                "telo " + std::to_string(i * 7919 % 97)));
  }
  std::vector<std::string> answers;
  std::vector<std::string> hashes;
  for (const unsigned jobs : {1U, 4U}) {
    const TemporaryFolder folder;
    build_lines(folder, lines, {.jobs = jobs});
    const auto database = query::Database::open(folder / "db");
    hashes.push_back(database->content_hash());
    query::Answer answer = database->search({.words = "telo 13", .limit = 50});
    answer.took_ms = 0;
    answers.push_back(query::to_json(answer));
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(answers[0], answers[1]);
}

TEST(Builder, StopsWhenAskedAndPublishesNothing) {
  const TemporaryFolder folder;
  build_lines(folder, {record_line("a", "sk", "Prvý")});
  const BuildReport report = build(
      {.corpus = folder / "records.jsonl", .database = folder / "db"}, [](corpus::Problem&&) {},
      [](const BuildProgress&) { return false; });
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(published(folder / "db"), 1U);
}

TEST(Builder, KeepsTheLastGenerations) {
  const TemporaryFolder folder;
  for (int i = 0; i < 5; ++i) build_lines(folder, {record_line("a", "sk", "Prvý")}, {.keep = 2});
  EXPECT_EQ(list_generations(folder / "db"), (std::vector<std::uint64_t>{4, 5}));
}

TEST(Builder, AMissingCorpusThrows) {
  const TemporaryFolder folder;
  EXPECT_THROW(build({.corpus = folder / "nowhere", .database = folder / "db"}, [](corpus::Problem&&) {}),
               std::runtime_error);
}

TEST(Builder, StoppedWhileJoiningItPublishesNothing) {
  const TemporaryFolder folder;
  build_lines(folder, {record_line("a", "sk", "Prvý")});
  double written = -1;
  const BuildReport report = build(
      {.corpus = tests::bundled_corpus(), .database = folder / "db"},
      [](corpus::Problem&& problem) { ADD_FAILURE() << corpus::to_text(problem); },
      [&](const BuildProgress& now) {
        written = now.written;
        return now.stage != Stage::writing || now.written == 0;
      });
  if (report.generation != 0) GTEST_SKIP() << "the forms were analysed before it was asked";
  EXPECT_TRUE(report.stopped);
  EXPECT_GT(written, 0);
  EXPECT_EQ(published(folder / "db"), 1U);
  EXPECT_EQ(query::Database::open(folder / "db")->record_count(), 1U);
}

}  // namespace
}  // namespace pramen::indexer
