#include "indexer/generations.h"

#include <gtest/gtest.h>

#include "indexer/layout.h"
#include "tests/support/temporary_folder.h"

namespace pramen::indexer {
namespace {

using tests::TemporaryFolder;

void switch_to(const std::filesystem::path& database, std::uint64_t number) {
  switch_generation(database, number, {.time = {}, .action = "publish", .generation = number, .who = {}, .why = {}});
}

std::uint64_t publish_empty(const std::filesystem::path& database) {
  const WriteLock lock(database);
  const auto building = begin_generation(database);
  const std::uint64_t number = next_generation(database);
  NumberedGeneration finished(database, building, number);
  switch_to(database, number);
  finished.keep();
  return number;
}

TEST(Generations, AreNumberedFromOne) {
  const TemporaryFolder folder;
  EXPECT_EQ(published(folder.path()), 0U);
  EXPECT_EQ(publish_empty(folder.path()), 1U);
  EXPECT_EQ(publish_empty(folder.path()), 2U);
  EXPECT_EQ(published(folder.path()), 2U);
}

TEST(Generations, RollbackKeepsNewerOnesAndTheirNumbers) {
  const TemporaryFolder folder;
  for (int i = 0; i < 3; ++i) publish_empty(folder.path());
  {
    const WriteLock lock(folder.path());
    switch_to(folder.path(), 1);
  }
  EXPECT_EQ(published(folder.path()), 1U);
  EXPECT_EQ(publish_empty(folder.path()), 4U);
}

TEST(Generations, RollbackToNowhereIsRefused) {
  const TemporaryFolder folder;
  publish_empty(folder.path());
  const WriteLock lock(folder.path());
  EXPECT_THROW(switch_to(folder.path(), 7), std::runtime_error);
  EXPECT_EQ(published(folder.path()), 1U);
}

TEST(Generations, OldOnesGoButNeverThePublishedOne) {
  const TemporaryFolder folder;
  for (int i = 0; i < 5; ++i) publish_empty(folder.path());
  const WriteLock lock(folder.path());
  switch_to(folder.path(), 2);
  drop_old_generations(folder.path(), 3);
  EXPECT_EQ(list_generations(folder.path()), (std::vector<std::uint64_t>{2, 4, 5}));
}

TEST(Generations, TheOneThatARollbackWouldLeadToStays) {
  const TemporaryFolder folder;
  for (int i = 0; i < 5; ++i) publish_empty(folder.path());
  const WriteLock lock(folder.path());
  drop_old_generations(folder.path(), 2, {1});
  EXPECT_EQ(list_generations(folder.path()), (std::vector<std::uint64_t>{1, 4, 5}));
}

TEST(Generations, WhatWasNotPublishedIsGoneAgain) {
  const TemporaryFolder folder;
  publish_empty(folder.path());
  const WriteLock lock(folder.path());
  { const NumberedGeneration unpublished(folder.path(), begin_generation(folder.path()), 2); }
  EXPECT_EQ(list_generations(folder.path()), (std::vector<std::uint64_t>{1}));
}

TEST(Generations, AHistoryThatCannotBeWrittenStopsTheSwitch) {
  const TemporaryFolder folder;
  publish_empty(folder.path());
  publish_empty(folder.path());
  std::filesystem::remove(folder / "history.jsonl");
  std::filesystem::create_directory(folder / "history.jsonl");
  const WriteLock lock(folder.path());
  EXPECT_THROW(switch_to(folder.path(), 1), std::runtime_error);
  EXPECT_EQ(published(folder.path()), 2U);
  EXPECT_FALSE(std::filesystem::is_symlink(folder / ".current-new"));
}

TEST(Generations, ASecondWriterIsRefused) {
  const TemporaryFolder folder;
  const WriteLock lock(folder.path());
  EXPECT_THROW(WriteLock(folder.path()), std::runtime_error);
}

TEST(Generations, WhatAKilledBuildLeftBehindIsSwept) {
  const TemporaryFolder folder;
  folder.write("generations/.building-999/raw/half", "x");
  publish_empty(folder.path());
  EXPECT_FALSE(std::filesystem::exists(folder / "generations/.building-999"));
}

}  // namespace
}  // namespace pramen::indexer
