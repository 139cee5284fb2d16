#include "stemmers/alphabet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "stemmers/language.h"

namespace pramen::stemmers {
namespace {

std::string own_letters(std::string_view lang) {
  std::string letters;
  for (const Alphabet::Section& section : Alphabet::of(lang).sections()) {
    if (section.own) letters += (letters.empty() ? "" : " ") + section.letter;
  }
  return letters;
}

std::string letter_of(std::string_view lang, std::string_view title) {
  const Alphabet& alphabet = Alphabet::of(lang);
  return alphabet.sections()[alphabet.section_of(title)].letter;
}

TEST(Alphabet, HasTheLettersOfTheLanguageInItsOrder) {
  EXPECT_EQ(own_letters("sk"), "A Ä B C Č D E F G H Ch I J K L M N O Ô P Q R S Š T U V W X Y Z Ž");
  EXPECT_EQ(own_letters("cs"), "A B C Č D E F G H Ch I J K L M N O P Q R Ř S Š T U V W X Y Z Ž");
  EXPECT_EQ(own_letters("hu"), "A B C Cs D Dz Dzs E F G Gy H I J K L Ly M N Ny O Ö P Q R S Sz T Ty U Ü V W X Y Z Zs");
  EXPECT_EQ(own_letters("de"), "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z");
  EXPECT_EQ(own_letters("en"), own_letters("de"));
  EXPECT_EQ(own_letters("bg"), "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ю Я");
}

TEST(Alphabet, PutsTitlesUnderTheirLetter) {
  EXPECT_EQ(letter_of("sk", "Chata pri jazere"), "Ch");
  EXPECT_EQ(letter_of("sk", "čítanie"), "Č");
  EXPECT_EQ(letter_of("sk", "Ústav"), "U");
  EXPECT_EQ(letter_of("de", "Chancen"), "C");
  EXPECT_EQ(letter_of("de", "Österreich"), "O");
  EXPECT_EQ(letter_of("hu", "Gyermekek"), "Gy");
  EXPECT_EQ(letter_of("hu", "Csapat"), "Cs");
  EXPECT_EQ(letter_of("bg", "Ябълка"), "Я");
  EXPECT_EQ(letter_of("bg", "Magdas Hotel"), "M");
  EXPECT_EQ(letter_of("en", "Ябълка"), "Я");
  for (const char* title : {"2019", "§ 5", "„Úvod“", "", "東京", "\xff"})
    EXPECT_EQ(letter_of("sk", title), "#") << title;
}

// What lets a list be cut into letters without a look at every title.
TEST(Alphabet, SectionsRiseWithTheOrderOfTitles) {
  const std::vector<std::string> pieces = {"a", "Á",  "c", "Č",  "ch", "Ch", "cs", "dz", "E", "gy", "h",  "ö", "Ô",
                                           "ř", "s",  "š", "z",  "Ž",  "zs", "Б",  "я",  "1", " ",  "-",  "„", "ß",
                                           "α", "東", "x", "ny", "ly", "sz", "Щ",  "й",  "q", "w",  "dzs"};
  std::mt19937 random(11);
  for (const char* lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    std::vector<std::string> titles;
    for (int i = 0; i < 3'000; ++i) {
      std::string title;
      for (int piece = 0; piece < 4; ++piece) title += pieces[random() % pieces.size()];
      titles.push_back(std::move(title));
    }
    std::ranges::sort(titles, {}, [&](const std::string& title) { return collation_key(title, lang); });
    const Alphabet& alphabet = Alphabet::of(lang);
    std::size_t before = 0;
    for (const std::string& title : titles) {
      const std::size_t section = alphabet.section_of(title);
      ASSERT_GE(section, before) << lang << " " << title;
      before = section;
    }
  }
}

}  // namespace
}  // namespace pramen::stemmers
