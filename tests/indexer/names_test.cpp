#include "indexer/names.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "indexer/file.h"
#include "indexer/layout.h"
#include "indexer/manifest.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::indexer {
namespace {

using tests::build_lines;
using tests::record_line;
using tests::TemporaryFolder;

// Thousands of short titles, so that many beginnings have lists.
const std::filesystem::path& generation() {
  static const TemporaryFolder folder;
  static const std::filesystem::path built = [] {
    constexpr std::string_view syllables[] = {"so", "ša", "ci", "čí", "ly", "ľu", "ne", "né", "po", "pó"};
    constexpr const char* languages[] = {"sk", "cs", "en"};
    constexpr const char* kinds[] = {"case_study", "definition", "organisation"};
    std::mt19937 random(11);
    std::vector<std::string> lines;
    for (int i = 0; i < 3'000; ++i) {
      std::string title;
      for (unsigned word = 0; word < 1 + random() % 4; ++word) {
        title += word > 0 ? " " : "";
        for (unsigned part = 0; part < 1 + random() % 3; ++part) title += syllables[random() % std::size(syllables)];
      }
      std::string line = record_line("r" + std::to_string(random() % 1'000'000'000), languages[random() % 3], title);
      line.replace(line.find("case_study"), std::string_view("case_study").size(), kinds[random() % 3]);
      lines.push_back(std::move(line));
    }
    build_lines(folder, lines);
    return current_link(folder / "db");
  }();
  return built;
}

void expect_equal(const std::vector<BestNames>& a, const std::vector<BestNames>& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t group = 0; group < a.size(); ++group) {
    EXPECT_EQ(a[group].total, b[group].total) << what;
    EXPECT_EQ(a[group].count, b[group].count) << what;
    EXPECT_EQ(a[group].names, b[group].names) << what;
  }
}

TEST(Names, ListsSayWhatLookingThroughAllWouldSay) {
  const corpus::Schema schema = corpus::Schema::bundled();
  const Names names(generation() / suggest_name, schema);
  const auto beginnings = names.long_beginnings();
  EXPECT_GT(beginnings.size(), 20U);
  for (const stemmers::NameWord& one : beginnings) {
    for (std::size_t reader = 0; reader < names.readers(); ++reader)
      expect_equal(names.find({&one, 1}, reader), names.scan({&one, 1}, reader), one.exact);
  }
  // Marks that nobody has.
  for (const auto& typed : {stemmers::name_words("ṡ"), stemmers::name_words("ṡó")})
    expect_equal(names.find(typed, 0), names.scan(typed, 0), typed[0].exact);
}

TEST(Names, StandInTheManifestWithTheirHash) {
  EXPECT_EQ(read_manifest(generation()).files.at(std::string(suggest_name)), file_hash(generation() / suggest_name));
  for (const auto& file : std::filesystem::directory_iterator(generation()))
    EXPECT_FALSE(file.path().filename().string().starts_with("names-")) << "left behind: " << file.path();
}

// The file is not read whole when it is opened.
TEST(Names, DamageDoesNoHarm) {
  const corpus::Schema schema = corpus::Schema::bundled();
  const TemporaryFolder folder;
  const std::string whole = read_file(generation() / suggest_name);
  std::mt19937 random(5);
  for (std::size_t round = 0; round < 60; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 200; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto file = folder.write("suggest.bin", bytes);
    try {
      const Names names(file, schema);
      for (const char* typed : {"s", "ša", "soc", "sociny", "so po", "š č ľ"}) {
        for (const BestNames& group : names.find(stemmers::name_words(typed), round % names.readers())) {
          ASSERT_LE(group.count, most_suggested);
          for (std::uint32_t i = 0; i < group.count; ++i) {
            names.text(group.names[i]);
            names.row(names.name(group.names[i]).unit);
          }
        }
      }
    } catch (const std::runtime_error&) {
      // The table of its sections was hit.
    }
  }
}

}  // namespace
}  // namespace pramen::indexer
