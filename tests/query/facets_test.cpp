// Every count against a count by hand: filter, then look at each record.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::build_lines;
using tests::record_line;
using tests::TemporaryFolder;

struct World {
  std::vector<corpus::Record> records;
  std::shared_ptr<const Database> database;
};

// 300 records with random facts, the same every time.
const World& world() {
  static const TemporaryFolder folder;
  static const World made = [] {
    std::mt19937 random(7);
    const auto pick = [&](const corpus::Schema& schema, const char* facet) {
      const auto values = schema.facet(facet)->vocabulary->values();
      return values[std::uniform_int_distribution<std::size_t>(0, std::min<std::size_t>(values.size(), 6) - 1)(random)]
          .key;
    };
    const corpus::Schema schema = corpus::Schema::bundled();
    std::vector<std::string> lines;
    for (int i = 0; i < 300; ++i) {
      std::string extra =
          R"("country": ")" + pick(schema, "country") + R"(", "topics": [")" + pick(schema, "topics") + '"';
      if (const std::string second = pick(schema, "topics");
          i % 3 == 0 && extra.find('"' + second + '"') == std::string::npos) {
        extra += ", \"" + second + '"';
      }
      extra += ']';
      if (i % 4 != 0) extra += R"(, "year": )" + std::to_string(2000 + i % 9);
      if (i % 2 == 0) extra += R"(, "stage": ")" + pick(schema, "stage") + '"';
      lines.push_back(record_line("r" + std::to_string(i), i % 5 == 0 ? "en" : "sk", i % 2 == 0 ? "Malá obec" : "Mesto",
                                  "", extra));
    }
    build_lines(folder, lines);
    World result{.records = {}, .database = Database::open(folder / "db")};
    for (int i = 0; i < 300; ++i) result.records.push_back(*result.database->record("r" + std::to_string(i)));
    return result;
  }();
  return made;
}

std::size_t facets_for_readers() {
  const auto facets = world().database->schema().facets();
  return static_cast<std::size_t>(std::ranges::count(facets, false, &corpus::Facet::on_request));
}

bool passes(const corpus::Record& record, const corpus::Schema& schema, const Filter& filter) {
  const auto values = corpus::facet_values(record, *schema.facet(filter.facet));
  for (const std::string& wanted : filter.values) {
    if (std::ranges::find(values, wanted) != values.end()) return true;
  }
  return false;
}

// Translations that are older than their original are for editors: filtered by, and counted where that is asked for.
TEST(Facets, ThoseOnRequestAreThereForWhoNamesThem) {
  const TemporaryFolder folder;
  const auto line = [](const std::string& id, const std::string& hash) {
    return R"({"id": ")" + id + R"(", "kind": "case_study", "original": "sk", "texts": {"sk": {"title": "Dom"}, )" +
           R"("en": {"title": "House", "translation_of": ")" + hash + R"("}, "de": {"title": "Haus"}}})" + "\n";
  };
  const std::string right = corpus::text_hash({.title = "Dom"});
  build_lines(folder, {line("fits", right), line("old", "0123456789abcdef")});
  const auto database = Database::open(folder / "db");
  const auto facets_of = [&](const Request& request) {
    std::map<std::string, std::uint64_t> counts;
    for (const FacetCounts& facet : database->search(request).facets)
      for (const FacetCount& value : facet.values) counts[facet.facet + "/" + value.value] = value.count;
    return counts;
  };
  const auto plain = facets_of({.words = "dom"});
  EXPECT_EQ(plain.at("languages/en"), 2U);
  EXPECT_FALSE(plain.contains("outdated/en"));
  EXPECT_EQ(facets_of({.words = "dom", .facets = {{"outdated"}}}),
            (std::map<std::string, std::uint64_t>{{"outdated/en", 1}}));
  const Answer old = database->search({.filters = {{"outdated", {"en"}}}});
  ASSERT_EQ(old.total, 1U);
  EXPECT_EQ(old.hits[0].id, "old");
  EXPECT_FALSE(old.hits[0].facets.contains("outdated"));
  EXPECT_EQ(facets_of({.filters = {{"outdated", {"en"}}}}).at("outdated/en"), 1U);
  EXPECT_EQ(database->search({.words = "neaktuálny-preklad:en"}).total, 1U);
}

