// JSON-LD as others export it.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

using Marks = std::vector<std::string>;

ReadThesaurus read(std::string text) { return read_text(std::move(text), ThesaurusFormat::jsonld); }

TEST(JsonldReader, ReadsACompactedThesaurusWithAliases) {
  const ReadThesaurus found = read(R"({
  "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "uri": "@id", "type": "@type", "lang": "@language",
    "value": "@value", "graph": "@graph", "label": "skos:prefLabel", "prefLabel": "label", "@base": "http://example.org/c/",
    "broader": {"@id": "skos:broader", "@type": "@id"}, "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "narrower": {"@id": "skos:narrower", "@type": "@id", "@container": "@set"}},
  "graph": [
    {"uri": "s", "type": "skos:ConceptScheme"},
    {"uri": "a", "type": ["skos:Concept"], "prefLabel": {"lang": "en", "value": "a"}, "narrower": ["b"], "unknown": 7,
     "altLabel": {"en": ["x", "y"], "sk": "z"}, "skos:inScheme": {"uri": "s"}},
    {"uri": "b", "type": "skos:Concept", "prefLabel": [{"lang": "en", "value": "b"}], "broader": "a",
     "skos:inScheme": {"uri": "http://example.org/c/s"}}
  ]
})");
  ASSERT_TRUE(found.thesaurus) << found.words();
  EXPECT_EQ(found.marks(), Marks{});
  const Concept* one = found.thesaurus->find("a");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->iri, "http://example.org/c/a");
  EXPECT_EQ(one->preferred.at("en"), "a");
  EXPECT_EQ(one->alternative.at("en"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(one->narrower, std::vector<std::string>{"b"});
}

TEST(JsonldReader, ReadsAnExpandedThesaurus) {
  const ReadThesaurus found =
      read(R"([{"@id": "http://example.org/a", "@type": ["http://www.w3.org/2004/02/skos/core#Concept"],
  "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "a", "@language": "en"}],
  "http://www.w3.org/2004/02/skos/core#note": [{"@list": [{"@value": 1}, true, 2.5]}],
  "@reverse": {"http://www.w3.org/2004/02/skos/core#member": {"@id": "http://example.org/g"}}}])");
  ASSERT_TRUE(found.thesaurus) << found.words();
  EXPECT_EQ(found.thesaurus->concepts().size(), 1U);
  EXPECT_EQ(found.thesaurus->statements().size(), 8U);
}

// As JSON-LD has them: integers however long, other numbers as doubles in their canonical form.
TEST(JsonldReader, KeepsNumbersAsTheyAre) {
  const ReadThesaurus found = read(R"({"@id": "http://e.org/a", "http://e.org/p":
    [3.14159265358979, 12345678901234567890, -7, 3.5, 1e3, 0.1]})");
  ASSERT_TRUE(found.thesaurus) << found.words();
  std::vector<std::string> numbers;
  for (const Statement& one : found.thesaurus->statements())
    numbers.push_back(one.object + " " + one.datatype.substr(one.datatype.find('#') + 1));
  std::ranges::sort(numbers);
  EXPECT_EQ(numbers, (std::vector<std::string>{"-7 integer", "1.0E-1 double", "1.0E3 double",
                                               "12345678901234567890 integer", "3.14159265358979E0 double",
                                               "3.5E0 double"}));
}

TEST(JsonldReader, RefusesWhatItDoesNotUnderstand) {
  EXPECT_EQ(read(R"({"@context": "https://example.org/context.jsonld"})").marks(), Marks{"1:14 remote-context"});
  EXPECT_EQ(read(R"({"@context": [{}, "x"]})").marks(), Marks{"1:19 remote-context"});
  EXPECT_EQ(read(R"({"@context": {"a": {"@id": "b", "@nest": "c"}}})").marks(), Marks{"1:33 broken-jsonld"});
  EXPECT_EQ(read(R"({"http://e.org/p": {"@context": {}}})").marks(), Marks{"1:21 broken-jsonld"});
  EXPECT_EQ(read(R"({"@graph": 7})").marks(), Marks{"1:12 broken-jsonld"});
  EXPECT_EQ(read("{\"@graph\": [}").marks(), Marks{"1:13 broken-json"});
}

}  // namespace
}  // namespace pramen::corpus
