// TBX in both editions, as programs for translators write it, and what comes back of what was written.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

using Names = std::vector<std::string>;

ReadThesaurus read_entries(const std::string& entries) {
  return read_text(
      "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n"
      "<tbxHeader><fileDesc><sourceDesc><p>https://example.org/s</p></sourceDesc></fileDesc></tbxHeader>"
      "<text><body>\n" +
          entries + "</body></text></tbx>",
      ThesaurusFormat::tbx);
}

TEST(Tbx, ReadsTermsByTheirStatus) {
  const ReadThesaurus read = read_entries(R"(<conceptEntry id="c1">
<descrip type="subjectField">social economy</descrip>
<langSec xml:lang="en">
 <descripGrp><descrip type="definition">An enterprise &amp; more.</descrip><admin type="source">EU</admin></descripGrp>
 <termSec><term>social firm</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
 <termSec><term>social <hi>enterprise</hi></term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
  <termNote type="partOfSpeech">noun</termNote></termSec>
 <termSec><term>social shop</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
</langSec>
<langSec xml:lang="SK"><termSec><term>sociálny podnik</term></termSec><termSec><term>podnik v sociálnej ekonomike</term></termSec></langSec>
</conceptEntry>
)");
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->iri(), "https://example.org/s");
  const Concept* one = read.thesaurus->find("c1");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->preferred, (Labels{{"en", "social enterprise"}, {"sk", "sociálny podnik"}}));
  EXPECT_EQ(one->alternative.at("en"), Names{"social firm"});
  EXPECT_EQ(one->alternative.at("sk"), Names{"podnik v sociálnej ekonomike"});
  EXPECT_EQ(one->hidden.at("en"), Names{"social shop"});
  EXPECT_EQ(one->definition.at("en"), "An enterprise & more.");
  // What says nothing of a concept is named once.
  EXPECT_EQ(read.marks(), (Names{"(4:1 unknown-field)", "(6:76 unknown-field)", "(9:3 unknown-field)"}))
      << read.words();
}

TEST(Tbx, ReadsTheEditionOf2008AndTheStyleOfElements) {
  const ReadThesaurus old = read_text(R"(<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>IATE</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="IATE-1"><descrip type="superordinateConceptGeneric" target="IATE-2">economy</descrip>
<langSet xml:lang="en"><tig><term>cooperative</term></tig><ntig><termGrp><term>co-op</term></termGrp></ntig></langSet></termEntry>
<termEntry id="IATE-2"><langSet xml:lang="en"><tig><term>social economy</term></tig></langSet></termEntry>
</body></text></martif>)",
                                      ThesaurusFormat::tbx);
  ASSERT_TRUE(old.thesaurus) << old.words();
  EXPECT_EQ(old.thesaurus->find("IATE-1")->broader, Names{"IATE-2"});
  EXPECT_EQ(old.thesaurus->find("IATE-2")->narrower, Names{"IATE-1"});
  EXPECT_EQ(old.thesaurus->find("IATE-1")->alternative.at("en"), Names{"co-op"});

  const ReadThesaurus elements = read_entries(R"(<conceptEntry id="c1" xmlns:min="http://www.tbxinfo.net/ns/min">
<langSec xml:lang="en"><termSec><term>b</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>a</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>)");
  ASSERT_TRUE(elements.thesaurus) << elements.words();
  EXPECT_EQ(elements.thesaurus->find("c1")->preferred.at("en"), "a");
}

TEST(Tbx, FaultsSayWhere) {
  const auto marks = [](const std::string& entries) { return read_entries(entries).marks(); };
  EXPECT_EQ(marks("<conceptEntry id=\"a\"><langSec><termSec><term>a</term></termSec></langSec></conceptEntry>"),
            Names{"3:22 broken-tbx"});
  EXPECT_EQ(marks("<conceptEntry id=\"a\"><langSec xml:lang=\"en\"><termSec/></langSec></conceptEntry>"),
            Names{"3:45 broken-tbx"});
  EXPECT_EQ(marks("<conceptEntry id=\"a\">\n<ref type=\"crossReference\" target=\"x\"/></conceptEntry>"),
            Names{"4:1 broken-tbx"});
  EXPECT_EQ(read_text("<html/>", ThesaurusFormat::tbx).marks(), Names{"1:1 broken-tbx"});
  EXPECT_EQ(read_text("<tbx><text>", ThesaurusFormat::tbx).marks().size(), 1U);
  EXPECT_EQ(read_text("<!DOCTYPE tbx [<!ENTITY a \"b\">]><tbx/>", ThesaurusFormat::tbx).marks().size(), 1U);
}

// What TBX has a place for comes back as it was; what it has none for is named.
TEST(Tbx, RoundTripsAndNamesWhatStaysBehind) {
  const ReadThesaurus first = read_turtle_text(
      R"(<https://example.org/s> dcterms:title "Title"@en .
:a skos:prefLabel "a & <b>"@en , "á"@sk ; skos:altLabel "second"@en , "first"@en ; skos:hiddenLabel "typo"@sk ; skos:narrower :b , :1c ; skos:exactMatch <http://eurovoc.europa.eu/1?x=1&y=2> .
:b skos:prefLabel "b"@en ; skos:broader :a ; skos:related :1c ; skos:definition "One.\nTwo"@en ; skos:scopeNote "note"@en .
:1c skos:prefLabel "c"@en ; skos:broader :a ; skos:related :b .
)");
  ASSERT_TRUE(first.thesaurus) << first.words();
  const std::string text = write_thesaurus(*first.thesaurus, ThesaurusFormat::tbx,
                                           [](Problem&& problem) { ADD_FAILURE() << to_text(problem); });
  const ReadThesaurus read = read_text(text, ThesaurusFormat::tbx);
  ASSERT_TRUE(read.thesaurus) << read.words() << text;
  EXPECT_TRUE(read.marks().empty()) << read.words();
  EXPECT_EQ(read.thesaurus->iri(), first.thesaurus->iri());
  EXPECT_EQ(read.thesaurus->title(), first.thesaurus->title());
  EXPECT_TRUE(std::ranges::equal(read.thesaurus->concepts(), first.thesaurus->concepts())) << text;

  const ReadThesaurus more = read_turtle_text(
      ":a skos:prefLabel \"a\"@en ; skos:definition \"á\"@sk ; skos:notation \"1\" ; pramen:definition \"def-a\" ; "
      "skos:topConceptOf <https://example.org/s> .\n");
  ASSERT_TRUE(more.thesaurus) << more.words();
  std::vector<std::string> rules;
  write_thesaurus(*more.thesaurus, ThesaurusFormat::tbx, [&](Problem&& problem) { rules.push_back(problem.rule); });
  EXPECT_EQ(rules, Names(3, "no-place"));
}

}  // namespace
}  // namespace pramen::corpus
