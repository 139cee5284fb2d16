// Searching through concepts, from a thesaurus in Turtle to the hits; and the recognition in texts against a
// walk by hand over every label at every word.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "query/database.h"
#include "stemmers/language.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::record_line;
using tests::TemporaryFolder;
using Ids = std::vector<std::string>;

constexpr std::string_view head =
    "@prefix : <https://example.org/c/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix pramen: <https://w3id.org/pramen/schema#> .\n"
    "<https://example.org/c> a skos:ConceptScheme .\n";

std::string concept_block(const std::string& id, const std::string& rest) {
  return fmt::format(":{} a skos:Concept ; skos:inScheme <https://example.org/c> ; {} .\n", id, rest);
}

class SearchingByConcepts : public testing::Test {
 protected:
  void build(const std::string& concepts, const std::vector<std::string>& lines) {
    std::vector<corpus::Problem> problems;
    const std::filesystem::path made = folder_.write("made.ttl", std::string(head) + concepts);
    const auto report = tests::build_lines(folder_, lines, {.thesauri = {made}}, &problems);
    ASSERT_NE(report.generation, 0U) << (problems.empty() ? "" : to_text(problems.front()));
    database_ = Database::open(folder_ / "db");
  }
  Ids ids(const Request& request) {
    answer_ = database_->search(request);
    Ids found;
    for (const Hit& hit : answer_.hits) found.push_back(hit.id);
    return found;
  }
  Ids ids(const std::string& words, const std::string& lang = "sk") {
    return ids(Request{.words = words, .lang = lang, .match = Match::all});
  }

  const TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
  Answer answer_;
};

// Words that the bundled thesaurus does not have.
const std::string mill = concept_block(
    "made-mill",
    "skos:prefLabel \"vodný mlyn\"@sk, \"vízimalom\"@hu, \"Wassermühle\"@de, \"water mill\"@en ; skos:altLabel "
    "\"mlyn na vodu\"@sk ; skos:hiddenLabel \"vodnik\"@sk");
const std::string boat_mill =
    concept_block("made-boat-mill", "skos:prefLabel \"lodný mlyn\"@sk, \"hajómalom\"@hu ; skos:broader :made-mill");

TEST_F(SearchingByConcepts, FindsInOtherLanguagesWhatOnlyTheConceptJoins) {
  build(mill + boat_mill, {record_line("slovak", "sk", "Obnova vodných mlynov"),
                           record_line("hungarian", "hu", "Két vízimalom felújítása"),
                           record_line("boat", "hu", "A hajómalmok története"), record_line("other", "hu", "Egy ház")});
  EXPECT_EQ(ids("vodný mlyn").front(), "slovak");
  EXPECT_EQ(ids("mlyny na vodu").size(), 3U);
  EXPECT_EQ(answer_.total, 3U);
  EXPECT_EQ(ids("Wassermühlen", "de").size(), 3U);
  EXPECT_EQ(ids("lodný mlyn"), (Ids{"boat"}));
  EXPECT_EQ(ids("concept:made-mill").size(), 3U);
  EXPECT_EQ(ids("concept:made-mill -concept:\"lodný mlyn\"").size(), 2U);
}

TEST_F(SearchingByConcepts, SaysThroughWhichConceptAndMarksItThere) {
  build(mill, {record_line("hungarian", "hu", "Felújítás", "Egy régi vízimalmot mentettek meg.")});
  EXPECT_EQ(ids("vodné mlyny"), Ids{"hungarian"});
  EXPECT_EQ(answer_.hits[0].why, "Obsahuje „vízimalmot“ cez pojem „vodný mlyn“.");
  EXPECT_EQ(answer_.hits[0].snippet, "Egy régi <mark>vízimalmot</mark> mentettek meg.");
  ASSERT_EQ(answer_.concepts.size(), 1U);
  EXPECT_EQ(answer_.concepts[0].id, "made-mill");
  EXPECT_EQ(answer_.concepts[0].text, "vodné mlyny");
}

