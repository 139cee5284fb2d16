#include "query/request.h"

#include <gtest/gtest.h>

namespace pramen::query {
namespace {

const corpus::Schema& schema() {
  static const corpus::Schema instance = corpus::Schema::bundled();
  return instance;
}

ParsedRequest parse(const std::vector<Parameter>& parameters, bool strict = true) {
  return parse_request(schema(), parameters, strict);
}

TEST(Request, ReadsEveryParameterOfTheContract) {
  const ParsedRequest parsed = parse({{"q", "obec"},
                                      {"lang", "sk"},
                                      {"country", "sk"},
                                      {"country", "at"},
                                      {"year", "2015..2020"},
                                      {"sort", "year"},
                                      {"limit", "20"},
                                      {"offset", "40"},
                                      {"facets", "kind,topics"},
                                      {"match", "any"}});
  ASSERT_TRUE(parsed.faults.empty());
  EXPECT_EQ(parsed.request.words, "obec");
  EXPECT_EQ(parsed.request.filters.size(), 2U);
  EXPECT_EQ(parsed.request.filters[0].values, (std::vector<std::string>{"sk", "at"}));
  EXPECT_EQ(parsed.request.sort, Sort::year);
  EXPECT_EQ(parsed.request.match, Match::any);
  EXPECT_EQ(parsed.request.facets, (std::vector<std::string>{"kind", "topics"}));
}

TEST(Request, ReportsEveryFault) {
  for (const Parameter& bad : std::vector<Parameter>{{"limit", "101"},
                                                     {"limit", "-1"},
                                                     {"limit", "ten"},
                                                     {"offset", "4000000000"},
                                                     {"offset", "10000"},
                                                     {"lang", "xx"},
                                                     {"sort", "size"},
                                                     {"country", "atlantis"},
                                                     {"year", "20x0"},
                                                     {"year", "1..2..3"},
                                                     {"year", "2020..2010"},
                                                     {"facets", "colour"},
                                                     {"colour", "red"},
                                                     {"match", "none"}}) {
    EXPECT_EQ(parse({bad}).faults.size(), 1U) << bad.first << "=" << bad.second.substr(0, 20);
  }
  EXPECT_EQ(parse({{"limit", "x"}, {"offset", "y"}, {"colour", "red"}}).faults.size(), 3U);
}

TEST(Request, PagesPassOverUnknownNamesAndTheApiDoesNot) {
  EXPECT_TRUE(parse({{"colour", "red"}}, false).faults.empty());
  EXPECT_TRUE(parse({{"utm_source", "mail"}, {"_", "1"}}, true).faults.empty());
}

TEST(Request, EmptyFormFieldsMeanNothing) {
  const ParsedRequest parsed = parse({{"q", ""}, {"country", ""}, {"year", ".."}, {"sort", ""}, {"limit", ""}});
  EXPECT_TRUE(parsed.faults.empty());
  EXPECT_TRUE(parsed.request.filters.empty());
}

TEST(Request, OneRequestHasOneAddress) {
  const auto a = parse({{"country", "sk"}, {"topics", "youth"}, {"country", "at"}, {"limit", "10"}}).request;
  const auto b = parse({{"topics", "youth"}, {"country", "at"}, {"country", "sk"}, {"sort", "relevance"}}).request;
  EXPECT_EQ(to_parameters(a), to_parameters(b));
}

}  // namespace
}  // namespace pramen::query
