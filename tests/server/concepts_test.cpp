// Concepts and definitions side by side: over HTTP, as data and as pages.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "indexer/builder.h"
#include "server/target.h"
#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/shapes.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;
const std::vector<std::string> languages = {"sk", "cs", "de", "hu", "bg", "en"};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++found;
  return found;
}

// RFC 4180, read by its grammar.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows = {{}};
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        cell += text[++i];
      else
        quoted = false;
    } else if (c == '"') {
      EXPECT_TRUE(cell.empty());
      quoted = true;
    } else if (c == ',' || c == '\r') {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (c != '\r') continue;
      EXPECT_EQ(text.substr(i, 2), "\r\n");
      ++i;
      rows.emplace_back();
    } else {
      cell += c;
    }
  }
  EXPECT_TRUE(rows.back().empty()) << "the last row ends, too";
  rows.pop_back();
  return rows;
}

// The page's own address, in full.
std::string canonical(const std::string& page) {
  constexpr std::string_view begin = "<link rel=\"canonical\" href=\"";
  const std::size_t at = page.find(begin);
  if (at == std::string::npos) return {};
  return page.substr(at + begin.size(), page.find('"', at + begin.size()) - at - begin.size());
}

TEST(ConceptPages, AreThereInSkosToo) {
  const auto turtle = get(shared_port(), "/concept/social-innovation.ttl");
  EXPECT_EQ(turtle.status, 200);
  EXPECT_EQ(turtle.header("content-type"), "text/turtle; charset=utf-8");
  EXPECT_NE(turtle.body.find(":social-innovation a skos:Concept"), std::string::npos);
  EXPECT_NE(turtle.body.find("skos:narrower"), std::string::npos);
  const auto linked = get(shared_port(), "/concept/social-innovation", "Accept: application/ld+json\r\n");
  EXPECT_EQ(linked.header("content-type"), "application/ld+json");
  EXPECT_TRUE(nlohmann::json::parse(linked.body).contains("@graph"));
  EXPECT_EQ(get(shared_port(), "/concept/social-innovation", "Accept: image/png\r\n").status, 406);
  EXPECT_EQ(get(shared_port(), "/concept/no-such-thing.ttl").status, 404);
  // Its neighbours are named, and nothing is said of their own place.
  const std::string excerpt = get(shared_port(), "/concept/accelerator.ttl").body;
  EXPECT_NE(excerpt.find("skos:related :incubator"), std::string::npos) << excerpt;
  EXPECT_NE(excerpt.find("skos:inScheme <https://w3id.org/pramen/thesaurus>"), std::string::npos) << excerpt;
  EXPECT_EQ(excerpt.find("TopConcept"), std::string::npos) << excerpt;
}

TEST(ConceptsOverHttp, ARecordSaysWhereItNamesThem) {
  constexpr std::string_view route = "/api/v1/records/{id}/concepts";
  const auto answer = get_json("/api/v1/records/sk-omama/concepts?lang=de");
  expect_shape(std::string(route), "200", answer);
  const auto award = std::ranges::find(answer["concepts"], "award", [](const Json& one) { return one["id"]; });
  ASSERT_NE(award, answer["concepts"].end());
  EXPECT_EQ((*award)["label"], "Auszeichnung");
  std::set<std::string> words;
  for (const auto& place : (*award)["places"]) {
    const auto text = answer["texts"][place["lang"]][place["field"]].get<std::string>();
    const std::size_t begin = place["begin"], end = place["end"];
    words.insert(text.substr(begin, end - begin));
  }
  EXPECT_TRUE(words.contains("cenu za sociálne inovácie")) << answer;
  expect_shape(std::string(route), "400", get_json("/api/v1/records/sk-omama/concepts?lang=xx&q=a", 400));
  expect_shape(std::string(route), "404", get_json("/api/v1/records/nothing/concepts", 404));
  // The same concepts in the record's linked data.
  const std::string turtle = get(shared_port(), "/record/sk-omama.ttl").body;
  EXPECT_NE(turtle.find("schema:mentions"), std::string::npos) << turtle;
  EXPECT_NE(turtle.find("/concept/award>"), std::string::npos) << turtle;
}

TEST(ConceptsOverHttp, APageShowsTheTermInItsContext) {
  for (const std::string& lang : languages) {
    const std::string page = get(shared_port(), "/concept/social-innovation?lang=" + lang).body;
    EXPECT_GT(count(page, "<details class=\"usage\">"), 10U) << lang;
    EXPECT_GT(count(page, "concordance-left"), 50U) << lang;
    EXPECT_GT(count(page, "usage-word\""), 10U) << lang;
  }
}

