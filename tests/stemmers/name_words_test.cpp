#include "stemmers/name_words.h"

#include <gtest/gtest.h>

#include <random>

namespace pramen::stemmers {
namespace {

std::string folded(std::string_view text) {
  std::string joined;
  for (const NameWord& word : name_words(text)) joined += (joined.empty() ? "" : " ") + word.folded;
  return joined;
}

TEST(NameWords, AreFoldedAlikeHoweverTheyAreWritten) {
  for (const char* text : {"sociálne podniky", "SOCIÁLNE PODNIKY", "socialne  podniky", " So\u00ADciálne\tpodniky… ",
                           "„Sociálne“ (podniky)", "socia\u0301lne-podniky"})
    EXPECT_EQ(folded(text), "socialne podniky") << text;
  EXPECT_EQ(folded("Größe groesse őz öz Straße"), "grosse groesse oz oz strasse");
  EXPECT_EQ(folded("Социална ИНОВАЦИЯ Йордан"), "социална иновация йордан");
}

TEST(NameWords, ArePartedByWhateverIsNoLetterOrDigit) {
  EXPECT_EQ(folded("e-mail L’Arche ESF+ s.r.o. § 5 112/2018"), "e mail l arche esf s r o 5 112 2018");
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded("\u00AD - \u0301 !"), "");
}

TEST(NameWords, KnowWhereTheyStandAndTheirMarks) {
  const std::string text = "A žena";
  const auto words = name_words(text);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "žena");
  EXPECT_EQ(words[1].exact, "žena");
  EXPECT_TRUE(words[1].marked());
  EXPECT_FALSE(words[0].marked());
}

TEST(BytesUntil, NeverCutsACharacter) {
  EXPECT_EQ(bytes_until("sociálne", 5), std::string_view("sociá").size());
  EXPECT_EQ(bytes_until("Straße", 5), std::string_view("Straß").size());
  EXPECT_EQ(bytes_until("socia\u0301lne", 5), std::string_view("socia\u0301").size());
  EXPECT_EQ(bytes_until("so\u00ADcial", 3), std::string_view("so\u00ADc").size());
  EXPECT_EQ(bytes_until("ab", 9), 2U);
  EXPECT_EQ(bytes_until("ab", 0), 0U);
}

TEST(NameWords, TakeAnyBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 2'000; ++round) {
    std::string text(random() % 40, '\0');
    for (char& byte : text) byte = static_cast<char>(random());
    std::size_t end = 0;
    for (const NameWord& word : name_words(text)) {
      EXPECT_LE(end, word.begin);
      EXPECT_LT(word.begin, word.end);
      EXPECT_FALSE(word.folded.empty());
      end = word.end;
    }
    EXPECT_LE(end, text.size());
    EXPECT_LE(bytes_until(text, 1 + random() % 9), text.size());
  }
}

}  // namespace
}  // namespace pramen::stemmers
