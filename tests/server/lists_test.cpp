// Similar records, values of a facet, records from A to Z: over HTTP, as data and as pages.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "server/target.h"
#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/shapes.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

TEST(SimilarOverHttp, AnswersAsDescribed) {
  for (const std::string query : {"", "?lang=sk", "?lang=bg&limit=20", "?limit=1&utm_source=x"}) {
    const auto answer = get_json("/api/v1/records/sk-omama/similar" + query);
    expect_shape("/api/v1/records/{id}/similar", "200", answer);
    EXPECT_EQ(answer["id"], "sk-omama");
    EXPECT_FALSE(answer["similar"].empty());
  }
  EXPECT_EQ(get_json("/api/v1/records/sk-omama/similar?limit=1")["similar"].size(), 1U);
}

TEST(SimilarOverHttp, SaysWhatIsWrong) {
  for (const std::string query : {"limit=0", "limit=21", "limit=x", "limit=-1", "lang=xx", "q=a"})
    expect_shape("/api/v1/records/{id}/similar", "400", get_json("/api/v1/records/sk-omama/similar?" + query, 400));
  for (const std::string id : {"nothing", "A", "%2e%2e"}) {
    const auto problem = get_json("/api/v1/records/" + id + "/similar", 404);
    expect_shape("/api/v1/records/{id}/similar", "404", problem);
    EXPECT_EQ(problem["type"], "urn:pramen:problem:no-such-record");
  }
  for (const std::string path :
       {"/api/v1/records//similar", "/api/v1/records/a/b/similar", "/api/v1/records/a/similar/"})
    EXPECT_EQ(get(shared_port(), path).status, 404) << path;
}

TEST(FacetOverHttp, CountsAsTheSearchDoes) {
  const auto search = get_json("/api/v1/search?q=social&lang=en&country=at&topics=housing");
  for (const auto& [facet, values] : search["facets"].items()) {
    const auto answer =
        get_json("/api/v1/facets/" + facet + "?query=social&lang=en&country=at&topics=housing&limit=100");
    expect_shape("/api/v1/facets/{facet}", "200", answer);
    EXPECT_EQ(answer["records"], search["total"]);
    const auto sorted = [](const Json& list) {
      std::map<std::string, Json> by_value;
      for (const auto& one : list) by_value[one["value"].get<std::string>()] = one;
      return by_value;
    };
    EXPECT_EQ(sorted(answer["values"]), sorted(values)) << facet;
  }
}

TEST(FacetOverHttp, FindsValuesAndSaysWhatIsWrong) {
  const auto found = get_json("/api/v1/facets/topics?q=b%C3%BDv&lang=de");
  EXPECT_EQ(found["values"][0]["value"], "housing");
  EXPECT_EQ(found["values"][0]["label"], "Wohnen");
  EXPECT_TRUE(found["values"][0].contains("matched"));
  expect_shape("/api/v1/facets/{facet}", "200", found);
  const auto missing = get_json("/api/v1/facets/colour", 404);
  expect_shape("/api/v1/facets/{facet}", "404", missing);
  EXPECT_NE(missing["detail"].get<std::string>().find("kind, country, topics"), std::string::npos);
  const auto faults = get_json("/api/v1/facets/topics?sort=up&limit=101&offset=1&facets=kind", 400);
  expect_shape("/api/v1/facets/{facet}", "400", faults);
  EXPECT_EQ(faults["errors"].size(), 4U);
}

TEST(TitlesOverHttp, AnswerAsDescribed) {
  const auto total = get_json("/api/v1/search?limit=0")["total"];
  for (const std::string query :
       {"", "?lang=sk&letter=ch", "?lang=bg&letter=%D0%90", "?letter=%23", "?kind=definition&limit=0"}) {
    const auto answer = get_json("/api/v1/titles" + query);
    expect_shape("/api/v1/titles", "200", answer);
    EXPECT_TRUE(answer["records"] == total || !answer["filters"].empty()) << query;
  }
  const auto faults = get_json("/api/v1/titles?letter=%C3%9F%C3%9F&offset=9990&limit=100&q=a", 400);
  expect_shape("/api/v1/titles", "400", faults);
  EXPECT_EQ(faults["errors"].size(), 3U);
}