TEST(ConceptsOverHttp, AnswerAsDescribed) {
  for (const std::string query :
       {"", "?lang=sk&q=soci%C3%A1lna", "?q=zzqq", "?limit=0&lang=bg", "?limit=100&offset=100"})
    expect_shape("/api/v1/concepts", "200", get_json("/api/v1/concepts" + query));
  EXPECT_EQ(get_json("/api/v1/concepts?q=spolocenska+inov&lang=sk")["concepts"][0]["id"], "social-innovation");
  for (const std::string id : {"social-innovation", "social-enterprise", "incubator"}) {
    for (const std::string query : {"", "?lang=sk", "?lang=bg"})
      expect_shape("/api/v1/concepts/{id}", "200", get_json("/api/v1/concepts/" + id + query));
  }
  expect_shape("/api/v1/concepts", "400", get_json("/api/v1/concepts?limit=101&lang=xx&country=sk", 400));
  expect_shape("/api/v1/concepts/{id}", "400", get_json("/api/v1/concepts/social-innovation?lang=xx&q=a", 400));
  for (const std::string id : {"nothing", "Social-Innovation", "%3Cscript%3E"}) {
    const auto problem = get_json("/api/v1/concepts/" + id, 404);
    expect_shape("/api/v1/concepts/{id}", "404", problem);
    EXPECT_EQ(problem["type"], "urn:pramen:problem:no-such-concept");
  }
}

TEST(CompareOverHttp, AnswersAsDescribed) {
  for (const std::string query :
       {"concept=social-innovation", "concept=social-innovation&countries=sk,at,hu,bg&lang=sk",
        "concept=social-enterprise&narrower=yes&lang=de", "ids=def-si-krems,def-si-mirri&lang=hu",
        "concept=social-economy&countries=sk&countries=eu&lang=bg&format=json", "concept=incubator"})
    expect_shape("/api/v1/compare", "200", get_json("/api/v1/compare?" + query));
  const auto answer = get_json("/api/v1/compare?concept=social-innovation&countries=sk,at,hu,bg");
  std::set<std::string> countries;
  for (const auto& definition : answer["definitions"])
    countries.insert(definition["country"]["key"].get<std::string>());
  EXPECT_EQ(countries, (std::set<std::string>{"at", "hu", "sk"}));
  EXPECT_EQ(answer["without"][0]["country"], "bg");
}

TEST(CompareOverHttp, SaysWhatIsWrong) {
  for (const std::string query :
       {"", "countries=sk", "concept=social-innovation&countries=zz", "ids=nothing", "ids=org-nkcsi",
        "concept=social-innovation&format=xml", "concept=social-innovation&q=a", "concept=social-innovation&lang=xx",
        "concept=social-innovation&narrower=maybe"})
    expect_shape("/api/v1/compare", "400", get_json("/api/v1/compare?" + query, 400));
  expect_shape("/api/v1/compare", "404", get_json("/api/v1/compare?concept=nothing", 404));
}

TEST(CompareOverHttp, GivesATableForSpreadsheets) {
  for (const std::string& lang : languages) {
    const std::string query = "?concept=social-innovation&countries=sk,at,hu,eu&lang=" + lang;
    const auto reply = get(shared_port(), "/api/v1/compare" + query + "&format=csv");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_NE(reply.header("content-disposition").find("compare-social-innovation.csv"), std::string::npos);
    ASSERT_TRUE(reply.body.starts_with("\xEF\xBB\xBF"));
    const auto rows = parse_csv(reply.body.substr(3));
    const auto answer = get_json("/api/v1/compare" + query);
    const std::size_t columns = answer["definitions"].size();
    std::map<std::string, std::vector<std::string>> dimensions;
    for (const auto& row : rows) {
      EXPECT_EQ(row.size(), 4 + columns);
      for (const std::string& cell : row)
        EXPECT_EQ(std::string("=+-@").find(cell.empty() ? 'x' : cell[0]), std::string::npos) << cell;
      if (row[0] == "dimension") dimensions[row[1]] = row;
    }
    EXPECT_EQ(dimensions.size(), 18U);
    for (std::size_t i = 0; i < columns; ++i) {
      EXPECT_EQ(rows[0][4 + i], answer["definitions"][i]["id"]);
      for (const auto& key : answer["definitions"][i]["dimensions"])
        EXPECT_EQ(dimensions[key.get<std::string>()][4 + i], "1");
    }
  }
}

