// The order of hits beside the words: ids among equals, kinds and newness where the schema says so.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "corpus/schema.h"
#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::record_line;
using tests::TemporaryFolder;
using Ids = std::vector<std::string>;

std::string read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::string record(const std::string& id, const std::string& kind, const std::string& year = "") {
  std::string line = record_line(id, "sk", "Malá obec", "", year.empty() ? "" : "\"year\": " + year);
  const std::string_view usual = "case_study";
  line.replace(line.find(usual), usual.size(), kind);
  return line;
}

// A corpus whose schema has this ranking.
class World {
 public:
  World(const std::string& ranking, const std::vector<std::string>& lines) {
    corpus::Schema::bundled().save(folder_ / "corpus");
    std::string schema = read(folder_ / "corpus/schema.json");
    if (!ranking.empty()) schema.insert(schema.find("\"kinds\""), "\"ranking\": " + ranking + ", ");
    folder_.write("corpus/schema.json", schema);
    std::string text;
    for (const std::string& line : lines) text += line;
    folder_.write("corpus/records/all.jsonl", text);
    indexer::build({.corpus = folder_ / "corpus", .database = folder_ / "db"},
                   [](corpus::Problem&& problem) { ADD_FAILURE() << problem.what.english(); });
    database_ = Database::open(folder_ / "db");
  }

  Answer search(Request request, const std::string& lang = "sk") const {
    request.lang = lang;
    return database_->search(request);
  }
  Ids ids(const Request& request) const {
    Ids found;
    for (const Hit& hit : search(request).hits) found.push_back(hit.id);
    return found;
  }

 private:
  TemporaryFolder folder_;
  std::shared_ptr<const Database> database_;
};

TEST(Ranking, EqualsStandByTheirIdsHoweverTheyCame) {
  const std::vector<std::string> lines = {record("c", "case_study"), record("a", "case_study"),
                                          record("b", "case_study")};
  const World world("", lines);
  for (const bool counts : {true, false}) {
    for (std::size_t limit : {1, 2, 3}) {
      Ids first = {"a", "b", "c"};
      first.resize(limit);
      EXPECT_EQ(world.ids({.words = "obec", .limit = limit, .counts = counts}), first);
    }
  }
  EXPECT_EQ(world.ids({.words = ""}), (Ids{"a", "b", "c"}));
  EXPECT_EQ(world.ids({.words = "obec", .sort = Sort::title}), (Ids{"a", "b", "c"}));
  EXPECT_EQ(world.ids({.words = "obec", .sort = Sort::year}), (Ids{"a", "b", "c"}));
}

TEST(Ranking, ATitleThatOnlyBeginsItsTextAgainCountsAsText) {
  const std::string opening = "Malá obec pri rieke opravila starý mlyn a otvorila v ňom";
  const std::string moved = "Pri rieke malá obec opravila starý mlyn a otvorila v ňom";
  const std::string rest = " dielňu pre ľudí z okolia.";
  for (const std::string& cut : {opening, opening + "…", opening + " diel"}) {
    const World world("", {record_line("a", "sk", cut, opening + rest), record_line("b", "sk", cut, moved + rest)});
    EXPECT_EQ(world.ids({.words = "obec"}), (Ids{"b", "a"})) << cut;
    EXPECT_EQ(world.ids({.words = "title:obec"}).size(), 2U) << "it is found there";
    EXPECT_EQ(world.ids({.words = "title:\"malá obec\""}).size(), 2U);
  }
  const World lines("", {record_line("a", "sk", opening, "Malá obec\\npri  rieke" + opening.substr(20) + rest),
                         record_line("b", "sk", opening, moved + rest)});
  EXPECT_EQ(lines.ids({.words = "obec"}), (Ids{"b", "a"})) << "lines are broken anywhere";
  // A name may open the text; it is the name all the same.
  const World names("", {record_line("a", "sk", "Malá obec", "Malá obec je pri rieke."),
                         record_line("b", "sk", "Malá obec", "Pri rieke je malá obec.")});
  const std::vector<Hit> hits = names.search({.words = "obec"}).hits;
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].id, "a");
  EXPECT_EQ(hits[0].score, hits[1].score);
}

