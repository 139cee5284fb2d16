#include "stemmers/families.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

const Languages& languages() {
  static const Languages instance;
  return instance;
}

std::set<std::string> families(const std::string& lang, const std::string& word) {
  const auto tokens = languages().find(lang)->analyse(word, Side::index);
  return {tokens.at(0).word->families.begin(), tokens.at(0).word->families.end()};
}

bool related(const std::string& lang, const std::string& one, const std::string& other) {
  for (const std::string& key : families(lang, one)) {
    if (families(lang, other).contains(key)) return true;
  }
  return false;
}

TEST(Families, JoinDerivedWords) {
  EXPECT_TRUE(related("sk", "zamestnanosť", "zamestnanec"));
  EXPECT_TRUE(related("sk", "zamestnať", "zamestnávateľ"));
  EXPECT_TRUE(related("cs", "zaměstnanost", "zaměstnanec"));
  EXPECT_TRUE(related("de", "Beschäftigung", "beschäftigen"));
  EXPECT_TRUE(related("hu", "foglalkoztatás", "foglalkoztató"));
  EXPECT_TRUE(related("bg", "социален", "социализация"));
  EXPECT_TRUE(related("en", "employment", "employer"));
}

TEST(Families, KeepWordsApartThatOnlyBeginAlike) {
  EXPECT_FALSE(related("sk", "spoločnosť", "spoliehať"));
  EXPECT_FALSE(related("cs", "práce", "pravda"));
  EXPECT_FALSE(related("de", "Beschäftigung", "Beschwerde"));
  EXPECT_FALSE(related("en", "economy", "ecology"));
}

TEST(Families, AreFoundForWordsTypedWithoutMarks) {
  const std::string word = "zamestnávateľ";
  EXPECT_EQ(families("sk", word), families("sk", fold_marks(word)));
}

TEST(Families, HoldInflectedForms) { EXPECT_TRUE(related("sk", "zamestnanosti", "zamestnancov")); }

TEST(Families, KeysBeginTheWordsAndLettersAtRandomDoNoHarm) {
  constexpr unsigned seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const Pack none;
  EXPECT_TRUE(family_of(none, encode("zamestnat")).empty());
  for (int i = 0; i < 1000; ++i) {
    std::string word;
    for (auto length = 1 + random() % 20; length > 0; --length) word += static_cast<char>('a' + random() % 26);
    for (const auto& language : languages().all()) {
      for (const std::string& key : families(language->code(), word)) EXPECT_FALSE(key.empty());
    }
  }
}

}  // namespace
}  // namespace pramen::stemmers