// What is no longer said leads to what took its place, over a further step too.
TEST_F(SearchingByConcepts, ADeprecatedNameLeadsToWhatReplacedIt) {
  const std::string deprecated = " ; <http://www.w3.org/2002/07/owl#deprecated> true ; "
                                 "<http://purl.org/dc/terms/isReplacedBy> ";
  build(concept_block("new", "skos:prefLabel \"kvasinka\"@sk , \"Hefepilz\"@de") +
            concept_block("old", "skos:prefLabel \"droždianka\"@sk" + deprecated + ":new") +
            concept_block("older", "skos:prefLabel \"kvasnianka\"@sk" + deprecated + ":old"),
        {record_line("a", "de", "Ein Hefepilz"), record_line("b", "sk", "O droždianke")});
  EXPECT_EQ(ids("droždianka"), (Ids{"b", "a"}));
  EXPECT_EQ(ids("kvasnianka"), (Ids{"a", "b"}));
  EXPECT_EQ(ids("Hefepilz", "de"), (Ids{"a", "b"}));
  ASSERT_EQ(answer_.concepts.size(), 1U);
  EXPECT_EQ(answer_.concepts.front().id, "new");
}

TEST_F(SearchingByConcepts, NamesTheLongestConceptAndNoneWithinIt) {
  const std::string plain_mill =
      concept_block("made-plain-mill", "skos:prefLabel \"mlyn\"@sk, \"malom\"@hu ; skos:narrower :made-mill");
  build(mill + plain_mill, {record_line("both", "hu", "Egy vízimalom és egy malom")});
  EXPECT_EQ(ids("vodný mlyn"), Ids{"both"});
  EXPECT_EQ(answer_.hits[0].why, "Obsahuje „vízimalom“ cez pojem „vodný mlyn“.");
  EXPECT_EQ(ids("mlyn"), Ids{"both"});
  EXPECT_NE(answer_.hits[0].why.find("pojem"), std::string::npos);
}

TEST_F(SearchingByConcepts, CanBeTurnedOff) {
  build(mill, {record_line("hungarian", "hu", "Egy vízimalom")});
  EXPECT_EQ(ids("vodný mlyn"), Ids{"hungarian"});
  EXPECT_EQ(
      ids(Request{.words = "vodný mlyn", .lang = "sk", .match = Match::all, .without = {indexer::Tier::concepts}}),
      Ids{});
  EXPECT_TRUE(answer_.concepts.empty());
}

TEST_F(SearchingByConcepts, TakesWordsThatAreMeantExactlyAsTheyStand) {
  build(mill, {record_line("hungarian", "hu", "Egy vízimalom")});
  for (const char* query : {"\"vodný mlyn\"", "=vodný mlyn", "vodn* mlyn", "title:vodný mlyn", "mlyn vodný"})
    EXPECT_EQ(ids(query), Ids{}) << query;
  EXPECT_EQ(ids("vodný mlyn OR nič"), Ids{"hungarian"});
  EXPECT_EQ(ids("(vodný mlyn) vízimalom"), Ids{"hungarian"});
  EXPECT_EQ(ids("vízimalom -vodný"), Ids{"hungarian"});
}

TEST_F(SearchingByConcepts, TellsWordsThatOnlyMarksTellApart) {
  build(concept_block("made-flat", "skos:prefLabel \"byt\"@sk, \"zzlakás\"@hu"),
        {record_line("verb", "sk", "Chcú tu byť"), record_line("flat", "sk", "Nové byty"),
         record_line("hungarian", "hu", "Zzlakás")});
  EXPECT_EQ(ids("concept:made-flat").size(), 2U);
  EXPECT_EQ(std::ranges::count(ids("byť"), "hungarian"), 0);
  EXPECT_EQ(std::ranges::count(ids("byty"), "hungarian"), 1);
  EXPECT_EQ(ids("vodny mlyn"), Ids{});
}

TEST_F(SearchingByConcepts, ReadsWordsTypedWithoutMarks) {
  build(mill, {record_line("hungarian", "hu", "Egy vízimalom")});
  EXPECT_EQ(ids("vodny mlyn"), Ids{"hungarian"});
  EXPECT_EQ(ids("vizimalmok", "hu"), Ids{"hungarian"});
}

