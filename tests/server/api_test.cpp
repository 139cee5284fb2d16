#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/shapes.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

const Json& description() {
  static const Json api = get_json("/api/v1/openapi.json");
  return api;
}

TEST(Api, AnswersSearchesAsDescribed) {
  for (const std::string query :
       {"", "?q=innovation", "?q=soci%C3%A1lne&lang=sk&country=at&country=sk&limit=100", "?q=%22social+innovation%22",
        "?year=2015..2020&sort=year&offset=5", "?facets=", "?q=soci%C3%A1lne+podniky&lang=sk&explain=true", "?facets=country,kind&limit=0", "?q=zzzzqqqq",
        "?q=(((%20AND&lang=bg", "?match=any&q=a+b+c&utm_source=x&_x=1"}) {
    expect_shape("/api/v1/search", "200", get_json("/api/v1/search" + query));
  }
}

TEST(Api, SuggestsAsDescribed) {
  for (const std::string query : {"", "?q=", "?q=s&lang=sk", "?q=soci%C3%A1l&lang=bg", "?q=inov+soc&lang=de",
                                  "?q=NKCSI&lang=hu", "?q=zzzzqqqq&utm_source=x&_x=1", "?q=%09%7F%3Cb%3E&lang="})
    expect_shape("/api/v1/suggest", "200", get_json("/api/v1/suggest" + query));
  const auto answer = get_json("/api/v1/suggest?q=inov+soc&lang=sk");
  std::vector<std::string> kinds;
  for (const auto& group : answer["groups"]) kinds.push_back(group["kind"]);
  EXPECT_EQ(kinds, (std::vector<std::string>{"definition", "case_study", "organisation", "queries"}));
  EXPECT_EQ(answer["groups"][0]["label"], "definície");
  EXPECT_GT(answer["groups"][0]["total"].get<int>(), 0);
  for (const auto& one : answer["groups"][0]["suggestions"])
    EXPECT_EQ(get(shared_port(), one["url"].get<std::string>()).status, 200) << one;
  const auto words = get_json("/api/v1/suggest?q=soci%C3%A1l&lang=sk")["groups"][3];
  ASSERT_FALSE(words["suggestions"].empty());
  for (const auto& one : words["suggestions"]) {
    EXPECT_GT(one["count"].get<int>(), 0);
    EXPECT_EQ(get(shared_port(), one["url"].get<std::string>()).status, 200) << one;
  }
}

