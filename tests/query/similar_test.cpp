#include "query/similar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "stemmers/folding.h"
#include "stemmers/language.h"
#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

using tests::build_lines;
using tests::record_line;
using tests::TemporaryFolder;

class Similarity : public testing::Test {
 protected:
  // With records beside those asked about, so that what these share is rare.
  void build(std::vector<std::string> lines) {
    for (int i = 0; i < 30; ++i)
      lines.push_back(record_line("other" + std::to_string(i), "sk", "Iné", "celkom iné slová", facts("sk", "youth")));
    ASSERT_NE(build_lines(folder_, lines).generation, 0U);
    database_ = Database::open(folder_ / "db");
  }
  static std::string facts(const std::string& country, const std::string& topic, const std::string& more = "") {
    return R"("country": ")" + country + R"(", "topics": [")" + topic + "\"]" + more;
  }
  std::vector<std::string> ids(const std::string& id, const std::string& lang = "sk", std::size_t limit = 5) {
    found_ = *database_->similar(id, lang, limit);
    std::vector<std::string> list;
    for (const SimilarRecord& record : found_.similar) list.push_back(record.id);
    return list;
  }

  const TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
  SimilarRecords found_;
};

using Ids = std::vector<std::string>;

TEST_F(Similarity, OtherCountriesComeBeforeTheOwn) {
  build({record_line("it", "sk", "To", "", facts("sk", "housing")),
         record_line("a-home", "sk", "Doma", "", facts("sk", "housing")),
         record_line("b-abroad", "de", "Anderswo", "", facts("at", "housing")),
         record_line("c-abroad", "de", "Auch anderswo", "Ganz andere Wörter.", facts("hu", "housing"))});
  EXPECT_EQ(ids("it"), (Ids{"b-abroad", "c-abroad", "a-home"}));
  EXPECT_GE(found_.similar[2].score, found_.similar[1].score) << "however like it is";
  EXPECT_EQ(found_.similar[0].country, "at");
  EXPECT_EQ(found_.similar[0].why, "Spoločné majú: témy (bývanie).");
  EXPECT_EQ(found_.similar[0].title, "Anderswo");
  EXPECT_EQ(found_.similar[0].lang, "de");
}

TEST_F(Similarity, TheSameKindComesBeforeOthers) {
  std::string definition = record_line("a-definition", "sk", "Pojem", "", facts("at", "housing"));
  definition.replace(definition.find("case_study"), 10, "definition");
  build({record_line("it", "sk", "To", "", facts("sk", "housing")), definition,
         record_line("b-practice", "sk", "Prax", "", facts("at", "housing"))});
  EXPECT_EQ(ids("it"), (Ids{"b-practice", "a-definition"}));
  EXPECT_NEAR(found_.similar[1].score, found_.similar[0].score * other_kind_factor, 1e-9);
}

TEST_F(Similarity, EqualsAreInTheOrderOfTheirIds) {
  build({record_line("c", "sk", "x", "", facts("at", "housing")),
         record_line("b", "sk", "y", "", facts("hu", "housing")),
         record_line("it", "sk", "z", "", facts("sk", "housing")),
         record_line("d", "sk", "w", "", facts("cz", "housing"))});
  EXPECT_EQ(ids("it"), (Ids{"b", "c", "d"}));
  EXPECT_EQ(ids("it", "sk", 2), (Ids{"b", "c"}));
}

TEST_F(Similarity, RareWordsAreSharedInAnyForm) {
  build({record_line("it", "sk", "Prvý", "V osadách pracujú asistentky."),
         record_line("same", "sk", "Druhý", "Asistentka navštevuje osadu."),
         record_line("none", "sk", "Tretí", "Vlak ide do mesta.")});
  EXPECT_EQ(ids("it"), Ids{"same"});
  std::vector<std::string> words = found_.similar[0].words;
  std::ranges::sort(words);
  EXPECT_EQ(words, (std::vector<std::string>{"asistentka", "osada"}));
  EXPECT_TRUE(found_.similar[0].shared.empty());
}