TEST_F(SearchingByConcepts, RecognisesTextsWrittenWithoutMarks) {
  build(concept_block("made-thing", "skos:prefLabel \"sociálna škatuľa\"@sk"),
        {record_line("plain", "sk", "Socialne skatule"), record_line("marked", "sk", "Sociálne škatule")});
  EXPECT_EQ(ids("concept:made-thing").size(), 2U);
}

TEST_F(SearchingByConcepts, NeedsTheWordsOfALabelSideBySide) {
  build(mill, {record_line("apart", "sk", "Názov", "Tok je vodný. Mlyn stojí."),
               record_line("comma", "sk", "Názov", "Kanál vodný, mlyn starý."),
               record_line("there", "sk", "Názov", "Starý vodný mlyn.")});
  EXPECT_EQ(ids("concept:made-mill"), Ids{"there"});
}

TEST_F(SearchingByConcepts, TakesHiddenLabelsFromQueriesOnly) {
  build(mill, {record_line("says", "sk", "Vodnik"), record_line("hungarian", "hu", "Vízimalom")});
  EXPECT_EQ(ids("concept:made-mill"), Ids{"hungarian"});
  EXPECT_EQ(ids("vodnik"), (Ids{"says", "hungarian"}));
}

TEST_F(SearchingByConcepts, TakesCapitalsThatAreAWordInSmallLettersFromCapitalsOnly) {
  build(concept_block("made-wise",
                      "skos:prefLabel \"made integration firm\"@en, \"made integračná firma\"@sk ; "
                      "skos:altLabel \"WISE\"@en, \"QZX\"@en"),
        {record_line("clever", "en", "A wise choice"), record_line("firm", "sk", "Made integračná firma"),
         record_line("short", "en", "The qzx of Vienna")});
  EXPECT_EQ(ids("WISE", "en"), (Ids{"clever", "firm", "short"}));
  EXPECT_EQ(ids("wise", "en"), Ids{"clever"});
  EXPECT_EQ(ids("QZX", "en").size(), 2U);
  EXPECT_EQ(ids("concept:made-wise", "en").size(), 2U);
}

TEST_F(SearchingByConcepts, KnowsValuesOfFacetsByName) {
  build("", {record_line("there", "de", "Ein Haus", "", "\"country\": \"hu\", \"topics\": [\"housing\"]"),
             record_line("elsewhere", "de", "Ein Haus", "", "\"country\": \"at\"")});
  EXPECT_EQ(ids("Maďarsko"), Ids{"there"});
  EXPECT_EQ(answer_.hits[0].why, "Obsahuje pojem „Maďarsko“ podľa údajov záznamu.");
  EXPECT_EQ(answer_.concepts[0].id, "country/hu");
}

TEST_F(SearchingByConcepts, HoldsARecordForWhatItDefines) {
  build(concept_block("made-thing", "skos:prefLabel \"vymyslená vec\"@sk ; pramen:definition \"the-definition\""),
        {R"({"id": "the-definition", "kind": "definition", "original": "hu", "texts": {"hu": {"title": "Valami"}}})"});
  EXPECT_EQ(ids("vymyslenú vec"), Ids{"the-definition"});
}

TEST_F(SearchingByConcepts, ReadsPartsOfALongerNameToo) {
  build(mill + concept_block("made-mill-museum", "skos:prefLabel \"múzeum vodných mlynov\"@sk"),
        {record_line("both", "hu", "Vízimalom"), record_line("nothing", "hu", "Semmi")});
  EXPECT_EQ(ids(Request{.words = "múzeum vodných mlynov", .lang = "sk"}), Ids{"both"});
  EXPECT_EQ(answer_.partial, 1U);
}

TEST_F(SearchingByConcepts, SaysWhereThereIsNoSuchConcept) {
  build(mill, {record_line("hungarian", "hu", "Egy vízimalom")});
  EXPECT_EQ(ids("concept:nothing-like-it vízimalom"), Ids{"hungarian"});
  ASSERT_EQ(answer_.problems.size(), 1U);
  EXPECT_EQ(answer_.problems[0].code, Oddity::value_unknown);
}

