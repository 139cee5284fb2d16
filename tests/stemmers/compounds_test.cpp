#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "stemmers/compounds.h"
#include "stemmers/folding.h"
#include "stemmers/lemmatiser.h"

namespace pramen::stemmers {
namespace {

namespace fs = std::filesystem;

struct Splitter {
  explicit Splitter(const std::string& code)
      : pack(load_pack(packs_folder() / code)), lemmatiser(pack), compounds(pack, lemmatiser) {}

  std::vector<CompoundPart> parts(const std::string& word) const { return compounds.split(encode(fold_case(word))); }
  std::vector<std::string> bases(const std::string& word) const {
    std::vector<std::string> made;
    for (const CompoundPart& part : parts(word)) made.push_back(decode(part.base));
    return made;
  }

  const Pack pack;
  const Lemmatiser lemmatiser;
  const Compounds compounds;
};

const Splitter& german() {
  static const Splitter instance("de");
  return instance;
}

const Splitter& hungarian() {
  static const Splitter instance("hu");
  return instance;
}

// "sozial|wirtschaft": where one part ends and the next one begins, in letters.
std::set<std::size_t> boundaries(const std::string& gold) {
  std::set<std::size_t> made;
  for (std::size_t bar = gold.find('|'); bar != std::string::npos; bar = gold.find('|', bar + 1)) {
    std::string before = gold.substr(0, bar);
    std::erase(before, '|');
    made.insert(encode(fold_case(before)).size());
  }
  return made;
}

struct Figures {
  std::size_t right = 0, wrong = 0, missed = 0;  // boundaries
  std::size_t simple = 0, torn = 0;              // words

  double f1() const { return 2.0 * static_cast<double>(right) / static_cast<double>(2 * right + wrong + missed); }
  double torn_share() const { return static_cast<double>(torn) / static_cast<double>(simple); }
};

void measure(const Splitter& splitter, const fs::path& file, Figures& figures) {
  std::ifstream in(file);
  ASSERT_TRUE(in) << file;
  for (std::string gold; std::getline(in, gold);) {
    if (gold.empty() || gold.starts_with('#')) continue;
    std::string word = gold;
    std::erase(word, '|');
    const std::set<std::size_t> wanted = boundaries(gold);
    std::set<std::size_t> found;
    const auto parts = splitter.parts(word);
    for (std::size_t i = 1; i < parts.size(); ++i) found.insert(parts[i].begin);
    if (wanted.empty()) {
      ++figures.simple;
      figures.torn += found.empty() ? 0 : 1;
      continue;
    }
    for (const std::size_t at : found) ++(wanted.contains(at) ? figures.right : figures.wrong);
    for (const std::size_t at : wanted) figures.missed += found.contains(at) ? 0 : 1;
  }
}

void expect_gold(const Splitter& splitter, const std::vector<fs::path>& files, double least_f1, double most_torn) {
  Figures figures;
  for (const fs::path& file : files) measure(splitter, file, figures);
  EXPECT_GE(figures.f1(), least_f1);
  EXPECT_LT(figures.torn_share(), most_torn);
}

TEST(Compounds, SplitTheGoldWordsOfThePacks) {
  expect_gold(german(), {packs_folder() / "de" / "parts.txt"}, 0.95, 0.05);
  expect_gold(hungarian(), {packs_folder() / "hu" / "parts.txt"}, 0.92, 0.05);
}

TEST(Compounds, SplitTheWordsOfTheEvaluation) {
  const char* data = std::getenv("PRAMEN_EVAL_DATA");
  if (data == nullptr) GTEST_SKIP() << "PRAMEN_EVAL_DATA is not set";
  const fs::path folder = fs::path(data) / "../eval/domain";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
  expect_gold(german(), {folder / "de_compounds.txt", folder / "de_simplex.txt"}, 0.95, 0.05);
  expect_gold(hungarian(), {folder / "hu_compounds.txt", folder / "hu_simplex.txt"}, 0.93, 0.05);
}

TEST(Compounds, BasesOfPartsAreLemmas) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(german().bases("Beschäftigungsinitiativen"), (Words{"beschäftigung", "initiative"}));
  EXPECT_EQ(german().bases("Schulsozialarbeit"), (Words{"schule", "sozial", "arbeit"}));
  EXPECT_EQ(german().bases("Ländervergleich"), (Words{"land", "vergleich"}));
  EXPECT_EQ(german().bases("Hilfsorganisation"), (Words{"hilfe", "organisation"}));
  EXPECT_EQ(hungarian().bases("munkahelyekről"), (Words{"munka", "hely"}));
  EXPECT_EQ(hungarian().bases("szociálpolitika"), (Words{"szociális", "politika"}));
}

TEST(Compounds, PartsCoverTheWordInOrder) {
  for (const std::string word : {"Nachbarschaftshilfe", "Mehrgenerationenhaus", "Straßenbahn"}) {
    const auto parts = german().parts(word);
    ASSERT_GE(parts.size(), 2U) << word;
    EXPECT_EQ(parts.front().begin, 0U);
    EXPECT_EQ(parts.back().end, encode(fold_case(word)).size());
    for (std::size_t i = 1; i < parts.size(); ++i) EXPECT_EQ(parts[i].begin, parts[i - 1].end) << word;
  }
}

TEST(Compounds, ChanceDoesNotTearInflectedWords) {
  for (const std::string word : {"bittet", "achtet", "Handlungen", "Sekunden", "schaffen"}) {
    EXPECT_TRUE(german().parts(word).empty()) << word;
  }
}

TEST(Compounds, LanguagesWithoutThemSplitNothing) { EXPECT_TRUE(Splitter("sk").parts("nezamestnanosť").empty()); }

TEST(Compounds, LongAndEmptyWordsDoNoHarm) {
  EXPECT_TRUE(german().compounds.split({}).empty());
  EXPECT_TRUE(german().compounds.split(Letters(max_letters + 1, encode("a").front())).empty());
  german().compounds.split(encode(std::string(max_letters, 'n')));
}

TEST(Links, AreReadAndTurnedRound) {
  const Link link = Link::read(encode("e-s"));
  EXPECT_EQ(decode(link.surface(encode("hilfe"))), "hilfs");
  EXPECT_EQ(decode(link.base(encode("hilfs"))), "hilfe");
  EXPECT_TRUE(link.surface(encode("arbeit")).empty());
}

}  // namespace
}  // namespace pramen::stemmers
