#include "stemmers/romanised.h"

#include <gtest/gtest.h>

#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

using Spellings = std::vector<std::string>;

TEST(Romanised, SpellsAsTheLawDoesAndInSingleLetters) {
  const Languages languages;
  const Language& bulgarian = *languages.find("bg");
  EXPECT_EQ(bulgarian.romanised("социална"), (Spellings{"sotsialna", "socialna"}));
  EXPECT_EQ(bulgarian.romanised("жена"), (Spellings{"zhena", "jena"}));
  EXPECT_EQ(bulgarian.romanised("иновация"), (Spellings{"inovatsiya", "inovaciq"}));
  EXPECT_EQ(bulgarian.romanised("дом"), Spellings{"dom"});
}

TEST(Romanised, ABeginningIsSpeltAsTheBeginningOfTheWord) {
  const Languages languages;
  const Language& bulgarian = *languages.find("bg");
  const std::string word = "предприятието";
  for (std::size_t end = 2; end <= word.size(); end += 2)
    EXPECT_TRUE(bulgarian.romanised(word)[0].starts_with(bulgarian.romanised(word.substr(0, end))[0]));
}

TEST(Romanised, LeavesOtherWordsAlone) {
  const Languages languages;
  EXPECT_EQ(languages.find("bg")->romanised("social"), Spellings{});
  EXPECT_EQ(languages.find("bg")->romanised("112"), Spellings{});
  EXPECT_EQ(languages.find("bg")->romanised(""), Spellings{});
  EXPECT_EQ(languages.find("sk")->romanised("социална"), Spellings{});
}

}  // namespace
}  // namespace pramen::stemmers