TEST_F(Similarity, WordsAreWrittenAsTheRecordWritesThem) {
  build({record_line("it", "de", "Eins", "Die Wohnungen der Caritas. Jugendliche, NEET genannt."),
         record_line("b", "de", "Zwei", "Eine Wohnung bei Caritas, für NEET."),
         record_line("s", "sk", "Tri", "Asistentka pracuje."), record_line("t", "sk", "Štyri", "Asistentky pracujú.")});
  EXPECT_EQ(ids("it", "de"), Ids{"b"});
  std::vector<std::string> words = found_.similar[0].words;
  std::ranges::sort(words);
  EXPECT_EQ(words, (std::vector<std::string>{"Caritas", "NEET", "Wohnung"}));
  EXPECT_EQ(ids("s"), Ids{"t"});
  EXPECT_NE(std::ranges::find(found_.similar[0].words, "asistentka"), found_.similar[0].words.end());
}

TEST_F(Similarity, ConceptsAreSharedAcrossLanguages) {
  build({record_line("it", "sk", "Prvý", "Beží tu občianska hliadka aj participatívny rozpočet mesta."),
         record_line("same", "de", "Zwei", "Ein Bürgerhaushalt."), record_line("none", "de", "Drei", "Ein Zug.")});
  EXPECT_EQ(ids("it"), Ids{"same"});
  EXPECT_TRUE(found_.similar[0].words.empty());
  ASSERT_EQ(found_.similar[0].concepts.size(), 1U);
  EXPECT_EQ(found_.similar[0].concepts[0].label, "participatívny rozpočet");
  EXPECT_EQ(found_.similar[0].why, "Spoločné majú: pojmy (participatívny rozpočet).");
}

TEST_F(Similarity, WhatMostRecordsShareIsNoReason) {
  build({record_line("it", "sk", "To", "celkom iné slová"), record_line("a", "sk", "Ono", "celkom iné slová")});
  EXPECT_EQ(ids("it"), Ids{});
}

TEST_F(Similarity, MarksWhatTheRecordNamesItself) {
  build({record_line("it", "sk", "To", "", facts("sk", "housing", R"(, "related": ["a"])")),
         record_line("a", "sk", "Ono", "", facts("at", "housing")),
         record_line("b", "sk", "Iné", "", facts("at", "housing"))});
  EXPECT_EQ(ids("it"), (Ids{"a", "b"}));
  EXPECT_TRUE(found_.similar[0].related);
  EXPECT_FALSE(found_.similar[1].related);
}

TEST_F(Similarity, UnknownIdsGiveNothing) {
  build({record_line("it", "sk", "To")});
  for (const char* id : {"nobody", "", "../it", "IT"}) EXPECT_FALSE(database_->similar(id, "sk", 5)) << id;
  EXPECT_TRUE(database_->similar("it", "", 5)->similar.empty());
}

// --- the bundled corpus ---------------------------------------------------------

// Every form of a record and its base forms, in all its languages, as the index reads them.
std::set<std::string> words_of(const corpus::Record& record, const stemmers::Languages& languages) {
  std::set<std::string> words;
  for (const auto& [lang, text] : record.texts) {
    std::string all = text.title + "\n" + text.summary + "\n" + text.body;
    for (const std::string& name : text.alternative) all += "\n" + name;
    const stemmers::Language& language = *languages.find(lang);
    std::set<std::string> forms;  // the same form may have other base forms in another language
    for (const stemmers::Token& token : language.analyse(all, stemmers::Side::index)) {
      if (!forms.insert(token.word->exact).second) continue;
      words.insert(token.word->exact);
      for (const std::string& lemma : language.indexed(token.word->exact).lemmas) words.insert(lemma);
    }
  }
  return words;
}

