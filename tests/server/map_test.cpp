// The records of a search on a map: over HTTP, as data and as a page.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "server/map_shapes.h"
#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/shapes.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

constexpr std::initializer_list<const char*> searches = {"",
                                                         "lang=sk",
                                                         "q=social&match=all",
                                                         "country=at",
                                                         "country=sk&country=bg&kind=organisation",
                                                         "q=Budapest&lang=hu&year=2000..2025",
                                                         "q=zzqqxxyy"};

void expect_shape(const std::string& status, const Json& value) { tests::expect_shape("/api/v1/map", status, value); }

std::uint64_t total_of(const std::string& query) {
  return get_json("/api/v1/search?limit=0&facets=&" + query)["total"].get<std::uint64_t>();
}

// The query without its countries, and with this one.
std::string in_country(std::string query, const std::string& country) {
  for (std::size_t at = 0; (at = query.find("country=", at)) != query.npos;) query.erase(at, 11);
  return query + "&country=" + country;
}

TEST(MapOverHttp, CountsCountriesAsTheSearchDoes) {
  for (const std::string query : searches) {
    const auto map = get_json("/api/v1/map?" + query);
    expect_shape("200", map);
    EXPECT_EQ(map["total"], total_of(query)) << query;
    EXPECT_EQ(map["countries"].empty(), map["total"] == 0) << query;
    for (const auto& country : map["countries"]) {
      EXPECT_EQ(country["count"], total_of(in_country(query, country["country"]))) << query << country;
      std::uint64_t kinds = 0;
      for (const auto& count : country["kinds"]) kinds += count.get<std::uint64_t>();
      EXPECT_EQ(country["count"], kinds) << query << country;
    }
  }
}

TEST(MapOverHttp, PutsEveryRecordInOnePlaceOrNone) {
  for (const std::string query : searches) {
    const auto map = get_json("/api/v1/map?" + query);
    std::uint64_t placed = 0;
    std::set<std::pair<std::string, std::string>> names;
    for (const auto& place : map["places"]) {
      placed += place["count"].get<std::uint64_t>();
      EXPECT_TRUE(names.emplace(place["country"].get<std::string>(), place["place"].get<std::string>()).second)
          << place;
      std::uint64_t kinds = 0;
      for (const auto& count : place["kinds"]) kinds += count.get<std::uint64_t>();
      EXPECT_EQ(place["count"], kinds);
    }
    EXPECT_EQ(placed + map["without_place"].get<std::uint64_t>(), map["total"].get<std::uint64_t>()) << query;
    EXPECT_FALSE(map["places_left_out"].get<bool>());
  }
}

TEST(MapOverHttp, KnowsTheLatitudeOfBratislava) {
  const auto map = get_json("/api/v1/map?country=sk");
  const auto found =
      std::ranges::find_if(map["places"], [](const Json& place) { return place["place"] == "Bratislava"; });
  ASSERT_NE(found, map["places"].end());
  EXPECT_NEAR((*found)["lat"].get<double>(), 48.15, 0.1);
  EXPECT_NEAR((*found)["lon"].get<double>(), 17.11, 0.1);
}

TEST(MapOverHttp, SaysWhatIsWrong) {
  for (const std::string query :
       {"country=zz", "lang=xx", "limit=5", "offset=3", "sort=title", "facets=kind", "place=a"})
    expect_shape("400", get_json("/api/v1/map?" + query, 400));
}

TEST(MapShapes, HoldTheCountriesOfTheConsortium) {
  for (const char* country : {"at", "bg", "cz", "hu", "sk", "lv", "mt"})
    EXPECT_NE(server::MapShapes::europe().named(country), nullptr) << country;
  const auto& shapes = server::MapShapes::middle();
  for (const char* country : {"at", "bg", "cz", "hu", "sk"}) EXPECT_NE(shapes.named(country), nullptr) << country;
  for (const char* none : {"int", "-", "mt"}) EXPECT_EQ(shapes.named(none), nullptr) << none;
  EXPECT_THROW(server::MapShapes(""), std::runtime_error);
  EXPECT_THROW(server::MapShapes("frame 1 2 3 4 5\nsk x 1 2 M0 0z"), std::runtime_error);
}

// Every country of the vocabulary that is one, but those beyond the ocean.
TEST(MapShapes, HoldTheEuropeanCountriesOfTheVocabulary) {
  const auto schema = get_json("/api/v1/schema");
  const auto& values = schema["vocabularies"]["country"];
  ASSERT_GT(values.size(), 40U);
  for (const auto& value : values) {
    const std::string key = value["key"];
    const bool outside = key == "us" || key == "ca" || key == "eu" || key == "int";
    EXPECT_EQ(server::MapShapes::europe().named(key) == nullptr, outside) << key;
  }
}

