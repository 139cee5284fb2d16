#include "query/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "query/csv_row.h"
#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

using tests::build_lines;
using tests::TemporaryFolder;
using Names = std::vector<std::string>;
using Json = nlohmann::json;

// A definition that the bundled thesaurus names; `facts` such as R"("country": "sk")".
std::string definition(const std::string& id, const std::string& facts, const std::string& more_texts = "") {
  return R"({"id": ")" + id + R"(", "kind": "definition", "original": "sk", )" + facts +
         R"(, "texts": {"sk": {"title": "Názov )" + id + R"(", "summary": "Zhrnutie", "body": "Text."})" + more_texts +
         "}}\n";
}

// Three analysed definitions of social innovation, one that is not, one of a concept below it.
const Database& world() {
  static const TemporaryFolder folder;
  static const auto database = [] {
    build_lines(
        folder,
        {definition(
             "def-si-mirri",
             R"("country": "sk", "legal_status": "public-policy", "dimensions": ["novelty", "need", "better"], "elements": ["new-ideas", "meets-social-need", "just"])",
             R"(, "en": {"title": "Name", "summary": "Summary"})"),
         definition(
             "def-si-krems",
             R"("country": "at", "dimensions": ["novelty", "better"], "elements": ["distinctive", "just"], "year": 2014)"),
         definition("def-si-tinlab", R"("country": "hu", "elements": ["new-ideas", "social-means"])"),
         definition("def-si-usv-ros", R"("country": "sk", "legal_status": "law")"),
         definition("def-se-sk-112",
                    R"("country": "sk", "dimensions": ["profit-rule"], "elements": ["profit-reinvested"])"),
         definition("def-sk-rsp",
                    R"("country": "sk", "dimensions": ["legal-status"], "elements": ["registered-status"])"),
         tests::record_line("case", "sk", "Prípad")});
    return Database::open(folder / "db");
  }();
  return *database;
}

Comparison ask(const Database& database, const std::vector<Parameter>& parameters) {
  const ParsedComparison parsed = parse_comparison(database, parameters, true);
  EXPECT_TRUE(parsed.faults.empty() && !parsed.unknown_subject);
  return compare(database, parsed.request);
}

Names ids(const Comparison& comparison) {
  Names list;
  for (const ComparedDefinition& one : comparison.definitions) list.push_back(one.id);
  return list;
}

const ComparedDimension& row(const Comparison& comparison, std::string_view key) {
  return *std::ranges::find(comparison.dimensions, key,
                            [](const ComparedDimension& one) -> std::string_view { return one.aspect.key; });
}

TEST(Comparison, PutsDefinitionsSideBySideByCountryAndWeight) {
  EXPECT_EQ(ids(ask(world(), {{"concept", "social-innovation"}})),
            (Names{"def-si-usv-ros", "def-si-mirri", "def-si-krems", "def-si-tinlab"}));
  EXPECT_EQ(ids(ask(world(), {{"concept", "social-innovation"}, {"countries", "hu,sk"}})),
            (Names{"def-si-tinlab", "def-si-usv-ros", "def-si-mirri"}));
  EXPECT_EQ(ids(ask(world(), {{"concept", "social-innovation"}, {"ids", "def-se-sk-112, def-si-krems"}})),
            (Names{"def-se-sk-112", "def-si-krems"}));
  EXPECT_EQ(ids(ask(world(), {{"concept", "social-innovation"}, {"countries", "hu"}, {"ids", "def-si-krems"}})),
            (Names{"def-si-tinlab", "def-si-krems"}));
  EXPECT_EQ(ids(ask(world(), {{"ids", "def-si-krems"}, {"ids", "def-si-mirri"}})),
            (Names{"def-si-krems", "def-si-mirri"}));
}

TEST(Comparison, SaysWhatIsSharedWhatIsMissingAndWhatOnlyOneHas) {
  const Comparison comparison =
      ask(world(), {{"concept", "social-innovation"}, {"ids", "def-si-mirri,def-si-krems,def-si-tinlab"}});
  using Has = std::vector<bool>;
  EXPECT_EQ(row(comparison, "novelty").aspect.has, (Has{true, true, true}));
  EXPECT_EQ(row(comparison, "novelty").aspect.agreement, Agreement::all);
  EXPECT_EQ(row(comparison, "better").aspect.has, (Has{true, true, false}));
  EXPECT_EQ(row(comparison, "better").aspect.agreement, Agreement::some);
  EXPECT_EQ(row(comparison, "need").aspect.agreement, Agreement::one);
  // One key is both.
  EXPECT_EQ(row(comparison, "social-means").aspect.has, (Has{false, false, true}));
  EXPECT_EQ(row(comparison, "social-means").elements.at(0).key, "social-means");
  EXPECT_EQ(row(comparison, "governance").aspect.agreement, Agreement::none);
  EXPECT_TRUE(row(comparison, "governance").elements.empty());
  const auto& elements = row(comparison, "novelty").elements;
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_EQ(elements[0].key, "new-ideas");
  EXPECT_EQ(elements[0].has, (Has{true, false, true}));
  EXPECT_EQ(elements[1].agreement, Agreement::one);
  EXPECT_EQ(comparison.dimensions.size(), 18U);
}

