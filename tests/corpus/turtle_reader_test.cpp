// Turtle in all its spellings.
#include <gtest/gtest.h>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

using Marks = std::vector<std::string>;

Marks marks(std::string text) { return read_text(std::move(text), ThesaurusFormat::turtle).marks(); }

TEST(TurtleReader, KnowsBasesCommentsAndLongStrings) {
  const ReadThesaurus read = read_text(R"(BASE <https://example.org/c/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
# a comment, with <brackets> and "quotes"
<../s> a skos:ConceptScheme .
<a> a skos:Concept; skos:inScheme </s>;  # another one
  skos:prefLabel 'single \u0161'@EN;
  skos:definition """Long
"quoted" text\""""@en, '''x'''@sk .
)",
                                       ThesaurusFormat::turtle);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.marks(), Marks{});
  EXPECT_EQ(read.thesaurus->iri(), "https://example.org/s");
  const Concept* one = read.thesaurus->find("a");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->iri, "https://example.org/c/a");
  EXPECT_EQ(one->preferred.at("en"), "single š");
  EXPECT_EQ(one->definition.at("en"), "Long\n\"quoted\" text\"");
}

TEST(TurtleReader, TellsWhereAnObjectStands) {
  EXPECT_EQ(
      read_turtle_text(":a skos:prefLabel \"ä # , ; \\\" .\"@en ,\n  ''' '''@de ; skos:related\n\n :x ,:y.\n").marks(),
      (Marks{"3:3 empty-label", "5:2 dangling-link", "5:6 dangling-link"}));
}

TEST(TurtleReader, NamesFaultsOfSyntax) {
  EXPECT_EQ(marks("@prefix : <https://e.org/> .\n:a :b \"open\n"), Marks{"2:12 broken-turtle"});
  EXPECT_EQ(marks(":a :b :c .\n"), Marks{"1:7 broken-turtle"});
  EXPECT_EQ(marks("<a> <b> <c> .\n"), Marks{"1:9 bad-iri"});
  EXPECT_EQ(marks("<https://e.org/a> <https://e.org/b> \"\\u0000\" .\n"), Marks{"1:37 control-character"});
  EXPECT_EQ(marks("<https://e.org/a> <https://e.org/b> \"\xFF\" .\n"), Marks{"1:38 invalid-utf8"});
}

}  // namespace
}  // namespace pramen::corpus
