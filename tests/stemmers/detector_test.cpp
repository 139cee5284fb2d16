#include "stemmers/detector.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace pramen::stemmers {
namespace {

const Languages& languages() {
  static const Languages instance;
  return instance;
}

bool fits(const Guess& guess, const std::string& code) {
  return std::ranges::find(guess.fits, code) != guess.fits.end();
}

TEST(Detector, TellsSixLanguagesApart) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"sk", "Sociálne podniky zamestnávajú ľudí so zdravotným postihnutím"},
      {"cs", "Sociální podniky zaměstnávají lidi se zdravotním postižením"},
      {"hu", "A társadalmi vállalkozások fogyatékos embereket foglalkoztatnak"},
      {"bg", "Социалните предприятия наемат хора с увреждания"},
      {"de", "Sozialunternehmen beschäftigen Menschen mit Behinderungen"},
      {"en", "Social enterprises employ people with disabilities"}};
  for (const auto& [code, text] : texts) {
    const Guess guess = detect(languages(), text);
    EXPECT_EQ(guess.code, code) << text;
    EXPECT_TRUE(guess.sure) << text;
    EXPECT_EQ(guess.fits, std::vector<std::string>{code}) << text;
  }
}

TEST(Detector, TwoWordsAreEnoughForMost) {
  EXPECT_EQ(detect(languages(), "sociálne podniky").code, "sk");
  EXPECT_EQ(detect(languages(), "sociální podniky").code, "cs");
  EXPECT_EQ(detect(languages(), "социални предприятия").code, "bg");
  EXPECT_EQ(detect(languages(), "soziale Unternehmen").code, "de");
}

TEST(Detector, ReadsTextTypedWithoutMarks) {
  EXPECT_EQ(detect(languages(), "socialne podniky zamestnavaju ludi so zdravotnym postihnutim").code, "sk");
  EXPECT_EQ(detect(languages(), "socialni podniky zamestnavaji lidi se zdravotnim postizenim").code, "cs");
  EXPECT_EQ(detect(languages(), "a tarsadalmi vallalkozasok fogyatekos embereket foglalkoztatnak").code, "hu");
}

TEST(Detector, AWordThatSeveralLanguagesHaveFitsThemAll) {
  const Guess guess = detect(languages(), "podniky");
  EXPECT_TRUE(fits(guess, "sk"));
  EXPECT_TRUE(fits(guess, "cs"));
  EXPECT_FALSE(fits(guess, "bg"));
  EXPECT_EQ(guess.fits.front(), guess.code);
}

TEST(Detector, OneWordIsNeverSure) {
  for (const std::string word : {"предприятие", "Wirtschaftsförderung", "zamestnanosť"}) {
    EXPECT_FALSE(detect(languages(), word).sure) << word;
  }
}

TEST(Detector, LatinLettersAreNotCalledBulgarian) {
  for (const std::string text : {"sotsialni predpriyatiya", "sotsialna ikonomika i zaetost", "Microsoft Defender"}) {
    const Guess guess = detect(languages(), text);
    EXPECT_NE(guess.code, "bg") << text;
    EXPECT_FALSE(fits(guess, "bg")) << text;
  }
}

TEST(Detector, NamesInLatinLettersDoNotDecideABulgarianText) {
  EXPECT_EQ(detect(languages(), "Приложението PDF Reader в Microsoft Edge").code, "bg");
}

TEST(Detector, IsNotSureOfOtherLanguages) {
  for (const std::string text : {"Tous les êtres humains naissent libres et égaux en dignité et en droits",
                                 "sociālo uzņēmumu atbalsts lauku reģionos", "pomoc społeczna dla osób starszych",
                                 "intrapriżi soċjali u kooperattivi", "социальные услуги для пожилых людей"}) {
    EXPECT_FALSE(detect(languages(), text).sure) << text;
  }
}

TEST(Detector, TextWithoutWordsHasNoLanguage) {
  for (const std::string text : {"", " ", "2018 § 5 %", "漢字", "\xFF\xC3"}) {
    const Guess guess = detect(languages(), text);
    EXPECT_EQ(guess.code, "") << text;
    EXPECT_FALSE(guess.sure);
    EXPECT_TRUE(guess.fits.empty());
  }
}

TEST(Detector, NumbersAndCaseDoNotMatter) {
  EXPECT_EQ(detect(languages(), "ZÁKON č. 112/2018 Z. z. O SOCIÁLNEJ EKONOMIKE").code, "sk");
}

TEST(Detector, KeepsToTheLanguagesItIsGiven) {
  const std::vector<std::string> codes = {"de", "hu"};
  const Languages two(codes);
  const Guess guess = detect(two, "sociálne podniky a ich zamestnanci");
  EXPECT_TRUE(guess.code == "de" || guess.code == "hu");
  EXPECT_FALSE(guess.sure);
}

TEST(Detector, LanguagesWithoutAPackAreNeverGuessed) {
  const std::vector<std::string> codes = {"lv", "sk"};
  const Languages languages(codes);
  EXPECT_EQ(detect(languages, "sociālā uzņēmējdarbība").code, "sk");
  const std::vector<std::string> bare = {"lv"};
  EXPECT_EQ(detect(Languages(bare), "sociālā uzņēmējdarbība").code, "");
}

TEST(Detector, LooksAtTheBeginningOfLongTextsAndSplitsNoCharacter) {
  std::string text = "x";  // so that the limit falls into the middle of a letter
  while (text.size() < 5000) text += " žiť";
  EXPECT_EQ(detect(languages(), text).code, "sk");
}

TEST(Detector, RandomBytesDoNoHarm) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string text(std::uniform_int_distribution<std::size_t>(0, 100)(random), ' ');
    for (char& c : text) c = static_cast<char>(std::uniform_int_distribution<int>(0, 255)(random));
    const Guess guess = detect(languages(), text);
    ASSERT_EQ(guess.code.empty(), guess.fits.empty());
  }
}

TEST(Ngrams, FindsWhatTheTableHasAndNothingElse) {
  const Ngrams::Hash a = Ngrams::before(Ngrams::no_letters, 1), b = Ngrams::before(Ngrams::no_letters, 2);
  const std::array<std::uint32_t, Ngrams::bucket_size> section = {Ngrams::mark(a) | 5U << 8 | 7U};
  const Ngrams ngrams(section);
  EXPECT_EQ(Ngrams::cost(ngrams.find(a), false), 5U);
  EXPECT_EQ(Ngrams::cost(ngrams.find(a), true), 7U);
  EXPECT_EQ(ngrams.find(b), 0U);
  EXPECT_TRUE(Ngrams({}).empty());
}

}  // namespace
}  // namespace pramen::stemmers
