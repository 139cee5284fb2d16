// An organisation's own names for things: synonyms.jsonl or synonyms.ttl beside the thesaurus, or beside none.
#include <gtest/gtest.h>

#include <algorithm>

#include "corpus/thesaurus.h"
#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

class Synonyms : public testing::Test {
 protected:
  const Thesaurus& read() {
    const auto schema = corpus_schema(folder_.path(), [](Problem&&) {});
    problems_.clear();
    thesaurus_ = corpus_thesaurus(folder_.path(), *schema, {}, [&](Problem&& problem) {
                   if (problem.severity == Severity::fault) problems_.push_back(to_text(problem));
                 }).value_or(Thesaurus());
    return thesaurus_;
  }
  static bool has(const Concept* one, const std::string& lang, const std::string& label) {
    if (one == nullptr || !one->alternative.contains(lang)) return false;
    const auto& labels = one->alternative.find(lang)->second;
    return std::ranges::find(labels, label) != labels.end();
  }

  const CorpusFolder folder_;
  Thesaurus thesaurus_;
  std::vector<std::string> problems_;
};

TEST_F(Synonyms, AddNamesToTheBundledConcepts) {
  folder_.write("synonyms.jsonl", R"({"id": "cooperative", "alt": {"sk": ["svojpomocný spolok"]}}
{"id": "our-programme", "pref": {"sk": "Naša výzva", "en": "Our call"}, "broader": ["cooperative"]}
)");
  folder_.write("synonyms.ttl", R"(@prefix : <https://w3id.org/pramen/concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:cooperative skos:hiddenLabel "druzstevko"@sk .
)");
  const Thesaurus& thesaurus = read();
  EXPECT_EQ(problems_, std::vector<std::string>{});
  const Concept* cooperative = thesaurus.find("cooperative");
  EXPECT_TRUE(has(cooperative, "sk", "svojpomocný spolok"));
  EXPECT_TRUE(has(cooperative, "sk", "družstevný podnik"));
  EXPECT_FALSE(cooperative->hidden.at("sk").empty());
  ASSERT_NE(thesaurus.find("our-programme"), nullptr);
  EXPECT_EQ(thesaurus.find("our-programme")->broader, std::vector<std::string>{"cooperative"});
}

TEST_F(Synonyms, FindConceptsByTheirIdWhateverTheIri) {
  folder_.write("thesaurus.ttl", R"(@prefix : <https://example.org/t/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:bank a skos:Concept ; skos:prefLabel "bank"@en .
)");
  folder_.write("synonyms.jsonl", R"({"id": "bank", "alt": {"en": ["lender"]}})");
  EXPECT_TRUE(has(read().find("bank"), "en", "lender"));
  EXPECT_EQ(thesaurus_.concepts().size(), 1U);
  EXPECT_EQ(problems_, std::vector<std::string>{});
}

TEST_F(Synonyms, FaultsHaveTheirPlaces) {
  const auto file = folder_.write("synonyms.jsonl", "\n{\"id\": \"cooperativ\", \"alt\": {\"sk\": [\"spolok\"]}}\n");
  read();
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_TRUE(problems_[0].starts_with(file.string() + ":2:")) << problems_[0];
  folder_.write("synonyms.jsonl", "{\"id\": ");
  read();
  EXPECT_TRUE(problems_.at(0).starts_with(file.string() + ":1:")) << problems_[0];
}

TEST_F(Synonyms, AreNoRecords) {
  folder_.write("synonyms.jsonl", R"({"id": "cooperative", "alt": {"sk": ["svojpomocný spolok"]}})");
  folder_.write("records.jsonl", json_record("a"));
  EXPECT_EQ(folder_.read().marks(), std::vector<std::string>{});
}

}  // namespace
}  // namespace pramen::corpus
