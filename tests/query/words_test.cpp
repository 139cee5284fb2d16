#include "query/words.h"

#include <gtest/gtest.h>

#include "query/request.h"
#include "tests/query/grammar.h"

namespace pramen::query {
namespace {

using tests::read_query;
using Strings = std::vector<std::string>;

std::string shape(std::string_view text) { return read_query(text).printed; }

TEST(Words, ReadsWordsPhrasesAndExclusions) {
  EXPECT_EQ(shape("sociálne podniky"), "sociálne AND podniky");
  EXPECT_EQ(shape("\"sociálne podniky\" obec"), "\"sociálne podniky\" AND obec");
  EXPECT_EQ(shape("bývanie -Praha -\"malé obce\""), "bývanie AND NOT Praha AND NOT \"malé obce\"");
}

TEST(Words, KnowsTheQuotationMarksOfEveryLanguage) {
  for (const char* text :
       {"\"malé obce\"", "„malé obce“", "„malé obce”", "“malé obce”", "»malé obce«", "«malé obce»", "„malé obce\""}) {
    EXPECT_EQ(shape(text), "\"malé obce\"") << text;
  }
}

TEST(Words, KnowsTheOperatorsOfEveryLanguage) {
  for (const char* text :
       {"dom AND obec OR NOT les", "dom A obec ALEBO NIE les", "dom A obec NEBO NE les", "dom UND obec ODER NICHT les",
        "dom ÉS obec VAGY NEM les", "dom И obec ИЛИ НЕ les", "dom && obec || -les"}) {
    EXPECT_EQ(shape(text), "((dom AND obec) OR NOT les)") << text;
  }
}

TEST(Words, OneCapitalIsAnOperatorOnlyBetweenWords) {
  EXPECT_EQ(shape("A obec"), "\"A\" AND obec");
  EXPECT_EQ(shape("DOM A OBEC"), "DOM AND \"A\" AND OBEC");
}

TEST(Words, ANegationOfANegationIsNone) {
  EXPECT_EQ(shape("NOT NOT dom"), "dom");
  EXPECT_EQ(shape("NOT (-dom)"), "NOT (NOT dom)");
}

TEST(Words, AQuoteOfOneWordIsAWord) { EXPECT_EQ(shape("\"obec\""), "obec"); }

TEST(Words, HyphenatedWordsAreBothWantedOrExcludedAsAPair) {
  EXPECT_EQ(shape("sociálno-ekonomický"), "sociálno AND ekonomický");
  EXPECT_EQ(shape("-sociálno-ekonomický"), "NOT \"sociálno ekonomický\"");
}

TEST(Words, AHyphenBetweenSpacesExcludesNothing) { EXPECT_EQ(shape("dom - obec"), "dom AND obec"); }

TEST(Words, WhatStandsBeforeABracketHoldsForAllInIt) {
  EXPECT_EQ(shape("=(dom OR obec)"), "(=dom OR =obec)");
  EXPECT_EQ(shape("title:(dom -obec)"), "(title:dom AND NOT title:obec)");
}

TEST(Words, NearTakesWordsOnBothSidesAndPatterns) {
  EXPECT_EQ(shape("dom NEAR/3 obec les"), "(dom NEAR/3 obec) AND les");
  EXPECT_EQ(shape("inov* NEAR/3 soci* NEAR dom"), "(inov* NEAR/10 soci* NEAR/10 dom)");
  EXPECT_EQ(shape("title:dom NEAR/3 obec"), "(title:dom NEAR/3 title:obec)");
}

TEST(Words, FuzzyWordsSayHowFar) {
  EXPECT_EQ(shape("obec~ inovácia~ inovácia~1"), "obec~1 AND inovácia~2 AND inovácia~1");
  EXPECT_EQ(shape("\"sociálna inovácia~\""), "\"sociálna inovácia~2\"");
}

TEST(Words, PrintsAWordThatReadsAsSomethingElseInQuotationMarks) {
  EXPECT_EQ(shape("\"AND\" \"NEAR\" 20 000 COVID-19"), "\"AND\" AND \"NEAR\" AND \"20 000\" AND \"COVID-19\"");
  EXPECT_EQ(shape("\"20, 000\""), "\"20, 000\"");
}

TEST(Words, KnowWhereTheyStand) {
  const std::string text = "  ženy title:„malé obce“ inov*";
  const tests::ReadQuery read = read_query(text);
  Strings words;
  for (const Leaf& leaf : leaves(read.items)) {
    for (const QueryWord& word : leaf.item->words) words.push_back(text.substr(word.begin, word.end - word.begin));
  }
  EXPECT_EQ(words, (Strings{"ženy", "malé", "obce", "inov*"}));
}

TEST(Words, TooManyAreCutAndThatIsSaid) {
  std::string text;
  for (int i = 0; i < 90; ++i) text += "slovo" + std::to_string(i) + " ";
  const tests::ReadQuery read = read_query(text);
  EXPECT_EQ(read.items.size(), max_query_words);
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, Oddity::words_many);
  EXPECT_EQ(read.problems[0].position, text.find("slovo64"));
}

TEST(Words, APhraseThatIsTooLongIsCutNotDropped) {
  std::string text = "\"";
  for (int i = 0; i < 80; ++i) text += "slovo" + std::to_string(i) + " ";
  const tests::ReadQuery read = read_query(text + "\"");
  ASSERT_EQ(read.items.size(), 1U);
  EXPECT_EQ(read.items[0].words.size(), max_query_words);
  EXPECT_EQ(read.problems.size(), 1U);
}

TEST(Words, ATextIsMeasuredInCharactersNotBytes) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += std::string(i > 0 ? " " : "") + "ž";
  while (characters(text) < max_query_characters - 1) text += " ž";
  for (const QueryProblem& problem : read_query(text).problems) EXPECT_NE(problem.code, Oddity::text_long);
}

TEST(Words, ATextThatIsTooLongEndsAtAWholeWord) {
  std::string text;
  for (int i = 0; i < 28; ++i) text += "najneobhospodarovávateľnejšieho" + std::to_string(i) + " ";
  const tests::ReadQuery read = read_query(text + std::string(300, 'x'));
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, Oddity::text_long);
  EXPECT_EQ(read.items.back().words[0].text, "najneobhospodarovávateľnejšieho27");
}

}  // namespace
}  // namespace pramen::query