// Counts of a facet among records that hold `word` and pass the filters of all other facets.
std::map<std::string, std::uint64_t> count_by_hand(const Request& request, const std::string& facet) {
  const corpus::Schema& schema = world().database->schema();
  std::map<std::string, std::uint64_t> counts;
  for (const corpus::Record& record : world().records) {
    if (!request.words.empty() && record.texts.begin()->second.title.find("obec") == std::string::npos) continue;
    const bool others_pass = std::ranges::all_of(
        request.filters, [&](const Filter& filter) { return filter.facet == facet || passes(record, schema, filter); });
    if (!others_pass) continue;
    for (const std::string& value : corpus::facet_values(record, *schema.facet(facet))) ++counts[value];
  }
  return counts;
}

void expect_exact(const Request& request) {
  const Answer answer = world().database->search(request);
  ASSERT_EQ(answer.facets.size(), facets_for_readers());
  for (const FacetCounts& facet : answer.facets) {
    const auto expected = count_by_hand(request, facet.facet);
    std::map<std::string, std::uint64_t> counted;
    for (const FacetCount& value : facet.values) {
      if (value.count > 0) counted[value.value] = value.count;
    }
    EXPECT_EQ(counted, expected) << facet.facet;
  }
}

std::uint64_t total(Request request, const std::string& facet, const std::string& value) {
  std::erase_if(request.filters, [&](const Filter& filter) { return filter.facet == facet; });
  request.filters.push_back({facet, {value}});
  return world().database->search(request).total;
}

TEST(Facets, CountsEqualACountByHand) {
  expect_exact({});
  expect_exact({.words = "obec"});
  expect_exact({.words = "obec", .filters = {{"country", {"sk"}}}});
  expect_exact({.filters = {{"country", {"sk", "at"}}, {"topics", {"employment"}}}});
  expect_exact(
      {.words = "obec", .filters = {{"country", {"hu"}}, {"topics", {"education", "employment"}}, {"year", {"2003"}}}});
}

TEST(Facets, EveryCountIsTheTotalOfTheSearchFilteredByIt) {
  for (const char* words : {"", "obec"}) {
    const Request request{.words = words};
    const Answer answer = world().database->search(request);
    ASSERT_EQ(answer.facets.size(), facets_for_readers());
    for (const FacetCounts& facet : answer.facets) {
      ASSERT_FALSE(facet.values.empty() && (facet.facet == "kind" || facet.facet == "topics"));
      for (const FacetCount& value : facet.values) {
        EXPECT_EQ(total(request, facet.facet, value.value), value.count) << facet.facet << "=" << value.value;
      }
    }
  }
}

TEST(Facets, SoForPairsOfFacets) {
  const corpus::Schema& schema = world().database->schema();
  for (const corpus::Facet& first : schema.facets()) {
    const Answer plain = world().database->search({.facets = {{first.name}}, .limit = 0});
    for (const FacetCount& chosen : plain.facets.at(0).values) {
      const Request request{.filters = {{first.name, {chosen.value}}}, .limit = 0};
      for (const FacetCounts& second : world().database->search(request).facets) {
        if (second.facet == first.name) continue;
        for (const FacetCount& value : second.values) {
          ASSERT_EQ(total(request, second.facet, value.value), value.count)
              << first.name << "=" << chosen.value << ", " << second.facet << "=" << value.value;
        }
      }
    }
  }
}

TEST(Facets, SelectedValuesStayAlsoAtZero) {
  const Answer answer = world().database->search({.words = "obec", .filters = {{"topics", {"addiction"}}}});
  EXPECT_EQ(answer.total, 0U);
  const auto topics = std::ranges::find(answer.facets, "topics", &FacetCounts::facet);
  ASSERT_NE(topics, answer.facets.end());
  const auto selected = std::ranges::find(topics->values, "addiction", &FacetCount::value);
  ASSERT_NE(selected, topics->values.end());
  EXPECT_TRUE(selected->selected);
  EXPECT_EQ(selected->count, 0U);
}

