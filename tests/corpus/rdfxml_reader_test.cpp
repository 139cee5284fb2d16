// RDF/XML in its many abbreviations.
#include <gtest/gtest.h>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

using Marks = std::vector<std::string>;

constexpr std::string_view head =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
    "xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\" xml:base=\"http://example.org/\" xml:lang=\"en\">\n";

ReadThesaurus read(std::string_view body) {
  return read_text(std::string(head) + std::string(body) + "</rdf:RDF>\n", ThesaurusFormat::rdfxml);
}

TEST(RdfxmlReader, ReadsNodesInEverySpelling) {
  const ReadThesaurus found = read(R"(<skos:ConceptScheme rdf:about="s"/>
<rdf:Description rdf:about="http://example.org/#a"><rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
  <skos:inScheme rdf:resource="s"/><skos:prefLabel>a &amp; <![CDATA[<b>]]></skos:prefLabel>
  <skos:narrower><skos:Concept rdf:ID="b" skos:prefLabel="b"><skos:broader rdf:resource="#a"/><skos:inScheme rdf:resource="s"/>
  </skos:Concept></skos:narrower>
  <skos:note rdf:parseType="Resource"><skos:note xml:lang="">plain</skos:note></skos:note>
  <skos:note rdf:parseType="Literal"><b>x</b></skos:note>
</rdf:Description>
<skos:OrderedCollection rdf:nodeID="n"><skos:memberList rdf:parseType="Collection">
  <rdf:Description rdf:about="#a"/><rdf:Description rdf:about="#b"/></skos:memberList></skos:OrderedCollection>
)");
  ASSERT_TRUE(found.thesaurus) << found.words();
  EXPECT_EQ(found.marks(), Marks{});
  const Concept* one = found.thesaurus->find("a");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->preferred.at("en"), "a & <b>");
  EXPECT_EQ(one->narrower, std::vector<std::string>{"b"});
  EXPECT_EQ(found.thesaurus->find("b")->preferred.at("en"), "b");
  EXPECT_EQ(found.thesaurus->statements().size(), 9U);
}

TEST(RdfxmlReader, TellsWhereAFaultStands) {
  EXPECT_EQ(
      read(
          "<skos:Concept rdf:about=\"a\">\n  <skos:prefLabel> </skos:prefLabel>\n  <skos:related rdf:resource=\"x\"/>\n"
          "</skos:Concept>\n")
          .marks(),
      (Marks{"(1:1 no-scheme)", "2:1 no-preferred-label", "3:19 empty-label", "4:3 dangling-link"}));
  EXPECT_EQ(read("<skos:Concept>text</skos:Concept>").marks(), Marks{"2:15 broken-rdfxml"});
  EXPECT_EQ(read("<foaf:Person/>").marks(), Marks{"2:1 broken-rdfxml"});
  EXPECT_EQ(read("<skos:Concept>").marks(), Marks{"2:17 broken-rdfxml"});
}

TEST(RdfxmlReader, RefusesDocumentTypes) {
  const ReadThesaurus found =
      read_text("<!DOCTYPE rdf:RDF [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&a;\">]>\n" + std::string(head) + "</rdf:RDF>",
                ThesaurusFormat::rdfxml);
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_EQ(found.problems[0].rule, "broken-rdfxml");
  EXPECT_EQ(found.problems[0].where.line, 1U);
}

}  // namespace
}  // namespace pramen::corpus
