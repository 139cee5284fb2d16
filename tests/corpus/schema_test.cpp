#include "corpus/schema.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

std::vector<Problem> faults_of(const CorpusFolder& folder) {
  std::vector<Problem> problems;
  const auto schema = Schema::load(folder.path(), [&](Problem&& problem) { problems.push_back(std::move(problem)); });
  EXPECT_EQ(schema.has_value(), problems.empty());
  return problems;
}

std::string read(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

TEST(Schema, TheBundledOneIsWhole) {
  const Schema schema = Schema::bundled();
  EXPECT_EQ(schema.languages().size(), 6u);
  EXPECT_EQ(schema.kinds().size(), 3u);
  EXPECT_EQ(schema.facets().size(), 11u);
  EXPECT_EQ(schema.facet("year")->vocabulary, nullptr);
  EXPECT_TRUE(schema.facet("kind")->vocabulary->find("case_study"));
  EXPECT_TRUE(schema.facet("languages")->vocabulary->find("bg"));
  EXPECT_EQ(schema.vocabulary("country")->index_of("sk"), 0u);
  EXPECT_EQ(label_in(schema.field("city")->labels, "xx", "-"), "place");
  EXPECT_EQ(schema.fingerprint().size(), 32u);
}

TEST(Schema, FacetsStayRightWhenTheSchemaMoves) {
  Schema schema = Schema::bundled();
  const Vocabulary* vocabulary = schema.facet("topics")->vocabulary;
  const Schema moved = std::move(schema);
  EXPECT_EQ(moved.facet("topics")->vocabulary, vocabulary);
  EXPECT_EQ(moved.vocabulary("topics"), vocabulary);
}

TEST(Schema, SavesWhatItLoads) {
  CorpusFolder folder;
  const Schema schema = Schema::bundled();
  schema.save(folder.path());
  const auto again = Schema::load(folder.path(), nullptr);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fingerprint(), schema.fingerprint());
}

TEST(Schema, NamesEachFaultByPlace) {
  CorpusFolder folder;
  Schema::bundled().save(folder.path());
  const std::string whole = read(folder / "schema.json");
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = whole;
    text.replace(text.find(from), from.size(), to);
    folder.write("schema.json", text);
    return faults_of(folder);
  };
  EXPECT_EQ(with("\"schema\": 1", "\"schema\": 2").at(0).rule, "broken-schema");
  EXPECT_EQ(with("\"schema\": 1,", "\"schema\": 1,,").at(0).rule, "broken-json");
  EXPECT_FALSE(with("\"on_request\": true", "\"on_request\": 1").empty());
  EXPECT_FALSE(with("\"name\": \"city\"", "\"name\": \"outdated\"").empty());
  EXPECT_FALSE(with("\"type\": \"integer\"", "\"type\": \"int\"").empty());
  EXPECT_FALSE(with("\"name\": \"city\"", "\"name\": \"country\"").empty());
  EXPECT_FALSE(with("\"name\": \"city\"", "\"name\": \"title\"").empty());
  EXPECT_FALSE(with("\"vocabulary\": \"topics\"", "\"vocabulary\": \"topic\"").empty());
  EXPECT_EQ(with("\"name\": \"runs\"", "\"name\": \"city\"").size(), 1U);
  EXPECT_EQ(with("\"name\": \"runs\"", "\"name\": \"Runs!\"").size(), 1U);
  EXPECT_EQ(with("{\"name\": \"runs\",", "{").size(), 1U);
  EXPECT_EQ(with("\"inverse\": {\"name\": \"runs\"", "\"inverse\": [], \"x\": {\"name\": \"runs\"").size(), 2U);
  EXPECT_EQ(with("\"name\": \"run_by\", \"type\": \"records\"", "\"name\": \"run_by\", \"type\": \"string\"").size(),
            1U);
  const auto ranking = [&](const std::string& text) {
    return with("\"schema\": 1,", "\"schema\": 1, \"ranking\": " + text + ",");
  };
  EXPECT_TRUE(
      ranking(R"({"kinds": {"definition": 1.5}, "recency": {"facet": "year", "half_life": 5, "gain": 0.2}})").empty());
  for (const char* wrong :
       {"[]", R"({"kind": {}})", R"({"kinds": {"definitions": 2}})", R"({"kinds": {"definition": 0}})",
        R"({"kinds": {"definition": "2"}})", R"({"recency": {"facet": "country", "half_life": 5, "gain": 0.2}})",
        R"({"recency": {"facet": "year", "gain": 0.2}})",
        R"({"recency": {"facet": "year", "half_life": 5, "gain": 11}})"})
    EXPECT_EQ(ranking(wrong).size(), 1U) << wrong;
  const auto problems = with("\"name\": \"city\", \"type\": \"string\"", "\"name\": \"city\", \"typo\": \"string\"");
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].where.file, (folder / "schema.json").string());
  EXPECT_GT(problems[0].where.line, 1u);
}

TEST(Schema, AVocabularyIsCheckedToo) {
  CorpusFolder folder;
  Schema::bundled().save(folder.path());
  folder.write("vocabulary/stage.json",
               "{\"vocabulary\": \"stage\", \"values\": [\n {\"key\": \"a\", \"labels\": {}, \"broader\": [\"b\"]},\n"
               " {\"key\": \"a\", \"labels\": {}}]}");
  const auto problems = faults_of(folder);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].where.line, 2u);
  EXPECT_EQ(problems[1].where.line, 3u);
}

TEST(Schema, NoValueStandsAboveItself) {
  CorpusFolder folder;
  Schema::bundled().save(folder.path());
  folder.write("vocabulary/stage.json",
               "{\"vocabulary\": \"stage\", \"values\": [\n {\"key\": \"a\", \"labels\": {}, \"broader\": [\"b\"]},\n"
               " {\"key\": \"b\", \"labels\": {}, \"broader\": [\"a\"]},\n"
               " {\"key\": \"c\", \"labels\": {}, \"broader\": [\"a\"]}]}");
  const auto problems = faults_of(folder);
  ASSERT_EQ(problems.size(), 2u);  // c only lies below the circle
  EXPECT_EQ(problems[0].where.line, 2u);
  EXPECT_EQ(problems[1].where.line, 3u);
}

TEST(Schema, ANewFieldIsARow) {
  CorpusFolder folder;
  Schema::bundled().save(folder.path());
  std::string text = read(folder / "schema.json");
  const std::string_view fields = "\"fields\": [";
  text.insert(text.find(fields) + fields.size(),
              "{\"name\": \"budget\", \"type\": \"number\", \"minimum\": 0, \"labels\": {\"en\": \"budget\"}},");
  folder.write("schema.json", text);
  folder.write("records/definition/x.sk.md", definition("budget: 12.5\n"));
  const Reading reading = folder.read();
  ASSERT_EQ(reading.records.size(), 1u);
  EXPECT_EQ(std::get<double>(*reading.records[0].fact("budget")), 12.5);
}

}  // namespace
}  // namespace pramen::corpus