TEST(CardOverHttp, IsPartOfTheSearch) {
  const auto answer = get_json("/api/v1/search?q=%C4%8Do+je+soci%C3%A1lna+inov%C3%A1cia&lang=sk");
  expect_shape("/api/v1/search", "200", answer);
  EXPECT_EQ(answer["card"]["concept"], "social-innovation");
  EXPECT_EQ(answer["card"]["compare"], "/compare?concept=social-innovation");
  EXPECT_GT(answer["total"], 10);
  EXPECT_EQ(get_json("/api/v1/search?q=soci%C3%A1lna+inov%C3%A1cia+xyz&lang=sk")["card"], nullptr);
}

TEST(ConceptsOverHttp, HaveTagsThatHoldUntilTheAnswerChanges) {
  for (const std::string target :
       {"/api/v1/concepts?lang=sk", "/api/v1/concepts/social-innovation", "/api/v1/compare?concept=social-innovation",
        "/api/v1/compare?concept=social-innovation&format=csv", "/concept/social-innovation?lang=sk",
        "/compare?concept=social-innovation&lang=sk"}) {
    const auto first = get(shared_port(), target);
    const auto tag = first.header("etag");
    ASSERT_TRUE(tag.starts_with("W/\"")) << target;
    EXPECT_EQ(get(shared_port(), target, "If-None-Match: " + tag + "\r\n").status, 304) << target;
  }
  const auto tag = [](const std::string& target) { return get(shared_port(), target).header("etag"); };
  EXPECT_EQ(tag("/api/v1/compare?concept=social-innovation&countries=sk,at"),
            tag("/api/v1/compare?countries=sk&countries=at&concept=social-innovation"));
  EXPECT_NE(tag("/api/v1/compare?concept=social-innovation&format=csv"),
            tag("/api/v1/compare?concept=social-innovation"));
}

// --- pages ------------------------------------------------------------------------

TEST(ConceptPages, SpeakSixLanguages) {
  std::set<std::string> headings;
  for (const std::string& lang : languages) {
    const auto page = get(shared_port(), "/concept/social-innovation?lang=" + lang);
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find("{{"), std::string::npos);
    EXPECT_TRUE(canonical(page.body).ends_with("/concept/social-innovation?lang=" + lang)) << canonical(page.body);
    EXPECT_NE(page.body.find("/compare?concept=social-innovation&amp;lang=" + lang), std::string::npos);
    EXPECT_GT(count(page.body, "<blockquote"), 3U);
    EXPECT_GT(count(page.body, "<mark>"), 3U);
    const auto begin = page.body.find("<h1");
    headings.insert(page.body.substr(begin, page.body.find("</h1>", begin) - begin));
  }
  EXPECT_EQ(headings.size(), 6U);
}

TEST(ConceptPages, HelpWhereThereIsNoSuchConcept) {
  for (const std::string& lang : languages) {
    for (const std::string path :
         {"/concept/nothing", "/concept/%3Cscript%3E", "/compare?concept=nothing", "/concept/country%2Fsk"}) {
      const auto page = get(shared_port(), path + (path.find('?') == path.npos ? "?" : "&") + "lang=" + lang);
      EXPECT_EQ(page.status, 404) << path;
      EXPECT_NE(page.body.find("name=\"q\""), std::string::npos);
      EXPECT_EQ(page.body.find("<script>"), std::string::npos);
    }
  }
  EXPECT_NE(get(shared_port(), "/concept/social?lang=sk").body.find("href=\"/concept/social-"), std::string::npos);
}

TEST(ComparePages, AlignDefinitionsInATable) {
  for (const std::string& lang : languages) {
    const std::string query = "?concept=social-innovation&countries=sk%2Cat%2Chu%2Cbg&lang=" + lang;
    const auto page = get(shared_port(), "/compare" + query);
    const auto answer = get_json("/api/v1/compare" + query);
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find("{{"), std::string::npos);
    const std::size_t columns = answer["definitions"].size();
    EXPECT_EQ(count(page.body, "<th scope=\"col\">"), columns + 1);
    EXPECT_EQ(count(page.body, "<tr class=\"row-"), 18U);
    std::size_t has = 0;
    for (const auto& definition : answer["definitions"]) {
      has += definition["dimensions"].size();
      EXPECT_NE(page.body.find("href=\"/record/" + definition["id"].get<std::string>() + "?"), std::string::npos);
    }
    EXPECT_EQ(count(page.body, "<td class=\"has\">"), has);
    EXPECT_NE(page.body.find("<caption"), std::string::npos);
    EXPECT_NE(page.body.find("format=csv"), std::string::npos);
    EXPECT_TRUE(canonical(page.body).ends_with(
        "/compare?concept=social-innovation&amp;countries=sk%2Cat%2Chu%2Cbg&amp;lang=" + lang))
        << canonical(page.body);
  }
}

