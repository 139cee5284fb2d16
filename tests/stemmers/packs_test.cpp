// Every pack against its own gold words: meet.txt, apart.txt, and that it can be
// taken away and put back.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "stemmers/language.h"
#include "stemmers/pack.h"
#include "tests/support/temporary_folder.h"

namespace pramen::stemmers {
namespace {

namespace fs = std::filesystem;

const Languages& languages() {
  static const Languages instance;
  return instance;
}

// The words of every line, without comments.
std::vector<std::vector<std::string>> word_lines(const fs::path& file) {
  std::vector<std::vector<std::string>> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::vector<std::string> list;
    for (std::string word; words >> word;) list.push_back(word);
    if (!list.empty()) lines.push_back(std::move(list));
  }
  return lines;
}

bool meet(const Language& language, const std::string& a, const std::string& b) {
  const auto first = language.lemmas(a, false), second = language.lemmas(b, false);
  const std::set<std::string> known(first.begin(), first.end());
  return std::ranges::any_of(second, [&](const std::string& lemma) { return known.contains(lemma); });
}

TEST(Packs, GoldWordsThatMustMeetDo) {
  std::size_t tried = 0;
  for (const auto& language : languages().all()) {
    for (const auto& line : word_lines(packs_folder() / language->code() / "meet.txt")) {
      for (std::size_t i = 1; i < line.size(); ++i, ++tried) {
        EXPECT_TRUE(meet(*language, line[0], line[i])) << language->code() << ": " << line[0] << " " << line[i];
      }
    }
  }
  EXPECT_GT(tried, 100U);
}

TEST(Packs, GoldWordsThatMustStayApartDo) {
  std::size_t tried = 0;
  for (const auto& language : languages().all()) {
    for (const auto& line : word_lines(packs_folder() / language->code() / "apart.txt")) {
      for (std::size_t i = 1; i < line.size(); ++i, ++tried) {
        EXPECT_FALSE(meet(*language, line[0], line[i])) << language->code() << ": " << line[0] << " " << line[i];
      }
    }
  }
  EXPECT_GT(tried, 20U);
}

TEST(Packs, EveryTableNamesItsLicenceAndIsSmallTogether) {
  std::uintmax_t bytes = 0;
  for (const std::string& code : pack_codes(packs_folder())) {
    for (const WeighedTable& table : load_pack(packs_folder() / code).tables)
      EXPECT_FALSE(table.table->licence().empty());
    for (const auto& file : fs::directory_iterator(packs_folder() / code)) {
      if (file.path().extension() == ".table") bytes += file.file_size();
    }
  }
  EXPECT_LE(bytes, 10'000'000U);
}

// Packs in a folder of their own, named by PRAMEN_PACKS.
class OtherPacks : public testing::Test {
 protected:
  OtherPacks() {
    fs::copy(packs_folder(), packs_, fs::copy_options::recursive);
    ::setenv("PRAMEN_PACKS", packs_.c_str(), 1);
  }
  ~OtherPacks() override { ::unsetenv("PRAMEN_PACKS"); }

  const tests::TemporaryFolder folder_;
  const fs::path packs_ = folder_ / "packs";
};

TEST_F(OtherPacks, ALanguageIsItsFolder) {
  fs::rename(packs_ / "cs", folder_ / "cs");
  EXPECT_EQ(Languages().find("cs"), nullptr);
  const std::vector<std::string> codes = {"cs"};
  const Languages bare(codes);
  EXPECT_EQ(bare.find("cs")->lemmas("podniků", false), std::vector<std::string>{"podniků"});
  fs::rename(folder_ / "cs", packs_ / "cs");
  EXPECT_EQ(Languages().find("cs")->lemmas("podniků", false), std::vector<std::string>{"podnik"});
}

TEST_F(OtherPacks, WithoutFiguresALanguageIsNotEnabled) {
  fs::remove(packs_ / "cs" / "figures.json");
  EXPECT_EQ(Languages().find("cs"), nullptr);
}

TEST_F(OtherPacks, WordsOfALinguistOverruleTheTablesAndChangeTheFingerprint) {
  const std::string before = Languages().fingerprint();
  std::ofstream(packs_ / "cs" / "words.txt", std::ios::app) << "pramínek: pramínek praménku prameněk # test\n";
  const Languages languages;
  EXPECT_EQ(languages.find("cs")->lemmas("prameněk", false), std::vector<std::string>{"pramínek"});
  EXPECT_EQ(languages.find("cs")->lemmas("pramenek", true), std::vector<std::string>{"praminek"});
  EXPECT_NE(languages.fingerprint(), before);
}

TEST_F(OtherPacks, ALineThatCannotBeReadIsNamed) {
  std::ofstream(packs_ / "cs" / "words.txt") << "# heading\nslovo bez dvojtečky\n";
  try {
    Languages();
    FAIL();
  } catch (const std::runtime_error& fault) {
    EXPECT_NE(std::string(fault.what()).find("words.txt:2:"), std::string::npos) << fault.what();
  }
}

TEST_F(OtherPacks, ADamagedTableIsRefused) {
  const fs::path table = packs_ / "cs" / "cc-by-sa-4.0.table";
  std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(fs::file_size(table) / 2));
  file.write("damage", 6);
  file.close();
  try {
    Languages();
    FAIL();
  } catch (const std::runtime_error& fault) {
    EXPECT_NE(std::string(fault.what()).find(table.string()), std::string::npos) << fault.what();
  }
}

}  // namespace
}  // namespace pramen::stemmers
