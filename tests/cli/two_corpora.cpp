#include "tests/cli/two_corpora.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "indexer/file.h"
#include "indexer/generations.h"
#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::tests {

std::filesystem::path write_corpus(const TemporaryFolder& folder, const std::string& word) {
  std::string lines;
  for (int i = 0; i < all_records; ++i) {
    const std::string& own = i % (all_records / telling_records) == 0 ? word : "spolocne";
    lines += record_line("r" + std::to_string(i), "sk", own + " " + std::to_string(i), "telo záznamu " + own);
  }
  return folder.write(word + ".jsonl", lines);
}

std::string word_of_whole_generation(const std::filesystem::path& database) {
  const auto open = query::Database::open(database);
  const auto folder = indexer::generation_folder(database, open->generation());
  for (const auto& [name, hash] : indexer::read_manifest(folder).files)
    EXPECT_EQ(indexer::file_hash(folder / name), hash) << folder / name;
  const auto total = [&](const std::string& asked) {
    return static_cast<int>(open->search({.words = asked, .match = query::Match::all, .limit = 1}).total);
  };
  const int old_records = total(words[0]), new_records = total(words[1]);
  EXPECT_EQ(std::max(old_records, new_records), telling_records);
  EXPECT_EQ(std::min(old_records, new_records), 0);
  EXPECT_EQ(total(""), all_records);
  return old_records > 0 ? words[0] : words[1];
}

int number_from(const char* variable, int usual) {
  const char* wanted = std::getenv(variable);
  return wanted == nullptr ? usual : std::max(0, std::atoi(wanted));
}

unsigned seed() {
  const int any = static_cast<int>(std::random_device{}() >> 1);
  return static_cast<unsigned>(number_from("PRAMEN_SEED", any));
}

}  // namespace pramen::tests