TEST(ComparePages, AreChosenByFormsWithoutJavaScript) {
  const auto countries = get(shared_port(), "/compare?concept=social-innovation&lang=sk&countries=at&countries=hu");
  EXPECT_EQ(countries.status, 200);
  EXPECT_NE(countries.body.find("value=\"at\" checked"), std::string::npos);
  EXPECT_EQ(countries.body.find("value=\"sk\" checked"), std::string::npos);
  const auto by_hand =
      get(shared_port(), "/compare?concept=social-innovation&lang=sk&ids=def-si-krems&ids=def-si-oecd-2022");
  EXPECT_EQ(count(by_hand.body, "<th scope=\"col\">"), 3U);
  EXPECT_EQ(get(shared_port(), "/compare?lang=sk").status, 200);
  EXPECT_NE(get(shared_port(), "/compare?lang=sk").body.find("/compare?concept=social-innovation"), std::string::npos);
  EXPECT_EQ(get(shared_port(), "/compare?lang=sk&concept=social-innovation&countries=zz").status, 400);
  EXPECT_EQ(get(shared_port(), "/compare?lang=sk&concept=incubator").status, 200);
}

TEST(SearchPage, ShowsACardForATerm) {
  for (const std::string& lang : languages) {
    const auto page = get(shared_port(), "/?q=social+innovation&lang=" + lang);
    EXPECT_EQ(count(page.body, "class=\"card\""), 1U) << lang;
    EXPECT_NE(page.body.find("/compare?concept=social-innovation&amp;lang=" + lang), std::string::npos) << lang;
  }
  EXPECT_EQ(count(get(shared_port(), "/?q=housing+first+vienna&lang=en").body, "class=\"card\""), 0U);
  EXPECT_NE(get(shared_port(), "/?q=spolo%C4%8Densk%C3%A1+inov%C3%A1cia&lang=sk")
                .body.find("Tezaurus uprednostňuje názov „sociálna inovácia“"),
            std::string::npos);
}

TEST(RecordPage, LeadsToConceptsAndTheComparison) {
  const auto definition = get(shared_port(), "/record/def-si-mirri?lang=sk").body;
  EXPECT_NE(definition.find("href=\"/concept/social-innovation?lang=sk\""), std::string::npos);
  EXPECT_NE(definition.find("href=\"/compare?concept=social-innovation&amp;lang=sk\""), std::string::npos);
  const auto practice = get(shared_port(), "/record/sk-omama?lang=sk").body;
  EXPECT_GT(count(practice, "href=\"/concept/"), 0U);
  EXPECT_LE(count(practice, "href=\"/concept/"), 8U);
  EXPECT_EQ(count(practice, "href=\"/compare?concept="), 0U);
}

TEST(ConceptPages, NothingStoredBecomesMarkup) {
  const TemporaryFolder folder;
  const std::string evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
  indexer::BuildOptions options;
  options.corpus = folder.write(
      "records.jsonl",
      R"({"id":"def-si-mirri","kind":"definition","original":"en","country":"sk","issuer":")" + evil + R"(","term":")" +
          evil + R"(","version":")" + evil + R"(","elements":["new-ideas"],"sources":[{"title":")" + evil +
          R"(","url":"https://example.org/"}],"texts":{"en":{"title":"T )" + evil +
          R"(","summary":"Social innovation )" + evil + R"(","body":"Social innovation )" + evil + R"("}}})" + "\n");
  options.database = folder / "db";
  ASSERT_EQ(indexer::build(options, [](corpus::Problem&&) {}).records, 1U);
  server::Settings settings;
  settings.database = options.database;
  Running running(settings);
  for (const std::string target : {"/concept/social-innovation?lang=en", "/compare?concept=social-innovation&lang=sk",
                                   "/?q=social+innovation&lang=en", "/record/def-si-mirri?lang=en"}) {
    const auto page = get(running.port(), target);
    EXPECT_EQ(page.status, 200) << target;
    EXPECT_EQ(page.body.find("<script>"), std::string::npos) << target;
    EXPECT_EQ(page.body.find("<img"), std::string::npos) << target;
    EXPECT_NE(page.body.find("&lt;script&gt;"), std::string::npos) << target;
  }
}

}  // namespace
}  // namespace pramen::tests
