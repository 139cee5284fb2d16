#include "query/facet_values.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "query/value_names.h"
#include "stemmers/language.h"
#include "tests/query/bundled.h"

namespace pramen::query {
namespace {

FacetValues ask(const std::string& facet, const std::vector<Parameter>& parameters) {
  const ParsedFacetValues parsed =
      parse_facet_values(bundled()->schema(), *bundled()->schema().facet(facet), parameters);
  EXPECT_TRUE(parsed.faults.empty());
  return bundled()->facet_values(parsed.request);
}

std::vector<std::string> keys(const FacetValues& values) {
  std::vector<std::string> list;
  for (const NamedValue& value : values.values) list.push_back(value.count.value);
  return list;
}

// Values of the facet in records that answer the search without the facet's own filter.
std::map<std::string, std::uint64_t> count_by_hand(Request search, const std::string& facet) {
  std::erase_if(search.filters, [&](const Filter& filter) { return filter.facet == facet; });
  std::map<std::string, std::uint64_t> counts;
  for (const std::string& id : all_ids(*bundled(), search)) {
    for (const std::string& value : corpus::facet_values(*bundled()->record(id), *bundled()->schema().facet(facet)))
      ++counts[value];
  }
  return counts;
}

TEST(FacetValuesOf, CountAsACountByHand) {
  const std::vector<std::vector<Parameter>> contexts = {
      {},
      {{"query", "sociálny podnik"}, {"lang", "sk"}},
      {{"query", "housing"}, {"match", "any"}, {"country", "at"}, {"country", "sk"}},
      {{"topics", "housing"}, {"kind", "case_study"}, {"year", "2010..2020"}},
      {{"query", "nothingatall"}}};
  for (const corpus::Facet& facet : bundled()->schema().facets()) {
    for (std::vector<Parameter> context : contexts) {
      context.emplace_back("limit", "100");
      const FacetValues found = ask(facet.name, context);
      std::map<std::string, std::uint64_t> counted;
      for (const NamedValue& value : found.values) {
        if (value.count.count > 0) counted[value.count.value] = value.count.count;
      }
      EXPECT_EQ(counted, count_by_hand(found.request.search, facet.name)) << facet.name;
      EXPECT_EQ(found.total, found.values.size()) << facet.name;
      EXPECT_EQ(found.records, all_ids(*bundled(), found.request.search).size());
    }
  }
}

TEST(FacetValuesOf, AreFoundByTheBeginningsOfWordsOfAnyNameWithoutMarks) {
  const FacetValues slovak = ask("topics", {{"q", "BYVA"}, {"lang", "en"}});
  ASSERT_EQ(keys(slovak), std::vector<std::string>{"housing"});
  EXPECT_EQ(slovak.values[0].count.label, "housing");
  EXPECT_TRUE(slovak.values[0].matched.starts_with("b"));
  EXPECT_EQ(keys(ask("topics", {{"q", "жили"}, {"lang", "sk"}})), std::vector<std::string>{"housing"});
  EXPECT_EQ(ask("topics", {{"q", "bývanie"}, {"lang", "sk"}}).values[0].matched, "");
  EXPECT_EQ(keys(ask("topics", {{"q", "trh zam"}})), std::vector<std::string>{"employment"});
  EXPECT_EQ(keys(ask("topics", {{"q", "ývanie"}})), std::vector<std::string>{});
  EXPECT_EQ(keys(ask("topics", {{"q", "work-int"}})), std::vector<std::string>{"work-integration"});
  EXPECT_EQ(ask("topics", {{"q", " –, "}}).total, ask("topics", {}).total);
  EXPECT_EQ(keys(ask("year", {{"q", "201"}, {"limit", "100"}})).size(), ask("year", {{"q", "201"}}).total);
  for (const std::string& year : keys(ask("year", {{"q", "201"}}))) EXPECT_TRUE(year.starts_with("201"));
}

TEST(FacetValuesOf, KeepSelectedValuesWhateverIsTyped) {
  const FacetValues found = ask("topics", {{"q", "byva"}, {"topics", "energy"}, {"query", "nothingatall"}});
  EXPECT_EQ(found.records, 0U);
  EXPECT_EQ(found.total, 0U);
  ASSERT_EQ(keys(found), std::vector<std::string>{"energy"});
  EXPECT_TRUE(found.values[0].count.selected);
  EXPECT_EQ(found.values[0].count.count, 0U);
  EXPECT_EQ(keys(ask("topics", {{"topics", "energy"}, {"limit", "0"}})), std::vector<std::string>{"energy"});
  EXPECT_EQ(keys(ask("topics", {{"topics", "energy"}, {"limit", "2"}})).size(), 3U);
}

TEST(FacetValuesOf, AreSortedByCountThenLabelOrByLabel) {
  for (const std::string lang : {"sk", "hu", "bg"}) {
    const auto key = [&](const NamedValue& value) { return stemmers::collation_key(value.count.label, lang); };
    const FacetValues by_label = ask("topics", {{"sort", "label"}, {"limit", "100"}, {"lang", lang}});
    EXPECT_GT(by_label.values.size(), 20U);
    EXPECT_TRUE(std::ranges::is_sorted(by_label.values, {}, key)) << lang;
    const FacetValues by_count = ask("topics", {{"limit", "100"}, {"lang", lang}});
    EXPECT_TRUE(std::ranges::is_sorted(by_count.values, [&](const NamedValue& a, const NamedValue& b) {
      return a.count.count != b.count.count ? a.count.count > b.count.count : key(a) < key(b);
    })) << lang;
  }
  const auto years = keys(ask("year", {{"sort", "label"}, {"limit", "100"}}));
  EXPECT_TRUE(std::ranges::is_sorted(years));
}

TEST(FacetValuesOf, NameEveryFaultByItsParameter) {
  const corpus::Schema& schema = bundled()->schema();
  const auto faults =
      parse_facet_values(
          schema, *schema.facet("topics"),
          {{"sort", "up"}, {"limit", "x"}, {"colour", "red"}, {"country", "zz"}, {"offset", "1"}, {"_x", "1"}})
          .faults;
  std::vector<std::string> names;
  for (const RequestFault& fault : faults) names.push_back(fault.parameter);
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"colour", "country", "limit", "offset", "sort"}));
}

TEST(FoldedWords, AreLettersAndDigitsOfAnyScript) {
  EXPECT_EQ(folded_words("Trh práce – 2. časť, „Žilina“"),
            (std::vector<std::string>{"trh", "prace", "2", "cast", "zilina"}));
  EXPECT_EQ(folded_words("трудова заетост"), (std::vector<std::string>{"трудова", "заетост"}));
  EXPECT_TRUE(folded_words(" .,–— ").empty());
}

}  // namespace
}  // namespace pramen::query
