#include "server/negotiation.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace pramen::server {
namespace {

constexpr std::array<std::string_view, 4> offers = {"text/html; charset=utf-8", "application/json; charset=utf-8",
                                                    "application/ld+json", "text/turtle; charset=utf-8"};

std::string chosen(std::string_view accept) {
  const auto best = preferred(accept, offers);
  return best ? std::string(offers[*best].substr(0, offers[*best].find(';'))) : "nothing";
}

TEST(Negotiation, TakesTheFirstOfferWhereNothingIsSaid) {
  for (const std::string_view accept : {"", " ", "*/*", ",", "*/*;q=0.1", "nonsense", "/, a/, /b, */html"})
    EXPECT_EQ(chosen(accept), "text/html") << accept;
}

TEST(Negotiation, WeighsWhatIsAskedFor) {
  EXPECT_EQ(chosen("text/turtle"), "text/turtle");
  EXPECT_EQ(chosen("TEXT/Turtle"), "text/turtle");
  EXPECT_EQ(chosen("application/json;q=0.5, text/turtle;q=0.6"), "text/turtle");
  EXPECT_EQ(chosen("application/json ; q=0.500 ,text/turtle; Q=0.499"), "application/json");
  EXPECT_EQ(chosen("application/ld+json, text/html"), "text/html");
  EXPECT_EQ(chosen("application/rdf+xml, text/turtle;q=0.8, */*;q=0.1"), "text/turtle");
  EXPECT_EQ(chosen("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), "text/html");
}

TEST(Negotiation, TheMoreExactRangeDecides) {
  EXPECT_EQ(chosen("text/*;q=0.9, text/html;q=0.1"), "text/turtle");
  EXPECT_EQ(chosen("text/html;q=0, */*"), "application/json");
  EXPECT_EQ(chosen("*/*, text/*;q=0, application/json;q=0"), "application/ld+json");
  EXPECT_EQ(chosen("text/html;q=0.1, text/html;charset=utf-8;q=0.7, text/turtle;q=0.5"), "text/html");
  EXPECT_EQ(chosen("text/html;level=1, text/turtle;q=0.2"), "text/turtle");
}

TEST(Negotiation, PassesOverProfilesAndQuotedSeparators) {
  EXPECT_EQ(chosen("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\""), "application/ld+json");
  EXPECT_EQ(chosen("application/ld+json;profile=\"a,text/html;q=1,\\\"b\";q=0.3, text/turtle;q=0.2"),
            "application/ld+json");
  EXPECT_EQ(chosen("text/turtle;charset=\"UTF-8\""), "text/turtle");
}

TEST(Negotiation, RefusesWhatIsNotToBeHad) {
  for (const std::string_view accept : {"image/png", "text/plain, application/xml;q=0.9", "text/html;q=0", "*/*;q=0",
                                        "*/*;q=0.000", "text/html;charset=latin1", "application/jsonx", "text/htm"})
    EXPECT_EQ(chosen(accept), "nothing") << accept;
}

TEST(Negotiation, PassesOverRangesWithAWeightThatIsNone) {
  for (const std::string_view weight : {"2", "1.001", "-1", "0.1234", "x", "", "0,5", "1e0", ".5"})
    EXPECT_EQ(chosen("text/turtle;q=" + std::string(weight) + ", application/json;q=0.1"), "application/json")
        << weight;
  EXPECT_EQ(chosen("text/turtle;q=1.000, */*;q=0.9"), "text/turtle");
}

}  // namespace
}  // namespace pramen::server
