// Files made to do harm: each ends in a fault or a thesaurus, soon, and never in a crash.
#include <gtest/gtest.h>

#include "tests/corpus/thesaurus_text.h"

namespace pramen::corpus {
namespace {

constexpr ThesaurusFormat formats[] = {ThesaurusFormat::turtle, ThesaurusFormat::jsonld, ThesaurusFormat::rdfxml,
                                       ThesaurusFormat::lines, ThesaurusFormat::tbx};

std::string times(std::size_t count, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string first_rule(std::string text, ThesaurusFormat format) {
  const ReadThesaurus read = read_text(std::move(text), format);
  EXPECT_FALSE(read.thesaurus);
  return read.problems.empty() ? "" : read.problems.front().rule;
}

constexpr std::string_view rdf_head =
    "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e.org/\">";

TEST(HostileThesaurus, DeepNestingIsRefused) {
  constexpr std::size_t deep = 1'000'000;
  const std::string subject = "<http://e.org/a> <http://e.org/b> ";
  EXPECT_EQ(first_rule(subject + times(deep, "["), ThesaurusFormat::turtle), "broken-turtle");
  EXPECT_EQ(first_rule(subject + times(deep, "("), ThesaurusFormat::turtle), "broken-turtle");
  EXPECT_EQ(first_rule(subject + times(deep, "[<http://e.org/b> "), ThesaurusFormat::turtle), "broken-turtle");
  EXPECT_EQ(first_rule(times(deep, "["), ThesaurusFormat::jsonld), "broken-json");
  EXPECT_EQ(first_rule(times(deep, "{\"a\":"), ThesaurusFormat::lines), "broken-json");
  EXPECT_EQ(first_rule(std::string(rdf_head) + times(deep, "<e:a>") + times(deep, "</e:a>") + "</r:RDF>",
                       ThesaurusFormat::rdfxml),
            "broken-rdfxml");
  EXPECT_EQ(first_rule(std::string(rdf_head) + "<e:a>" + times(deep, "<e:a r:parseType=\"Resource\">") +
                           times(deep, "</e:a>") + "</e:a></r:RDF>",
                       ThesaurusFormat::rdfxml),
            "broken-rdfxml");
}

// TBX is read to a certain depth, whatever is below.
TEST(HostileThesaurus, DeepNestingInTbxIsPassedOver) {
  constexpr std::size_t deep = 300'000;
  const ReadThesaurus read = read_text(
      "<tbx xml:lang=\"en\"><text><body><conceptEntry id=\"a\"><langSec xml:lang=\"en\">"
      "<termSec><term>a" +
          times(deep, "<hi>") + times(deep, "</hi>") + "</term></termSec></langSec></conceptEntry></body></text></tbx>",
      ThesaurusFormat::tbx);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->find("a")->preferred.at("en"), "a");
}

TEST(HostileThesaurus, DeepNestingThatIsAllowedIsRead) {
  const std::string text =
      "<http://e.org/a> <http://e.org/b> " + times(64, "[<http://e.org/b> ") + "1" + times(64, "]") + " .";
  const ReadThesaurus read = read_text(text, ThesaurusFormat::turtle);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->statements().size(), 65U);
}

TEST(HostileThesaurus, NothingAndNonsense) {
  for (const ThesaurusFormat format : formats) {
    for (const std::string text :
         {"", "\n", "\xEF\xBB\xBF", "\"", "\\", "@", "{}", "[]", "<", "<a/>", "null", "\xFF\xFE", "a\0b"}) {
      const ReadThesaurus read = read_text(text, format);
      EXPECT_TRUE(read.thesaurus || !read.problems.empty()) << text;
    }
  }
}

TEST(HostileThesaurus, LongNamesDoNotMultiply) {
  const std::string space = "http://e.org/" + std::string(100'000, 'x');
  EXPECT_EQ(first_rule("@prefix p: <" + space + "> . p:a p:b p:c .", ThesaurusFormat::turtle), "broken-turtle");
  EXPECT_EQ(first_rule("@base <" + space + "> . <a> <b> <c> .", ThesaurusFormat::turtle), "broken-turtle");
  EXPECT_EQ(first_rule("{\"@context\": {\"a\": \"" + space + "\"}, \"a\": 1}", ThesaurusFormat::jsonld),
            "broken-jsonld");
  EXPECT_EQ(first_rule("{\"@context\": {\"@base\": \"" + space + "\"}, \"@id\": \"a\"}", ThesaurusFormat::jsonld),
            "broken-jsonld");
  EXPECT_EQ(first_rule("<r:RDF xmlns:r=\"" + space + "\"/>", ThesaurusFormat::rdfxml), "broken-rdfxml");
  std::string prefixes;
  for (int i = 0; i < 1000; ++i) prefixes += " xmlns:p" + std::to_string(i) + "=\"http://e.org/\"";
  EXPECT_EQ(first_rule("<r:RDF" + prefixes + "/>", ThesaurusFormat::rdfxml), "broken-rdfxml");
  EXPECT_EQ(first_rule("<http://e.org/a> <http://e.org/b> <http://e.org/" + std::string(2000, 'x') + "> .",
                       ThesaurusFormat::turtle),
            "bad-iri");
}

TEST(HostileThesaurus, TermsThatStandForEachOtherEnd) {
  const ReadThesaurus read = read_text(R"({"@context": {"a": "b", "b": "a", "c": "c:c", "d": "e:x", "e": "d:y"},
    "@id": "http://e.org/a", "a": 1, "c:x": 2, "d": 3, "d:z": 4})",
                                       ThesaurusFormat::jsonld);
  EXPECT_TRUE(read.thesaurus || !read.problems.empty());
}

TEST(HostileThesaurus, ALongChainAndARingAreWalked) {
  std::string chain;
  constexpr int length = 50'000;
  for (int i = 0; i < length; ++i) {
    chain += ":c" + std::to_string(i) + " skos:prefLabel \"" + std::to_string(i) + "\"@en ; skos:broader :c" +
             std::to_string((i + 1) % length) + " ; skos:related :c" + std::to_string((i + 25'000) % length) + " .\n";
  }
  const ReadThesaurus read = read_turtle_text(chain);
  EXPECT_FALSE(read.thesaurus);
  EXPECT_NE(read.words().find("stands above itself"), std::string::npos);
}

TEST(HostileThesaurus, AMillionLabelsOfOneConceptAreTooMany) {
  std::string block = ":a skos:prefLabel \"a\"@en ; skos:altLabel \"\"@en";
  block.reserve(20'000'000);
  for (int i = 0; i < 1'000'001; ++i) block += ",\"" + std::to_string(i) + "\"@en";
  const ReadThesaurus read = read_turtle_text(block + " .\n");
  EXPECT_FALSE(read.thesaurus);
  EXPECT_NE(read.words().find("at most 1000000 are read"), std::string::npos) << read.words().substr(0, 1000);
}

TEST(HostileThesaurus, AHugeLiteralIsOnlyALiteral) {
  const std::string text = "<http://e.org/a> <http://e.org/b> \"\"\"" + std::string(20'000'000, '\n') + "\"\"\" .";
  const ReadThesaurus read = read_text(text, ThesaurusFormat::turtle);
  ASSERT_TRUE(read.thesaurus) << read.words();
  EXPECT_EQ(read.thesaurus->statements()[0].object.size(), 20'000'000U);
}

}  // namespace
}  // namespace pramen::corpus