TEST(Comparison, DoesNotTakeWhatIsNotAnalysedForMissing) {
  const Comparison comparison = ask(world(), {{"concept", "social-innovation"}, {"countries", "sk,at"}});
  ASSERT_EQ(ids(comparison), (Names{"def-si-usv-ros", "def-si-mirri", "def-si-krems"}));
  EXPECT_FALSE(comparison.definitions[0].analysed);
  EXPECT_EQ(comparison.analysed(), 2U);
  EXPECT_EQ(row(comparison, "better").aspect.agreement, Agreement::all);
  const Json json = Json::parse(to_json(comparison));
  for (const Json& dimension : json["dimensions"]) {
    for (const Json& id : dimension["missing_in"]) EXPECT_NE(id, "def-si-usv-ros");
  }
  EXPECT_EQ(json["summary"]["all"]["dimensions"], (Json{"novelty", "better"}));
}

TEST(Comparison, OffersNarrowerConceptsAndMixesThemInOnlyWhenAsked) {
  const Comparison alone = ask(world(), {{"concept", "social-enterprise"}});
  EXPECT_EQ(ids(alone), Names{"def-se-sk-112"});
  ASSERT_EQ(alone.narrower.size(), 1U);
  EXPECT_EQ(alone.narrower[0].id, "registered-social-enterprise");
  const Comparison mixed = ask(world(), {{"concept", "social-enterprise"}, {"narrower", "yes"}});
  EXPECT_EQ(ids(mixed), (Names{"def-se-sk-112", "def-sk-rsp"}));
  EXPECT_EQ(mixed.definitions[1].concepts, Names{"registered-social-enterprise"});
}

TEST(Comparison, NamesCountriesWithoutADefinitionAndWhatMayBeChosen) {
  const Comparison comparison =
      ask(world(), {{"concept", "social-innovation"}, {"countries", "at,bg"}, {"lang", "sk"}});
  ASSERT_EQ(comparison.without.size(), 1U);
  EXPECT_EQ(comparison.without[0].label, "Bulharsko");
  std::map<std::string, std::pair<std::size_t, bool>> countries;
  for (const CountryChoice& one : comparison.countries) countries[one.country.key] = {one.definitions, one.selected};
  EXPECT_EQ(countries.at("sk"), std::pair(std::size_t{2}, false));
  EXPECT_EQ(countries.at("at"), std::pair(std::size_t{1}, true));
  EXPECT_EQ(countries.at("bg"), std::pair(std::size_t{0}, true));
  EXPECT_EQ(comparison.choices.size(), 4U);
}

TEST(Comparison, KeepsTheOriginalBesideTheTranslation) {
  const auto read = [](const std::string& lang) {
    return ask(world(), {{"ids", "def-si-mirri"}, {"lang", lang}}).definitions.at(0);
  };
  EXPECT_EQ(read("sk").original.title, "Názov def-si-mirri");
  EXPECT_FALSE(read("sk").translation);
  ASSERT_TRUE(read("en").translation);
  EXPECT_EQ(read("en").translation->title, "Name");
  // A Bulgarian reader gets English; a Czech one Slovak, which is the original.
  EXPECT_EQ(read("bg").translation->lang, "en");
  EXPECT_FALSE(read("cs").translation);
  EXPECT_FALSE(read("").translation);
}

TEST(Comparison, NamesEveryFault) {
  const auto faults = [&](const std::vector<Parameter>& parameters) {
    Names names;
    for (const RequestFault& fault : parse_comparison(world(), parameters, true).faults)
      names.push_back(fault.parameter);
    std::ranges::sort(names);
    return names;
  };
  EXPECT_EQ(faults({}), Names{"concept"});
  EXPECT_EQ(faults({{"countries", "sk"}}), Names{"concept"});
  EXPECT_EQ(
      faults({{"concept", "social-innovation"}, {"countries", "sk,zz"}, {"narrower", "1"}, {"lang", "xx"}, {"q", ""}}),
      (Names{"countries", "lang", "narrower", "q"}));
  EXPECT_EQ(faults({{"ids", "case,nothing,A"}}), (Names{"ids", "ids", "ids"}));
  EXPECT_EQ(faults({{"concept", "social-innovation"}, {"_x", "1"}, {"utm_a", "1"}, {"countries", ",, sk ,"}}), Names{});
  EXPECT_TRUE(parse_comparison(world(), {{"concept", "nothing"}}, true).unknown_subject);
}