TEST(Facets, YearsOfAChosenRangeAreSelected) {
  const Answer answer = world().database->search({.filters = {{"year", {"2003..2004", "1950"}}}});
  const auto years = std::ranges::find(answer.facets, "year", &FacetCounts::facet);
  ASSERT_NE(years, answer.facets.end());
  for (const FacetCount& year : years->values) {
    EXPECT_EQ(year.selected, year.value == "2003" || year.value == "2004" || year.value == "1950") << year.value;
  }
  EXPECT_EQ(years->values.front().value, "1950");
  EXPECT_EQ(years->values.front().count, 0U);
}

TEST(Facets, AYearMayBeARange) {
  const Answer answer = world().database->search({.filters = {{"year", {"2003..2005"}}}, .limit = 100});
  std::uint64_t expected = 0;
  for (const corpus::Record& record : world().records) {
    const corpus::Value* year = record.fact("year");
    if (year != nullptr && std::get<std::int64_t>(*year) >= 2003 && std::get<std::int64_t>(*year) <= 2005) ++expected;
  }
  EXPECT_EQ(answer.total, expected);
}

TEST(Facets, AParentCountsTheRecordsOfItsChildrenOnce) {
  const TemporaryFolder folder;
  corpus::Schema::bundled().save(folder / "corpus");
  folder.write("corpus/vocabulary/topics.json", R"({"vocabulary": "topics", "values": [
    {"key": "care", "labels": {"en": "care"}},
    {"key": "home-care", "labels": {"en": "care at home"}, "broader": ["care"]},
    {"key": "day-care", "labels": {"en": "day care"}, "broader": ["care", "employment"]},
    {"key": "employment", "labels": {"en": "employment"}}]})");
  folder.write("corpus/records/all.jsonl",
               record_line("both", "en", "A", "", R"("topics": ["home-care", "day-care"])") +
                   record_line("home", "en", "B", "", R"("topics": ["home-care"])") +
                   record_line("above", "en", "C", "", R"("topics": ["care"])") + record_line("none", "en", "D"));
  indexer::build({.corpus = folder / "corpus", .database = folder / "db"},
                 [](corpus::Problem&& problem) { ADD_FAILURE() << corpus::to_text(problem); });
  const auto database = Database::open(folder / "db");
  const Answer answer = database->search({.facets = {{"topics"}}});
  std::map<std::string, std::uint64_t> counts;
  for (const FacetCount& value : answer.facets.at(0).values) {
    counts[value.value] = value.count;
    EXPECT_EQ(database->search({.filters = {{"topics", {value.value}}}}).total, value.count) << value.value;
    EXPECT_EQ(value.broader.empty(), value.value == "care" || value.value == "employment");
  }
  EXPECT_EQ(counts,
            (std::map<std::string, std::uint64_t>{{"care", 3}, {"home-care", 2}, {"day-care", 1}, {"employment", 1}}));
}

TEST(Facets, AFilterOfAllCountriesButOneWorks) {
  Request request{.filters = {{"country", {}}}};
  for (const auto& country : world().database->schema().facet("country")->vocabulary->values()) {
    if (country.key != "sk") request.filters[0].values.push_back(country.key);
  }
  const Answer slovak = world().database->search({.filters = {{"country", {"sk"}}}});
  EXPECT_EQ(world().database->search(request).total + slovak.total, world().records.size());
}

TEST(Facets, OnlyTheNamedOnesAreCounted) {
  EXPECT_EQ(world().database->search({.facets = {{"kind"}}}).facets.size(), 1U);
  EXPECT_TRUE(world().database->search({.facets = std::vector<std::string>{}}).facets.empty());
}

}  // namespace
}  // namespace pramen::query