// The figures are d3-geo's, which drew the outlines.
TEST(MapShapes, ProjectAsTheOutlinesWereDrawn) {
  struct Case {
    const server::MapShapes& shapes;
    double lat, lon, x, y;
  };
  const Case cases[] = {{server::MapShapes::europe(), 35.90, 14.51, 542.38, 915.55},
                        {server::MapShapes::europe(), 60.17, 24.94, 665.88, 244.97},
                        {server::MapShapes::middle(), 48.21, 16.37, 367.63, 261.81},
                        {server::MapShapes::middle(), 42.70, 23.32, 700.31, 632.81}};
  for (const Case& one : cases) {
    const auto point = one.shapes.point(one.lat, one.lon);
    ASSERT_TRUE(point) << one.lat;
    EXPECT_NEAR(point->x, one.x, 0.02);
    EXPECT_NEAR(point->y, one.y, 0.02);
  }
  EXPECT_FALSE(server::MapShapes::middle().point(60.17, 24.94));
  for (const double lon : {-167.4, -74.0, 100.0, 180.0}) EXPECT_FALSE(server::MapShapes::europe().point(-52.2, lon));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++found;
  return found;
}

TEST(MapPage, SaysTheSameInThePictureAndInTheLists) {
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto page = get(shared_port(), "/map?lang=" + lang);
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find("{{"), page.body.npos);
    const auto map = get_json("/api/v1/map?lang=" + lang);
    const auto table = page.body.find("<table"), end = page.body.rfind("</svg>");
    const std::string picture = page.body.substr(0, end), lists = page.body.substr(end);
    EXPECT_EQ(count(lists, "href=\"/record/"), map["total"].get<std::size_t>()) << lang;
    for (std::size_t at = 0; (at = picture.find("href=\"#place-", at)) != picture.npos; ++at) {
      const auto begin = at + 7, quote = picture.find('"', begin);
      EXPECT_NE(lists.find("id=\"" + picture.substr(begin, quote - begin) + "\""), lists.npos);
    }
    EXPECT_EQ(count(picture, "class=\"map-mark\""), count(picture, "<circle") - 1);  // one is the sign of the site
    for (const std::string country : {"at", "bg", "cz", "hu", "sk"}) {
      EXPECT_NE(picture.find("class=\"map-name\" href=\"/?lang=" + lang + "&amp;country=" + country + "\""),
                picture.npos)
          << lang << country;
      EXPECT_NE(page.body.find("<th scope=\"row\"><a href=\"/?lang=" + lang + "&amp;country=" + country + "\"", table),
                page.body.npos);
    }
  }
}

// A place is marked once: in the middle where that is shown, else on the continent.
TEST(MapPage, MarksAPlaceInOnePicture) {
  const auto page = get(shared_port(), "/map?lang=en").body;
  std::set<std::string> anchors;
  for (std::size_t at = 0; (at = page.find("class=\"map-mark\" href=\"#", at)) != page.npos; ++at) {
    const auto begin = at + 24;
    EXPECT_TRUE(anchors.insert(page.substr(begin, page.find('"', begin) - begin)).second);
  }
  std::size_t shown = 0;
  const auto map = get_json("/api/v1/map");
  for (const auto& place : map["places"])
    shown += server::MapShapes::europe().point(place["lat"], place["lon"]) ? 1 : 0;
  EXPECT_EQ(anchors.size(), shown);
  EXPECT_EQ(count(page, "<svg class=\"map "), 2U);
  EXPECT_EQ(count(get(shared_port(), "/map?lang=en&country=es").body, "<svg class=\"map "), 1U);
}

TEST(MapPage, KeepsTheSearchInItsLinks) {
  const auto page = get(shared_port(), "/map?lang=sk&q=social&topics=housing&offset=20&sort=year").body;
  EXPECT_NE(page.find("href=\"/?lang=sk&amp;q=social&amp;country=at&amp;topics=housing\""), page.npos);
  EXPECT_NE(page.find("href=\"/map?lang=sk&amp;q=social&amp;kind=organisation&amp;topics=housing\""), page.npos);
  EXPECT_NE(get(shared_port(), "/?lang=sk&q=social").body.find("href=\"/map?q=social&amp;lang=sk\""), page.npos);
}

TEST(MapPage, TellsFaultsAndThatThereIsNothing) {
  const auto wrong = get(shared_port(), "/map?lang=de&country=%3Cscript%3E");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.body.find("role=\"alert\""), wrong.body.npos);
  EXPECT_EQ(wrong.body.find("<script>"), wrong.body.npos);
  const auto nothing = get(shared_port(), "/map?lang=de&q=zzqqxxyy");
  EXPECT_EQ(nothing.status, 200);
  EXPECT_EQ(nothing.body.find("class=\"map-lands\""), nothing.body.npos);
}

TEST(MapPage, HasATagThatHoldsUntilTheAnswerChanges) {
  for (const std::string target : {"/map?lang=sk", "/api/v1/map?lang=sk", "/api/v1/records/sk-omama/network"}) {
    const auto tag = get(shared_port(), target).header("etag");
    EXPECT_EQ(get(shared_port(), target, "If-None-Match: " + tag + "\r\n").status, 304) << target;
  }
}

}  // namespace
}  // namespace pramen::tests