// What was read from the records' own front matter.
TEST(ComparisonOfTheBundledCorpus, HoldsWhatTheDefinitionsSay) {
  for (const std::string subject : {"social-innovation", "social-enterprise", "social-economy"}) {
    const Comparison comparison =
        ask(*bundled(), {{"concept", subject}, {"countries", "sk,at,hu,bg,eu"}, {"lang", "sk"}});
    EXPECT_FALSE(comparison.definitions.empty()) << subject;
    std::set<std::string> expected;
    for (const std::string& id : bundled()->thesaurus().find(subject)->definitions) {
      const auto record = bundled()->record(id);
      const auto country = record ? record->text_fact("country") : std::string_view();
      if (country == "sk" || country == "at" || country == "hu" || country == "bg" || country == "eu")
        expected.insert(id);
    }
    const Names columns = ids(comparison);
    EXPECT_EQ(std::set<std::string>(columns.begin(), columns.end()), expected);
    const Json json = Json::parse(to_json(comparison));
    for (const Json& column : json["definitions"]) {
      const auto record = bundled()->record(column["id"].get<std::string>());
      const auto keys = [&](const char* field) {
        const corpus::Value* fact = record->fact(field);
        return fact == nullptr ? Names() : std::get<Names>(*fact);
      };
      const auto set_of = [](const Names& list) { return std::set<std::string>(list.begin(), list.end()); };
      EXPECT_EQ(set_of(column["dimensions"].get<Names>()), set_of(keys("dimensions"))) << column["id"];
      EXPECT_EQ(set_of(column["elements"].get<Names>()), set_of(keys("elements"))) << column["id"];
    }
  }
}

TEST(ComparisonOfTheBundledCorpus, ComparesSocialInnovationInFourCountries) {
  const Comparison comparison = ask(*bundled(), {{"concept", "social-innovation"}, {"countries", "sk,at,hu,bg"}});
  const Names columns = ids(comparison);
  for (const char* id : {"def-si-mirri", "def-si-krems", "def-si-siplus-at", "def-si-sozialmarie", "def-si-tinlab"})
    EXPECT_NE(std::ranges::find(columns, id), columns.end()) << id;
  const auto krems = static_cast<std::size_t>(std::ranges::find(columns, "def-si-krems") - columns.begin());
  Names dimensions;
  for (const ComparedDimension& dimension : comparison.dimensions) {
    if (dimension.aspect.has[krems]) dimensions.push_back(dimension.aspect.key);
  }
  EXPECT_EQ(dimensions, (Names{"novelty", "better", "capacity"}));
}

// --- CSV ----------------------------------------------------------------------------

TEST(CsvRow, QuotesAndDefusesFormulas) {
  EXPECT_EQ(csv_row({"a", "", "č"}), "a,,č\r\n");
  EXPECT_EQ(csv_row({"a,b", "say \"x\"", "two\nlines", "cr\rx"}),
            "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"cr\rx\"\r\n");
  for (const std::string begin : {"=", "+", "-", "@", "\t"}) EXPECT_EQ(csv_row({begin + "1"}), "'" + begin + "1\r\n");
  EXPECT_EQ(csv_row({"=HYPERLINK(\"x\",1)"}), "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n");
}

TEST(ComparisonAsCsv, HasAColumnForEachDefinitionInEveryRow) {
  const Comparison comparison = ask(world(), {{"concept", "social-innovation"}, {"lang", "en"}});
  const std::string csv = to_csv(comparison, world().schema());
  EXPECT_TRUE(csv.starts_with(
      "\xEF\xBB\xBFrow,key,label,agreement,def-si-usv-ros,def-si-mirri,def-si-krems,def-si-tinlab\r\n"));
  EXPECT_NE(csv.find("dimension,novelty,novelty,all,,1,1,1\r\n"), csv.npos);
  EXPECT_NE(csv.find("element,just,"), csv.npos);
  EXPECT_NE(csv.find("translation,title,title,,,Name,,\r\n"), csv.npos);
}

}  // namespace
}  // namespace pramen::query
