// Every slip an editor can make in a thesaurus, with the line, column and rule that must be named.
#include <gtest/gtest.h>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

using Marks = std::vector<std::string>;

// Blocks stand from line 2 on, after a head of one line.
Marks marks(std::string_view blocks, std::vector<std::string> languages = {"en"}) {
  return read_turtle_text(blocks, std::move(languages)).marks();
}

std::string words(std::string_view blocks) { return read_turtle_text(blocks).words(); }

TEST(ThesaurusChecks, ASoundOneHasNoProblems) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:narrower :b ; skos:related :c .\n"
                  ":b skos:prefLabel \"b\"@en ; skos:broader :a .\n"
                  ":c skos:prefLabel \"c\"@en ; skos:related :a .\n"),
            Marks{});
}

TEST(ThesaurusChecks, NamesTheWholeRing) {
  const std::string blocks =
      ":a skos:prefLabel \"a\"@en ; skos:broader :b ; skos:narrower :c .\n"
      ":b skos:prefLabel \"b\"@en ; skos:broader :c ; skos:narrower :a .\n"
      ":c skos:prefLabel \"c\"@en ; skos:broader :a ; skos:narrower :b .\n";
  EXPECT_EQ(marks(blocks), Marks{"2:98 broader-cycle"});
  EXPECT_NE(words(blocks).find("a stands above itself: a < b < c < a"), std::string::npos) << words(blocks);
}

TEST(ThesaurusChecks, FindsARingThatIsSaidFromAboveOnly) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:narrower :b .\n"
                  ":b skos:prefLabel \"b\"@en ; skos:narrower :a .\n"),
            (Marks{"2:6 broader-cycle", "(2:99 one-ended-link)", "(3:99 one-ended-link)"}));
}

TEST(ThesaurusChecks, RefusesLinksToItself) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:broader :a .\n"), Marks{"2:98 link-to-itself"});
}

TEST(ThesaurusChecks, RelatedConceptsStandNotAboveEachOther) {
  const std::string blocks =
      ":a skos:prefLabel \"a\"@en ; skos:narrower :b ; skos:related :c .\n"
      ":b skos:prefLabel \"b\"@en ; skos:broader :a ; skos:narrower :c .\n"
      ":c skos:prefLabel \"c\"@en ; skos:broader :b ; skos:related :a .\n";
  EXPECT_EQ(marks(blocks), Marks{"2:117 related-and-broader"}) << words(blocks);
}

TEST(ThesaurusChecks, OnePreferredLabelALanguage) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en , \"b\"@en , \"a\"@en .\n"), Marks{"2:85 two-preferred-labels"});
}

TEST(ThesaurusChecks, ALabelIsOfOneSort) {
  EXPECT_EQ(
      marks(
          ":a skos:prefLabel \"a\"@en ; skos:altLabel \"a\"@en , \"b\"@en , \"a\"@de ; skos:hiddenLabel \"b\"@en .\n"),
      (Marks{"2:99 label-twice", "2:143 label-twice"}));
}

TEST(ThesaurusChecks, WarnsOfALabelForTwoConcepts) {
  const std::string blocks =
      ":a skos:prefLabel \"bank\"@en .\n"
      ":b skos:prefLabel \"b\"@en ; skos:altLabel \"bank\"@en ; skos:hiddenLabel \"x\"@en .\n"
      ":c skos:prefLabel \"c\"@en ; skos:hiddenLabel \"bank\"@en , \"x\"@en .\n";
  EXPECT_EQ(marks(blocks), Marks{"(3:99 ambiguous-label)"});
  EXPECT_NE(words(blocks).find("'bank' (en) means a and b"), std::string::npos) << words(blocks);
}

TEST(ThesaurusChecks, WarnsOfMissingLanguages) {
  const std::string blocks = ":a skos:prefLabel \"a\"@en .\n";
  EXPECT_EQ(marks(blocks, {"sk", "en", "hu"}), Marks{"(2:6 missing-language)"});
  EXPECT_NE(read_turtle_text(blocks, {"sk", "en", "hu"}).words().find("in sk, hu"), std::string::npos);
}