TEST(ListsOverHttp, HaveTagsThatHoldUntilTheAnswerChanges) {
  for (const std::string target : {"/api/v1/records/sk-omama/similar?lang=sk", "/api/v1/facets/topics?q=a",
                                   "/api/v1/titles?lang=hu", "/a-z?lang=sk"}) {
    const auto first = get(shared_port(), target);
    const auto tag = first.header("etag");
    ASSERT_TRUE(tag.starts_with("W/\"")) << target;
    EXPECT_EQ(first.header("cache-control"), "no-cache");
    const auto again = get(shared_port(), target, "If-None-Match: " + tag + "\r\n");
    EXPECT_EQ(again.status, 304) << target;
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(again.header("vary"), first.header("vary"));
  }
  const auto tag = [](const std::string& target) { return get(shared_port(), target).header("etag"); };
  EXPECT_EQ(tag("/api/v1/titles?lang=sk&letter=ch"), tag("/api/v1/titles?letter=CH&lang=sk&limit=50"));
  EXPECT_NE(tag("/api/v1/titles?lang=sk"), tag("/api/v1/titles?lang=sk&limit=10"));
  EXPECT_EQ(tag("/api/v1/records/sk-omama/similar"), tag("/api/v1/records/sk-omama/similar?limit=5"));
  EXPECT_NE(tag("/api/v1/facets/topics?q=a"), tag("/api/v1/facets/topics?query=a"));
}

// --- pages ------------------------------------------------------------------------

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++found;
  return found;
}

TEST(AToZPage, LinksEveryTitleUnderItsLetter) {
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto front = get(shared_port(), "/a-z?lang=" + lang);
    EXPECT_EQ(front.status, 200);
    EXPECT_EQ(front.body.find("{{"), std::string::npos);
    EXPECT_NE(front.body.find("class=\"titles\""), std::string::npos);
    const Json titles = get_json("/api/v1/titles?lang=" + lang + "&limit=0");
    for (const auto& letter : titles["letters"]) {
      if (letter["count"] == 0) continue;
      const std::string address =
          "/a-z?lang=" + lang + "&amp;letter=" + server::percent_encode(letter["letter"].get<std::string>());
      const auto page =
          get(shared_port(),
              "/a-z?lang=" + lang + "&letter=" + server::percent_encode(letter["letter"].get<std::string>()));
      EXPECT_EQ(count(page.body, "href=\"/record/"), std::min(letter["count"].get<std::size_t>(), std::size_t{100}))
          << address;
      EXPECT_TRUE(front.body.find(address) != std::string::npos ||
                  front.body.find("true\">" + letter["letter"].get<std::string>()) != std::string::npos)
          << address;
    }
  }
}

TEST(AToZPage, ForgivesLettersOfOtherAlphabetsAndTellsOtherFaults) {
  EXPECT_EQ(get(shared_port(), "/a-z?lang=de&letter=Ch").status, 200);
  EXPECT_EQ(get(shared_port(), "/a-z?lang=de&colour=red&letter=").status, 200);
  const auto wrong = get(shared_port(), "/a-z?lang=de&country=zz&letter=%3Cscript%3E");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.body.find("role=\"alert\""), std::string::npos);
  EXPECT_EQ(wrong.body.find("<script>"), std::string::npos);
  EXPECT_EQ(get(shared_port(), "/a-z?lang=de&offset=99999").status, 400);
}

TEST(AToZPage, IsLinkedFromThePages) {
  for (const std::string page : {"/?lang=sk", "/record/sk-omama?lang=sk", "/a-z?lang=sk"})
    EXPECT_NE(get(shared_port(), page).body.find("href=\"/a-z?lang=sk\""), std::string::npos) << page;
}

TEST(RecordPage, ShowsSimilarRecordsOfOtherCountries) {
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto page = get(shared_port(), "/record/sk-omama?lang=" + lang).body;
    const auto begin = page.find("id=\"similar-title\""), end = page.find("</section>", begin);
    ASSERT_NE(begin, page.npos) << lang;
    const std::string section = page.substr(begin, end - begin);
    EXPECT_EQ(count(section, "class=\"why\""), 5U) << lang;
    const Json similar = get_json("/api/v1/records/sk-omama/similar?limit=20&lang=" + lang);
    for (const auto& one : similar["similar"]) {
      const bool shown = section.find(one["url"].get<std::string>() + "?") != section.npos;
      EXPECT_FALSE(shown && (one["country"] == "sk" || one["related"] == true)) << one["id"];
    }
  }
}

}  // namespace
}  // namespace pramen::tests
