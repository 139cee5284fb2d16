// The thesaurus of a corpus: which file it is, and what is read from it.
#include "corpus/thesaurus.h"

#include <gtest/gtest.h>

#include "tests/corpus/corpus_folder.h"
#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

using Ids = std::vector<std::string>;

TEST(Thesaurus, IsTheBundledOneWithoutASchema) {
  const CorpusFolder folder;
  const Schema schema = Schema::bundled();
  std::vector<Problem> problems;
  const auto thesaurus =
      corpus_thesaurus(folder.path(), schema, {}, [&](Problem&& problem) { problems.push_back(std::move(problem)); });
  for (const Problem& problem : problems) ADD_FAILURE() << to_text(problem);
  ASSERT_TRUE(thesaurus);
  EXPECT_EQ(thesaurus->iri(), "https://w3id.org/pramen/thesaurus");
  EXPECT_EQ(thesaurus->title().at("sk"), "Tezaurus sociálnych inovácií");
  EXPECT_GE(thesaurus->concepts().size(), 290U);
  EXPECT_TRUE(thesaurus->named_definitions().empty());
  EXPECT_TRUE(thesaurus->statements().empty());
  const Concept* one = thesaurus->find("accelerator");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->iri, "https://w3id.org/pramen/concept/accelerator");
  EXPECT_EQ(one->preferred.size(), 6U);
  EXPECT_EQ(one->alternative.at("sk"), (Ids{"akceleračný program", "akcelerátorový program"}));
  EXPECT_EQ(one->broader, Ids{"field-si"});
  EXPECT_EQ(one->related, Ids{"incubator"});
}

TEST(Thesaurus, IsEmptyBesideASchemaOfItsOwn) {
  const CorpusFolder folder;
  folder.write("schema.json", "{}");
  const auto thesaurus = corpus_thesaurus(folder.path(), Schema::bundled(), {}, {});
  ASSERT_TRUE(thesaurus);
  EXPECT_TRUE(thesaurus->concepts().empty());
}

TEST(Thesaurus, SaysEachLinkFromBothEnds) {
  const ReadThesaurus read = read_turtle_text(R"(:a skos:prefLabel "a"@en ; skos:narrower :b ; skos:related :d .
:b skos:prefLabel "b"@en .
:c skos:prefLabel "c"@en ; skos:broader :b .
:d skos:prefLabel "d"@en .
)");
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->find("b")->broader, Ids{"a"});
  EXPECT_EQ(read.thesaurus->find("b")->narrower, Ids{"c"});
  EXPECT_EQ(read.thesaurus->find("d")->related, Ids{"a"});
  EXPECT_EQ(read.thesaurus->narrower_of(0), (std::vector<std::size_t>{1, 2}));
}

TEST(Thesaurus, KnowsWhatARecordDefines) {
  const ReadThesaurus read = read_turtle_text(R"(:a skos:prefLabel "a"@en ; pramen:definition "def-x" , "def-y" .
:b skos:prefLabel "b"@en ; pramen:definition "def-x" .
)");
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->find("a")->definitions, (Ids{"def-x", "def-y"}));
  EXPECT_EQ(read.thesaurus->defined_by("def-x"), (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(read.thesaurus->defined_by("def-z").empty());
}

TEST(Thesaurus, KeepsWhatItDoesNotUnderstand) {
  const ReadThesaurus read = read_turtle_text(R"(:a skos:prefLabel "a"@en ; skos:notation "1.2" ;
    skos:changeNote [ dcterms:creator "Eva" ] .
)");
  ASSERT_TRUE(read.thesaurus) << read.words();
  const auto statements = read.thesaurus->statements();
  ASSERT_EQ(statements.size(), 3U);
  EXPECT_EQ(statements[0].object, "_:b1");
  EXPECT_EQ(statements[1].object, "1.2");
  EXPECT_EQ(statements[2].subject, "_:b1");
  EXPECT_EQ(statements[2].object, "Eva");
}

TEST(Thesaurus, ReadsLabelsThatAreThingsAsPlainOnes) {
  const ReadThesaurus read = read_text(std::string(turtle_head) + R"(
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
:a a skos:Concept ; skos:inScheme <https://example.org/s> ; xl:prefLabel [ a xl:Label ; xl:literalForm "a"@en ] ;
  xl:altLabel :l .
:l a xl:Label ; xl:literalForm "other"@en .
)",
                                       ThesaurusFormat::turtle);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.words(), "");
  EXPECT_EQ(read.thesaurus->find("a")->preferred.at("en"), "a");
  EXPECT_EQ(read.thesaurus->find("a")->alternative.at("en"), Ids{"other"});
  EXPECT_EQ(read.thesaurus->statements().size(), 6U);
}

TEST(Thesaurus, OfACorpusSpeaksItsLanguagesAndJoinsFurtherFiles) {
  const CorpusFolder folder;
  folder.write(
      "thesaurus.ttl",
      std::string(turtle_head) + ":a a skos:Concept ; skos:prefLabel \"a\"@en , \"x\"@xx ; skos:altLabel \"y\"@xx .\n");
  folder.write("thesaurus.jsonl", "{}\n");
  const auto more =
      folder.write("more.jsonl", "{\"id\": \"b\", \"iri\": \"https://example.org/d/b\", \"pref\": {\"en\": \"b\"}}\n");
  std::vector<std::string> rules;
  const std::filesystem::path further[] = {more};
  const auto thesaurus = corpus_thesaurus(folder.path(), Schema::bundled(), further, [&](Problem&& problem) {
    EXPECT_EQ(problem.severity, Severity::warning) << to_text(problem);
    rules.push_back(problem.rule);
  });
  ASSERT_TRUE(thesaurus);
  EXPECT_EQ(rules.front(), "second-thesaurus");
  ASSERT_EQ(thesaurus->concepts().size(), 2U);
  EXPECT_EQ(thesaurus->find("a")->preferred, (Labels{{"en", "a"}}));
  EXPECT_TRUE(thesaurus->find("a")->alternative.empty());
  EXPECT_EQ(thesaurus->find("b")->iri, "https://example.org/d/b");
}

TEST(Thesaurus, OfTwoConceptsWithOneIdTheFirstStays) {
  const Thesaurus thesaurus("", {},
                            {{.id = "b", .iri = "https://e.org/b", .broader = {"a", "b", "z"}},
                             {.id = "a", .iri = "https://e.org/1/a"},
                             {.id = "a", .iri = "https://e.org/2/a"}});
  ASSERT_EQ(thesaurus.concepts().size(), 2U);
  EXPECT_EQ(thesaurus.find("a")->iri, "https://e.org/1/a");
  EXPECT_EQ(thesaurus.find("a")->narrower, Ids{"b"});
  EXPECT_EQ(thesaurus.find("b")->broader, Ids{"a"});
  EXPECT_EQ(thesaurus.find("c"), nullptr);
}

}  // namespace
}  // namespace pramen::corpus