TEST(Api, SuggestsForTheFirstHundredCharacters) {
  const auto answer = get_json("/api/v1/suggest?q=" + std::string(3'000, 'a'));
  EXPECT_EQ(answer["query"]["cut"], true);
  EXPECT_EQ(answer["query"]["text"], std::string(100, 'a'));
}

TEST(Api, NamesEveryFaultOfASuggestion) {
  const auto problem = get_json("/api/v1/suggest?q=a&lang=xx&limit=3", 400);
  expect_shape("/api/v1/suggest", "400", problem);
  EXPECT_EQ(problem["errors"].size(), 2U);
  EXPECT_EQ(get(shared_port(), "/api/v1/suggest?q=%ff").status, 400);
  EXPECT_EQ(get(shared_port(), "/api/v1/suggest/").status, 404);
}

TEST(Api, CountsAreHitsOfTheFilter) {
  const auto answer = get_json("/api/v1/search?q=social&lang=en&match=all");
  ASSERT_GT(answer["total"].get<int>(), 0);
  for (const auto& [facet, values] : answer["facets"].items()) {
    for (const auto& value : values) {
      const auto filtered = get_json("/api/v1/search?q=social&lang=en&match=all&limit=0&" + facet + "=" +
                                     value["value"].get<std::string>());
      EXPECT_EQ(filtered["total"], value["count"]) << facet << " " << value;
    }
  }
}

TEST(Api, NamesEveryFaultOfARequest) {
  const auto problem = get_json("/api/v1/search?limit=1000&country=zz&colour=red&sort=up", 400);
  expect_shape("/api/v1/search", "400", problem);
  EXPECT_EQ(problem["errors"].size(), 4U);
  EXPECT_EQ(problem["type"], "urn:pramen:problem:invalid-parameter");
  EXPECT_EQ(problem["instance"], "/api/v1/search");
  EXPECT_EQ(get_json("/api/v1/search?offset=9999&limit=100", 400)["errors"].size(), 1U);
}

TEST(Api, GivesRecordsAsDescribed) {
  const auto all = get_json("/api/v1/search?limit=100");
  for (const auto& hit : all["hits"]) {
    const auto id = hit["id"].get<std::string>();
    const auto record = get_json("/api/v1/records/" + id + "?lang=sk");
    expect_shape("/api/v1/records/{id}", "200", record);
    EXPECT_EQ(record["id"], id);
    EXPECT_TRUE(record["texts"].contains(record["original"].get<std::string>()));
    EXPECT_EQ(record["languages"].size(), record["texts"].size());
  }
}

TEST(Api, LabelsARecordInTheReadersLanguage) {
  const auto record = get_json("/api/v1/records/at-magma?lang=sk");
  EXPECT_EQ(record["facts"]["country"], "at");
  EXPECT_EQ(record["labels"]["country"]["at"], "Rakúsko");
  EXPECT_EQ(record["text"]["lang"], "sk");
  EXPECT_EQ(get_json("/api/v1/records/at-magma")["labels"]["country"]["at"], "Austria");
  EXPECT_FALSE(get_json("/api/v1/records/at-magma").contains("text"));
}

TEST(Api, SaysThatThereIsNoSuchRecord) {
  for (const std::string id : {"nothing", "A", "%2e%2e", "a%2Fb", "a%20b", "-a", "%F0%9F%8C%8D"}) {
    const auto problem = get_json("/api/v1/records/" + id, 404);
    expect_shape("/api/v1/records/{id}", "404", problem);
  }
  expect_shape("/api/v1/records/{id}", "400", get_json("/api/v1/records/at-magma?lang=xx", 400));
  expect_shape("/api/v1/records/{id}", "400", get_json("/api/v1/records/at-magma?colour=red", 400));
}

TEST(Api, DescribesTheSchemaAndItself) {
  expect_shape("/api/v1/schema", "200", get_json("/api/v1/schema"));
  expect_shape("/health/live", "200", get_json("/health/live"));
  expect_shape("/health/ready", "200", get_json("/health/ready"));
  const auto schema = get_json("/api/v1/schema");
  for (const auto& facet : schema["facets"]) {
    const auto& parameters = description()["paths"]["/api/v1/search"]["get"]["parameters"];
    EXPECT_TRUE(
        std::ranges::any_of(parameters, [&](const Json& one) { return one.value("name", "") == facet["name"]; }));
  }
}

TEST(Api, UnknownPathsAreProblems) {
  for (const std::string path : {"/api/", "/api/v1", "/api/v1/", "/api/v1/search/", "/api/v1/records/",
                                 "/api/v1/records/a/b", "/api/v2/search", "/api/v1/Search", "/api/v1/../v1/search"}) {
    const auto reply = get(shared_port(), path);
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_EQ(reply.header("content-type"), "application/problem+json") << path;
  }
}

TEST(Api, ProblemsNeverRepeatTheQuery) {
  const auto reply = get(shared_port(), "/api/v1/search?limit=secret-word");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body.find("secret-word"), std::string::npos);
}

TEST(Caching, TagsHoldUntilTheAnswerChanges) {
  for (const std::string target :
       {"/api/v1/search?q=a", "/api/v1/suggest?q=a&lang=sk", "/api/v1/records/at-magma", "/api/v1/schema",
        "/api/v1/openapi.json", "/?q=a&lang=sk", "/record/at-magma?lang=sk"}) {
    const auto first = get(shared_port(), target);
    const auto tag = first.header("etag");
    ASSERT_TRUE(tag.starts_with("W/\"")) << target;
    EXPECT_EQ(first.header("cache-control"), "no-cache");
    const auto bare = tag.substr(2);
    for (const std::string& list : {tag, bare, "\"x\", " + tag, "W/\"a,b\" , " + bare, std::string("*")}) {
      const auto again = get(shared_port(), target, "If-None-Match: " + list + "\r\n");
      EXPECT_EQ(again.status, 304) << target << " " << list;
      EXPECT_EQ(again.body, "");
      EXPECT_EQ(again.header("etag"), tag);
      EXPECT_EQ(again.header("vary"), first.header("vary"));
      EXPECT_EQ(again.count("content-length"), 0U);
    }
    for (const std::string list : {"\"x\"", "W/\"\"", "x", "", ","}) {
      EXPECT_EQ(get(shared_port(), target, "If-None-Match: " + list + "\r\n").status, 200) << list;
    }
  }
}

TEST(Caching, NothingIsNotUnchanged) {
  for (const std::string target : {"/api/v1/records/nothing", "/record/nothing?lang=sk"})
    EXPECT_EQ(get(shared_port(), target, "If-None-Match: *\r\n").status, 404) << target;
}

TEST(Caching, AKeptAnswerIsTheSameAnswer) {
  for (const std::string target :
       {"/api/v1/search?q=kept", "/api/v1/suggest?q=s", "/?q=kept&lang=sk", "/record/at-magma?lang=en"}) {
    const auto first = get(shared_port(), target), second = get(shared_port(), target);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(first.headers.size(), second.headers.size());
    const auto packed = get(shared_port(), target, "Accept-Encoding: gzip\r\n");
    const auto again = get(shared_port(), target, "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(packed.body, again.body);
    EXPECT_EQ(packed.header("etag"), first.header("etag"));
    EXPECT_EQ(packed.count("etag"), 1U);
    EXPECT_LT(packed.body.size(), first.body.size());
  }
}

TEST(Caching, OneRequestHasOneTagHoweverItIsWritten) {
  const auto tag = [](const std::string& query) {
    return get(shared_port(), "/api/v1/search?" + query).header("etag");
  };
  EXPECT_EQ(tag("q=a&country=sk&country=at"), tag("country=at&country=sk&offset=0&q=a&utm_source=x"));
  EXPECT_NE(tag("q=a"), tag("q=b"));
  EXPECT_NE(tag("q=a&lang=sk"), tag("q=a&lang=de"));
}

TEST(Caching, PagesDifferByLanguage) {
  const auto slovak = get(shared_port(), "/", "Accept-Language: sk\r\n");
  const auto german = get(shared_port(), "/", "Accept-Language: de-AT,de;q=0.9,en;q=0.5\r\n");
  EXPECT_NE(slovak.header("etag"), german.header("etag"));
  EXPECT_EQ(german.header("content-language"), "de");
  EXPECT_NE(german.header("vary").find("Accept-Language"), std::string::npos);
}

TEST(Caching, AssetsOfThisVersionMayBeKept) {
  const auto page = get(shared_port(), "/").body;
  const auto at = page.find("/assets/pramen.css?v=");
  ASSERT_NE(at, std::string::npos);
  const auto address = page.substr(at, page.find('"', at) - at);
  EXPECT_EQ(get(shared_port(), address).header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get(shared_port(), "/assets/pramen.css?v=old").header("cache-control"), "no-cache");
  EXPECT_EQ(get(shared_port(), "/assets/pramen.css").header("content-type"), "text/css; charset=utf-8");
  for (const std::string path : {"/assets/", "/assets/..%2Fopenapi.json", "/assets/../openapi.json",
                                 "/assets/nothing.css", "/assets/%2e%2e/locales/sk.json"}) {
    EXPECT_EQ(get(shared_port(), path).status, 404) << path;
  }
}

TEST(Caching, FontsAreNamedByThePageAndMayBeKept) {
  const auto page = get(shared_port(), "/?lang=bg").body;
  for (const std::string letters : {"latin", "cyrillic"}) {
    const auto at = page.find("/assets/source-sans-" + letters + ".");
    ASSERT_NE(at, std::string::npos) << letters;
    const auto font = get(shared_port(), page.substr(at, page.find('"', at) - at));
    EXPECT_EQ(font.status, 200);
    EXPECT_EQ(font.header("content-type"), "font/woff2");
    EXPECT_EQ(font.header("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(font.body.substr(0, 4), "wOF2");
  }
  EXPECT_EQ(page.find("source-sans-latin-ext"), std::string::npos);
}

TEST(Metrics, CountsByRouteLanguageAndStatus) {
  Running running;
  get(running.port(), "/api/v1/search");
  get(running.port(), "/api/v1/search?offset=0");  // the same request, spelt out
  get(running.port(), "/api/v1/search?limit=x");
  get(running.port(), "/?lang=hu");
  get(running.port(), "/?lang=de-AT%22%7D");  // a language is one of ours, whatever is asked for
  get(running.port(), "/%zz");
  const auto text = get(running.port(), "/metrics").body;
  const auto has = [&](const std::string& line) { return text.find(line + "\n") != text.npos; };
  EXPECT_TRUE(has(R"(pramen_requests_total{route="search",lang="",status="200"} 2)")) << text;
  EXPECT_TRUE(has(R"(pramen_requests_total{route="search",lang="",status="400"} 1)"));
  EXPECT_TRUE(has(R"(pramen_requests_total{route="search_page",lang="hu",status="200"} 1)"));
  EXPECT_TRUE(has(R"(pramen_requests_total{route="refused",lang="",status="400"} 1)"));
  EXPECT_TRUE(has(R"(pramen_request_seconds_count{route="search"} 3)"));
  EXPECT_TRUE(has(R"(pramen_request_seconds_bucket{route="search",le="+Inf"} 3)"));
  EXPECT_EQ(text.find("%22"), text.npos);
  EXPECT_EQ(text.find("de-AT"), text.npos);
  EXPECT_TRUE(has(R"(pramen_cache_answers_total{from="memory"} 1)")) << text;
  EXPECT_TRUE(has("pramen_generation 1"));
  EXPECT_NE(text.find("process_resident_memory_bytes "), text.npos);
  EXPECT_EQ(text.find("pramen_jobs"), text.npos) << "there is no admin API here";
}

TEST(Metrics, CountSearchesThatFindNothingByLanguage) {
  Running running;
  for (int i = 0; i < 3; ++i) get(running.port(), "/api/v1/search?q=zzzz&lang=sk");  // once anew, twice from memory
  get(running.port(), "/?q=zzzz&lang=sk");
  get(running.port(), "/?q=inovácia&lang=sk");
  get(running.port(), "/api/v1/search?q=inovácia&lang=de");
  get(running.port(), "/api/v1/search?q=inovácia&lang=de&offset=10");  // a further page is no search
  get(running.port(), "/api/v1/search?lang=bg");                       // nor is looking around
  const auto text = get(running.port(), "/metrics").body;
  const auto has = [&](const std::string& line) { return text.find(line + "\n") != text.npos; };
  EXPECT_TRUE(has(R"(pramen_searches_total{lang="sk",found="nothing"} 4)")) << text;
  EXPECT_TRUE(has(R"(pramen_searches_total{lang="sk",found="some"} 1)"));
  EXPECT_TRUE(has(R"(pramen_searches_total{lang="de",found="some"} 1)"));
  EXPECT_TRUE(has(R"(pramen_searches_total{lang="de",found="nothing"} 0)"));
  EXPECT_EQ(text.find(R"(pramen_searches_total{lang="bg")"), text.npos);
}

}  // namespace
}  // namespace pramen::tests