TEST(ThesaurusChecks, APreferredLabelMustBeThere) {
  EXPECT_EQ(marks(":a skos:altLabel \"a\"@en .\n"), Marks{"2:6 no-preferred-label"});
}

TEST(ThesaurusChecks, ALabelHasALanguage) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\" , \"a\"@en .\n"), Marks{"(2:76 label-without-language)"});
}

TEST(ThesaurusChecks, ALabelIsAText) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en , :b , \" \"@de .\n"),
            (Marks{"2:85 wrong-kind-of-value", "2:90 empty-label"}));
}

TEST(ThesaurusChecks, ALabelIsShort) {
  EXPECT_EQ(marks(":a skos:prefLabel \"" + std::string(2000, 'x') + "\"@en .\n"), Marks{});
  EXPECT_EQ(marks(":a skos:prefLabel \"" + std::string(2001, 'x') + "\"@en , \"a\"@en .\n"), Marks{"2:76 too-large"});
}

TEST(ThesaurusChecks, LinksLeadSomewhere) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:related :z .\n"), Marks{"2:98 dangling-link"});
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:related \"b\"@en .\n"), Marks{"2:98 wrong-kind-of-value"});
}

TEST(ThesaurusChecks, WarnsOfLinksSaidFromOneEnd) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:related :b .\n:b skos:prefLabel \"b\"@en .\n"),
            Marks{"(2:98 one-ended-link)"});
}

TEST(ThesaurusChecks, WarnsOfAConceptInNoScheme) {
  EXPECT_EQ(
      read_text(std::string(turtle_head) + ":a a skos:Concept ; skos:prefLabel \"a\"@en .\n", ThesaurusFormat::turtle)
          .marks(),
      Marks{"(2:6 no-scheme)"});
}

TEST(ThesaurusChecks, WarnsOfWhatNoTopConceptLeadsTo) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; skos:topConceptOf <https://example.org/s> .\n"
                  ":b skos:prefLabel \"b\"@en .\n"),
            Marks{"(3:6 unreachable-concept)"});
}

TEST(ThesaurusChecks, WarnsOfADeprecatedConceptWithoutReplacement) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; owl:deprecated true .\n"
                  ":b skos:prefLabel \"b\"@en ; owl:deprecated true ; dcterms:isReplacedBy :a .\n"),
            Marks{"(2:6 deprecated-without-replacement)"});
}

TEST(ThesaurusChecks, WarnsOfWordsOfNoConcept) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en .\n<https://example.org/c/b> skos:prefLabel \"b\"@en ; skos:altLabel "
                  "\"c\"@en .\n"),
            Marks{"(3:42 no-concept)"});
}

TEST(ThesaurusChecks, AConceptIsNoCollection) {
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en ; a skos:Collection .\n"), Marks{"2:87 two-classes"});
}

TEST(ThesaurusChecks, AnIdIsPlainAndNobodyElses) {
  EXPECT_EQ(marks("<https://example.org/c/%C3%A1> a skos:Concept .\n"), Marks{"2:34 bad-id"});
  EXPECT_EQ(marks(":a skos:prefLabel \"a\"@en .\n<https://example.org/d#a> a skos:Concept .\n"),
            Marks{"3:29 doubled-id"});
}

TEST(ThesaurusChecks, CountsWhatIsTooMuchToSay) {
  std::string blocks;
  for (int i = 0; i < 1010; ++i) blocks += ":c" + std::to_string(i) + " skos:altLabel \"a\"@en .\n";
  const ReadThesaurus read = read_turtle_text(blocks);
  EXPECT_FALSE(read.thesaurus);
  EXPECT_NE(read.words().find("there are 10 more problems of the sort no-preferred-label"), std::string::npos);
}

}  // namespace
}  // namespace pramen::corpus
