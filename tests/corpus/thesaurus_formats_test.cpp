// The formats of a thesaurus that hold all of it: each reads what the others write (TBX, which does not: tbx_test.cpp).
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

constexpr ThesaurusFormat formats[] = {ThesaurusFormat::turtle, ThesaurusFormat::jsonld, ThesaurusFormat::rdfxml,
                                       ThesaurusFormat::lines};

std::string bundled_file() {
  std::ifstream file(PRAMEN_SOURCE_DIR "/corpus/thesaurus.ttl", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string written(const Thesaurus& thesaurus, ThesaurusFormat format) {
  return write_thesaurus(thesaurus, format, [](Problem&& problem) { ADD_FAILURE() << to_text(problem); });
}

void expect_equal(const Thesaurus& left, const Thesaurus& right) {
  EXPECT_EQ(left.iri(), right.iri());
  EXPECT_EQ(left.title(), right.title());
  EXPECT_TRUE(std::ranges::equal(left.concepts(), right.concepts()));
  ASSERT_EQ(left.statements().size(), right.statements().size());
  for (std::size_t i = 0; i < left.statements().size(); ++i) {
    const Statement &l = left.statements()[i], &r = right.statements()[i];
    EXPECT_EQ(l, r) << l.subject << " " << l.predicate << " " << l.object << "\n"
                    << r.subject << " " << r.predicate << " " << r.object;
  }
}

// Through all formats and back.
void expect_round_trip(const Thesaurus& first) {
  Thesaurus last = first;
  for (const ThesaurusFormat format : formats) {
    const std::string text = written(last, format);
    const ReadThesaurus read = read_text(text, format);
    ASSERT_TRUE(read.thesaurus) << read.words() << text.substr(0, 4000);
    expect_equal(first, *read.thesaurus);
    last = *read.thesaurus;
  }
}

// Everything a concept can hold, and what it cannot.
constexpr std::string_view everything =
    R"(<https://example.org/s> dcterms:title "Title"@en , "Titul"@sk ; dcterms:creator [ skos:note "who" ] .
:a skos:prefLabel "a & <b>"@en , "á"@sk ; skos:altLabel "second"@en , "first"@en , "quote \" back \\"@en ; skos:hiddenLabel "typo"@sk ; skos:narrower :b ; skos:topConceptOf <https://example.org/s> ; pramen:definition "def-b" , "def-a" ; skos:exactMatch <http://eurovoc.europa.eu/1?x=1&y=2> .
:b skos:prefLabel "b"@en , "бе"@bg-latn ; skos:broader :a ; skos:related :c ; skos:definition "One.\nTwo\ttabs \r end"@en , "Another."@en ; skos:scopeNote "  spaces  "@en ; skos:notation "1.2"^^<https://example.org/code> ; skos:closeMatch <https://example.org/other> .
:c skos:prefLabel "c"@en ; skos:related :b ; owl:deprecated true ; dcterms:isReplacedBy :b ; skos:changeNote [ dcterms:creator <https://example.org/eva> ; dcterms:date "2026-11-01"^^<http://www.w3.org/2001/XMLSchema#date> ; skos:note [ skos:note " " , "" ] ] ; skos:editorialNote "plain" .
<https://example.org/list> a skos:OrderedCollection ; skos:memberList ( :a :b ) .
<https://example.org/c/1x> skos:note 7 , 1.5 , true .
[] skos:note "nobody's" .
)";

TEST(ThesaurusFormats, RoundTripsLoseNothing) {
  const ReadThesaurus read = read_turtle_text(everything);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->find("b")->definition.at("en"), "One.\nTwo\ttabs \r end");
  EXPECT_GE(read.thesaurus->statements().size(), 20U);
  expect_round_trip(*read.thesaurus);
}

TEST(ThesaurusFormats, TheBundledOneRoundTrips) {
  const ReadThesaurus read = read_text(bundled_file(), ThesaurusFormat::turtle);
  ASSERT_TRUE(read.thesaurus) << read.words();
  expect_round_trip(*read.thesaurus);
}

// So that an editor may let the program put the file in order.
TEST(ThesaurusFormats, TurtleIsWrittenAsTheBundledFileIs) {
  const std::string file = bundled_file();
  const ReadThesaurus read = read_text(file, ThesaurusFormat::turtle);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_TRUE(file.substr(file.find("@prefix")) == written(*read.thesaurus, ThesaurusFormat::turtle));
}

}  // namespace
}  // namespace pramen::corpus