bool holds(const std::set<std::string>& words, const std::string& word, const stemmers::Languages& languages) {
  const std::string form = stemmers::fold_case(word);
  if (words.contains(form)) return true;
  return std::ranges::any_of(
      languages.all(), [&](const auto& language) { return words.contains(language->indexed(form).lemmas.front()); });
}

// A search for the concept finds the record.
bool names_concept(const std::string& id, const std::string& subject) {
  static std::map<std::string, std::set<std::string>> known;
  const auto [found, fresh] = known.try_emplace(subject);
  if (fresh) {
    for (std::string& one : all_ids(*bundled(), {.words = "concept:" + subject})) found->second.insert(std::move(one));
  }
  return found->second.contains(id);
}

TEST(SimilarInTheBundledCorpus, EverySentenceIsTrue) {
  const corpus::Schema& schema = bundled()->schema();
  const stemmers::Languages languages;
  const std::vector<std::string> readers = {"sk", "cs", "de", "hu", "bg", "en", ""};
  std::size_t number = 0, said = 0;
  for (const std::string& id : all_ids(*bundled(), {})) {
    const corpus::Record own = *bundled()->record(id);
    const std::set<std::string> own_words = words_of(own, languages);
    const auto found = bundled()->similar(id, readers[number++ % readers.size()], 5);
    ASSERT_TRUE(found);
    for (const SimilarRecord& one : found->similar) {
      const corpus::Record other = *bundled()->record(one.id);
      EXPECT_NE(one.id, id);
      EXPECT_FALSE(one.shared.empty() && one.concepts.empty() && one.words.empty()) << id << " " << one.id;
      for (const SharedValue& named : one.concepts) {
        for (const std::string& record : {id, one.id})
          EXPECT_TRUE(names_concept(record, named.value)) << record << " " << named.value;
      }
      for (const SharedFacet& facet : one.shared) {
        EXPECT_NE(facet.facet, "country");
        for (const SharedValue& value : facet.values) {
          for (const corpus::Record* record : {&own, &other}) {
            const auto values = corpus::facet_values(*record, *schema.facet(facet.facet));
            EXPECT_NE(std::ranges::find(values, value.value), values.end()) << record->id << " " << value.value;
          }
        }
      }
      const std::set<std::string> other_words = words_of(other, languages);
      for (const std::string& word : one.words) {
        EXPECT_TRUE(holds(own_words, word, languages)) << id << " " << word;
        EXPECT_TRUE(holds(other_words, word, languages)) << one.id << " " << word;
      }
      const std::string named = !one.shared.empty()     ? one.shared[0].values[0].label
                                : !one.concepts.empty() ? one.concepts[0].label
                                                        : one.words[0];
      EXPECT_NE(one.why.find(named), std::string::npos) << one.why;
      ++said;
    }
  }
  EXPECT_GT(said, number * 3);
}

TEST(SimilarInTheBundledCorpus, ElsewhereFirstAndThereTheMostAlike) {
  for (const std::string& id : all_ids(*bundled(), {.filters = {{"kind", {"case_study"}}}})) {
    const auto five = bundled()->similar(id, "en", 5)->similar, twenty = bundled()->similar(id, "en", 20)->similar;
    const std::string country =
        corpus::facet_values(*bundled()->record(id), *bundled()->schema().facet("country")).at(0);
    for (std::size_t i = 0; i < twenty.size(); ++i) {
      EXPECT_TRUE(i >= five.size() || five[i].id == twenty[i].id);
      EXPECT_GE(twenty[i].score, min_similar_score);
      EXPECT_LE(twenty[i].score, 1);
      if (i == 0) continue;
      const SimilarRecord &before = twenty[i - 1], &one = twenty[i];
      const bool home_before = before.country == country, home = one.country == country;
      EXPECT_LE(home_before, home) << id;
      EXPECT_TRUE(home_before != home || before.score > one.score || (before.score == one.score && before.id < one.id))
          << id;
    }
  }
}

}  // namespace
}  // namespace pramen::query
