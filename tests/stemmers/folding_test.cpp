#include "stemmers/folding.h"

#include <gtest/gtest.h>

namespace pramen::stemmers {
namespace {

TEST(Folding, LowersAndKeepsMarks) {
  EXPECT_EQ(fold_case("SOCIÁLNE"), "sociálne");
  EXPECT_EQ(fold_case("ЗАЕТОСТ"), "заетост");
}

TEST(Folding, RemovesMarksOfEveryPartnerLanguage) {
  EXPECT_EQ(fold_marks("Žiť ľahšie, dôstojne"), "zit lahsie, dostojne");
  EXPECT_EQ(fold_marks("příští"), "pristi");
  EXPECT_EQ(fold_marks("Őrség ügye"), "orseg ugye");
  EXPECT_EQ(fold_marks("Straße für Österreich"), "strasse fur osterreich");
}

TEST(Folding, KeepsTheBulgarianShortI) {
  EXPECT_EQ(fold_marks("Йовков край"), "йовков край");
  // The same letter written as и and a combining breve.
  EXPECT_EQ(fold_marks("и\u0306од"), "йод");
}

TEST(Folding, KnowsLettersThatUnicodeDoesNotDecompose) {
  EXPECT_EQ(fold_marks("Łódź, Đorđe, Sønder"), "lodz, dorde, sonder");
}

TEST(Folding, DecomposedAndComposedLettersMeet) { EXPECT_EQ(fold_case("socia\u0301lne"), fold_case("sociálne")); }

TEST(Folding, DropsSoftHyphens) { EXPECT_EQ(fold_marks("so\u00ADciálne"), "socialne"); }

TEST(Folding, TwiceIsOnce) {
  for (const char* text : {"Ťažký ĽUD", "ІЙ ѝ", "ﬁnančné ½", "İstanbul", "ß ẞ", "\xff\xfe broken"}) {
    EXPECT_EQ(fold_marks(fold_marks(text)), fold_marks(text)) << text;
  }
}

}  // namespace
}  // namespace pramen::stemmers