// --- by hand ------------------------------------------------------------------

class ByHand {
 public:
  ByHand(const stemmers::Language& language, std::vector<std::pair<std::string, std::string>> labels)
      : language_(language) {
    for (auto& [id, label] : labels) labels_.emplace_back(id, language.analyse(label, stemmers::Side::index));
  }

  // From the left the longest label at each word; what it covers is not looked at again.
  std::set<std::string> concepts(const std::string& text) const {
    const std::vector<stemmers::Token> words = language_.analyse(text, stemmers::Side::index);
    std::set<std::string> found;
    for (std::size_t at = 0; at < words.size();) {
      std::size_t longest = 0;
      for (const auto& [id, label] : labels_) longest = std::max(longest, fits(label, words, at) ? label.size() : 0);
      for (const auto& [id, label] : labels_) {
        if (longest > 0 && label.size() == longest && fits(label, words, at)) found.insert(id);
      }
      at += std::max<std::size_t>(longest, 1);
    }
    return found;
  }

 private:
  bool fits(const std::vector<stemmers::Token>& label, const std::vector<stemmers::Token>& words,
            std::size_t at) const {
    if (at + label.size() > words.size()) return false;
    for (std::size_t i = 0; i < label.size(); ++i) {
      if (i > 0 && words[at + i].begin > words[at + i - 1].end + 1) return false;
      const stemmers::Word word = language_.indexed(words[at + i].word->exact);
      if (std::ranges::find_first_of(word.lemmas, label[i].word->lemmas) == word.lemmas.end()) return false;
    }
    return true;
  }

  const stemmers::Language& language_;
  std::vector<std::pair<std::string, std::vector<stemmers::Token>>> labels_;
};

TEST_F(SearchingByConcepts, RecognisesWhatAWalkByHandFinds) {
  const char* given = std::getenv("PRAMEN_SEED");
  const auto seed = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  SCOPED_TRACE("PRAMEN_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> words = {"lesný",   "lesná",  "lesných", "chata", "chaty",   "chatou", "kamenná",
                                          "kamenné", "studňa", "studní",  "stará", "starého", "hora",   "hôr"};
  const auto pick = [&] { return words[random() % words.size()]; };
  std::vector<std::pair<std::string, std::string>> labels;
  std::string concepts;
  for (int i = 0; i < 12; ++i) {
    std::string label = "skúšobná " + pick();
    for (unsigned more = random() % 3; more > 0; --more) label += " " + pick();
    labels.emplace_back(fmt::format("made-{}", i), label.substr(std::string("skúšobná ").size()));
    concepts +=
        concept_block(labels.back().first,
                      fmt::format("skos:prefLabel \"zz{} qq\"@sk ; skos:altLabel \"{}\"@sk", i, labels.back().second));
  }
  std::vector<std::string> lines, texts;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (unsigned n = 1 + random() % 12; n > 0; --n)
      text += (text.empty() ? "" : random() % 6 == 0 ? ", " : " ") + pick();
    texts.push_back(text);
    lines.push_back(record_line(fmt::format("r{}", i), "sk", "Xyz", text));
  }
  build(concepts, lines);
  const stemmers::Languages languages;
  const ByHand by_hand(*languages.find("sk"), labels);
  std::map<std::string, std::set<std::string>> expected;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const std::string& id : by_hand.concepts(texts[i])) expected[id].insert(fmt::format("r{}", i));
  }
  for (const auto& [id, label] : labels) {
    const Answer answer = database_->search({.words = "concept:" + id, .lang = "sk", .limit = 100, .passages = false});
    EXPECT_EQ(answer.total, expected[id].size()) << id << " " << label;
    for (const Hit& hit : answer.hits) EXPECT_TRUE(expected[id].contains(hit.id)) << id << " " << hit.id;
  }
}

}  // namespace
}  // namespace pramen::query