// That a relative stands in one record only makes it no better than the word.
TEST(Ranking, ARareRelativeOfAWordIsNotRarerThanTheWord) {
  std::vector<std::string> lines = {record_line("a", "sk", "Ročná správa", "Dedina chváli podnikavosť.")};
  for (char id = 'b'; id < 'j'; ++id)
    lines.push_back(record_line({id}, "sk", "Ročná správa", "Dedina chváli podniky."));
  for (char id = 'k'; id < 'z'; ++id) lines.push_back(record_line({id}, "sk", "Ročná správa", "Dedina chváli mosty."));
  const World world("", lines);
  const Ids found = world.ids({.words = "podniky"});
  ASSERT_EQ(found.size(), 9U);
  EXPECT_EQ(found.back(), "a");
}

// A word of everyday is no rare one because few records are in its language.
TEST(Ranking, WordsAreAsRareAsInTheRecordsOfTheirLanguage) {
  std::vector<std::string> lines;
  for (char id = 'a'; id < 'x'; ++id) lines.push_back(record_line({id}, "sk", "Malá obec", "Obec pri rieke."));
  for (char id = 'a'; id < 'i'; ++id)
    lines.push_back(record_line(std::string("de-") + id, "de", "Ort", "Dorf am Fluss, Haus am Fluss, Haus im Dorf."));
  lines.push_back(record_line("de-workshop", "de", "Ort", "Hier gibt es eine Werkstatt."));
  const World world("", lines);
  for (const std::string lang : {"de", ""})
    EXPECT_EQ(world.search({.words = "Dorf Haus Fluss Werkstatt"}, lang).hits[0].id, "de-workshop") << lang;
}

// A mistyped word does not answer, but records with the word that is meant stand first of those that hold the others.
TEST(Ranking, AMistypedWordRanksAsTheWordThatIsMeant) {
  const World world("", {record_line("a", "sk", "Mosty", "Obec opravila mosty a mosty."),
                         record_line("b", "sk", "Dielne", "Obec otvorila dielne pre mladých."),
                         record_line("c", "sk", "Obec", "Obec, obec a zase obec.")});
  const Answer answer = world.search({.words = "obec dilene"});
  EXPECT_EQ(answer.total, 0U);
  ASSERT_EQ(answer.hits.size(), 3U);
  EXPECT_EQ(answer.hits[0].id, "b");
  EXPECT_TRUE(answer.hits[0].partial);
  EXPECT_EQ(world.search({.words = "dilene"}).hits.size(), 0U) << "nor alone";
}

TEST(Ranking, KindsWeighAsTheSchemaSays) {
  const World world(R"({"kinds": {"definition": 2, "organisation": 0.5}})",
                    {record("a", "organisation"), record("b", "case_study"), record("c", "definition")});
  EXPECT_EQ(world.ids({.words = "obec"}), (Ids{"c", "b", "a"}));
  const Answer answer = world.search({.words = "obec", .explain = true});
  const double plain = answer.hits[1].score;
  EXPECT_NEAR(answer.hits[0].score, 2 * plain, 1e-6);
  EXPECT_NEAR(answer.hits[2].score, plain / 2, 1e-6);
  EXPECT_NEAR(answer.hits[0].explanation->factor, 2, 1e-6);
  // Where only the best are wanted, factors do not hide what scores low by its words.
  EXPECT_EQ(world.ids({.words = "obec mala", .match = Match::any, .limit = 1, .counts = false}), Ids{"c"});
}

TEST(Ranking, TheNewestGainsMostAndHalfOfItForEachHalfLife) {
  const World world(R"({"recency": {"facet": "year", "half_life": 10, "gain": 1}})",
                    {record("a", "case_study"), record("b", "case_study", "2000"), record("c", "case_study", "2010"),
                     record("d", "case_study", "2020")});
  const Answer answer = world.search({.words = "obec"});
  ASSERT_EQ(world.ids({.words = "obec"}), (Ids{"d", "c", "b", "a"}));
  const double plain = answer.hits[3].score;
  EXPECT_NEAR(answer.hits[0].score, 2 * plain, 1e-6);
  EXPECT_NEAR(answer.hits[1].score, 1.5 * plain, 1e-6);
  EXPECT_NEAR(answer.hits[2].score, 1.25 * plain, 1e-6);
}

TEST(Ranking, TheBundledSchemaLeavesScoresToTheWords) {
  const World world("", {record("a", "organisation", "2000"), record("b", "definition", "2020")});
  const Answer answer = world.search({.words = "obec", .explain = true});
  EXPECT_EQ(answer.hits[0].score, answer.hits[1].score);
  EXPECT_EQ(answer.hits[0].explanation->factor, 1);
}

}  // namespace
}  // namespace pramen::query
