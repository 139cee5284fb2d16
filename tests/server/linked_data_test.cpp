#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/json_ld.h"
#include "server/properties.h"
#include "server/turtle.h"
#include "tests/server/client.h"
#include "tests/server/tool.h"
#include "tests/server/world.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

Json document(int port, const std::string& id) {
  const auto reply = get(port, "/record/" + id + ".jsonld");
  EXPECT_EQ(reply.status, 200) << id;
  EXPECT_EQ(reply.header("content-type"), "application/ld+json");
  return Json::parse(reply.body);
}

// The JSON-LD that a page carries.
Json block(int port, const std::string& target) {
  const auto html = get(port, target).body;
  const std::string begin = "<script type=\"application/ld+json\">";
  const auto from = html.find(begin);
  if (from == html.npos) return nullptr;
  const auto start = from + begin.size();
  return Json::parse(html.substr(start, html.find("</script>", start) - start));
}

std::vector<std::string> all_ids() {
  std::vector<std::string> ids;
  for (int offset = 0;; offset += 100) {
    const auto answer =
        Json::parse(get(shared_port(), "/api/v1/search?facets=&limit=100&offset=" + std::to_string(offset)).body);
    for (const auto& hit : answer["hits"]) ids.push_back(hit["id"]);
    if (answer["hits"].size() < 100) return ids;
  }
}

// How many triples the node and those in it make: a type each, and each value of each property.
std::size_t triples(const Json& node) {
  std::size_t count = 0;
  for (const auto& [name, value] : node.items()) {
    if (name == "@context" || name == "@id") continue;
    const Json values = value.is_array() ? value : Json::array({value});
    for (const auto& one : values) {
      if (one.is_object() && !one.contains("@type")) {  // words by language
        for (const auto& [lang, words] : one.items()) count += words.is_array() ? words.size() : 1;
      } else {
        count += 1 + (one.is_object() ? triples(one) : 0);
      }
    }
  }
  return count;
}

TEST(LinkedData, EveryRecordIsTheSameTriplesInBothWritings) {
  if (!has_tool("serdi")) GTEST_SKIP() << "serdi is not installed";
  // One document for all, since a process for each would take a while.
  std::string all;
  std::size_t expected = 0;
  for (const auto& id : all_ids()) {
    expected += triples(document(shared_port(), id));
    all += get(shared_port(), "/record/" + id + ".ttl").body;
  }
  const auto answer = ask_tool("serdi -i turtle -o ntriples {}", all);
  EXPECT_EQ(answer.status, 0) << answer.output.substr(0, 1000);
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(answer.output, '\n')), expected);
}

TEST(LinkedData, DefinitionsAreTerms) {
  const auto page = block(shared_port(), "/record/def-3s?lang=sk");
  EXPECT_EQ(page["@context"], "https://schema.org");
  EXPECT_EQ(page["@type"], "DefinedTerm");
  EXPECT_TRUE(page["@id"].get<std::string>().ends_with("/record/def-3s"));
  EXPECT_EQ(page["name"], "Rámec 3S (začať, rozšíriť, udržať)");
  EXPECT_EQ(page["alternateName"], Json::array({"Start-Scale-Sustain framework", "3S"}));
  EXPECT_EQ(page["termCode"], "def-3s");
  EXPECT_EQ(page["inLanguage"], "sk");
  EXPECT_EQ(page["inDefinedTermSet"]["@type"], "DefinedTermSet");
  EXPECT_EQ(page["subjectOf"]["publisher"]["name"], "OECD");
  EXPECT_EQ(page["subjectOf"]["datePublished"], "2025");

  const auto whole = document(shared_port(), "def-3s");
  EXPECT_EQ(whole["name"]["en"], "3S framework (start, scale, sustain)");
  EXPECT_EQ(whole["name"]["sk"], page["name"]);
  EXPECT_EQ(whole["inLanguage"], Json::array({"en", "sk"}));
  EXPECT_EQ(whole["dcterms:bibliographicCitation"], "OECD 2025");
  EXPECT_EQ(whole["dcterms:date"], "2025");
  EXPECT_TRUE(whole["dcterms:type"].contains("sk"));
  EXPECT_EQ(document(shared_port(), "def-cz-isp")["dcterms:bibliographicCitation"],
            "zákon č. 468/2024 Sb., o integračním sociálním podniku, účinné od 1. ledna 2025");
}

TEST(LinkedData, OrganisationsHaveAPlace) {
  const auto page = block(shared_port(), "/record/org-abf?lang=en");
  EXPECT_EQ(page["@type"], "Organization");
  EXPECT_EQ(page["name"], "America for Bulgaria Foundation");
  EXPECT_EQ(page["address"]["addressLocality"], "Sofia");
  EXPECT_EQ(page["address"]["addressCountry"], "BG");
  EXPECT_DOUBLE_EQ(page["location"]["geo"]["latitude"].get<double>(), 42.6977);
  EXPECT_EQ(page["keywords"], "finance for social purpose");
  EXPECT_FALSE(page.contains("inLanguage"));
}

TEST(LinkedData, PracticesAreArticlesWithTheirSources) {
  const auto page = block(shared_port(), "/record/at-alles-clara?lang=de");
  EXPECT_EQ(page["@type"], "Article");
  EXPECT_EQ(page["name"], "Alles Clara");
  EXPECT_TRUE(page["abstract"].get<std::string>().starts_with("Österreichisches Projekt"));
  EXPECT_EQ(page["spatialCoverage"]["name"], "Österreich");
  EXPECT_EQ(page["spatialCoverage"]["address"]["addressCountry"], "AT");
  EXPECT_EQ(page["keywords"], Json::array({"Alter und Pflege", "Digitales und Technologie"}));
  EXPECT_EQ(page["about"][0]["termCode"], "ageing-care");
  EXPECT_EQ(page["citation"]["url"], "https://www.sozialmarie.org/en/blog/5700");
  // Its year is that of an award, which is no date of the text or of the practice.
  EXPECT_FALSE(page.contains("temporalCoverage") || page.contains("datePublished"));
}

TEST(LinkedData, OrganisationsOfAPracticeAreThoseOfItsProject) {
  const auto page = block(shared_port(), "/record/bg-jamba?lang=en");
  const auto& project = page["about"].back();
  EXPECT_EQ(project["@type"], "Project");
  EXPECT_EQ(project["member"]["@type"], "OrganizationRole");
  EXPECT_EQ(project["member"]["roleName"], "run by");
  EXPECT_TRUE(project["member"]["member"]["@id"].get<std::string>().ends_with("/record/org-social-future"));
  EXPECT_EQ(project["funder"]["name"], "America for Bulgaria Foundation");
  const auto awarded = block(shared_port(), "/record/at-alles-clara?lang=en")["about"].back();
  EXPECT_TRUE(awarded["award"].get<std::string>().starts_with("awarded by: ")) << awarded;
}

TEST(LinkedData, DefinitionsNameWhoIssuedThemAndWhatTheyReplace) {
  const TemporaryFolder folder;
  const auto line = [](const std::string& id, const std::string& kind, const std::string& facts) {
    return R"({"id":")" + id + R"(","kind":")" + kind + R"(","original":"en",)" + facts +
           R"("texts":{"en":{"title":")" + id + "\"}}}\n";
  };
  build_lines(folder, {line("new", "definition", R"("replaces":["old"],"issued_by":["org"],)"),
                       line("old", "definition", R"("related":["new"],)"),
                       line("org", "organisation", R"("related":["new"],"part_of":["whole"],)"),
                       line("whole", "organisation", R"("related":["org"],)")});
  server::Settings settings;
  settings.database = folder / "db";
  Running running(settings);
  const auto address = [](const Json& value) { return value.get<std::string>(); };
  const auto now = document(running.port(), "new");
  EXPECT_TRUE(address(now["dcterms:replaces"]).ends_with("/record/old"));
  EXPECT_TRUE(address(now["dcterms:publisher"]).ends_with("/record/org"));
  EXPECT_TRUE(address(document(running.port(), "old")["dcterms:isReplacedBy"]).ends_with("/record/new"));
  EXPECT_TRUE(address(document(running.port(), "org")["memberOf"]["@id"]).ends_with("/record/whole"));
  EXPECT_TRUE(address(document(running.port(), "whole")["member"]["@id"]).ends_with("/record/org"));
}

TEST(LinkedData, SaysOnlyWhatTheRecordHolds) {
  const TemporaryFolder folder;
  build_lines(folder, {record_line("bare", "en", "Bare"),
                       R"({"id":"world","kind":"organisation","original":"en","country":"int","org_type":"ngo",)"
                       R"("web":"https://example.org/a|b","texts":{"en":{"title":"World"}}})"
                       "\n",
                       record_line("begun", "en", "Begun", "", R"("year": 2015, "year_basis": "start-or-stated")")});
  server::Settings settings;
  settings.database = folder / "db";
  Running running(settings);

  const auto bare = block(running.port(), "/record/bare?lang=en");
  for (const auto& [name, value] : bare.items())
    EXPECT_TRUE(name[0] == '@' || name == "name" || name == "headline" || name == "inLanguage" ||
                name == "identifier" || name == "url" || name == "isPartOf")
        << name;
  const auto world = block(running.port(), "/record/world?lang=en");
  EXPECT_EQ(world["@type"], "NGO");
  EXPECT_FALSE(world.contains("address") || world.contains("location"));
  EXPECT_EQ(world["url"], "https://example.org/a%7Cb");
  EXPECT_EQ(block(running.port(), "/record/begun?lang=en")["temporalCoverage"], "2015");
}

TEST(LinkedData, RelatedRecordsAreThere) {
  std::size_t related = 0;
  for (const auto& id : all_ids()) {
    const auto whole = document(shared_port(), id);
    if (!whole.contains("dcterms:relation")) continue;
    const Json list = whole["dcterms:relation"];
    const auto address = (list.is_array() ? list[0] : list).get<std::string>();
    EXPECT_EQ(get(shared_port(), address.substr(address.find("/record/"))).status, 200) << id;
    ++related;
  }
  EXPECT_GT(related, 0U);
}

TEST(LinkedData, AddressesAreRelativeWhereTheOwnIsNotKnown) {
  const auto reply = ask(shared_port(), "GET /record/def-3s.jsonld HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_EQ(reply.body.find("evil"), std::string::npos);
  EXPECT_EQ(Json::parse(reply.body)["@id"], "/record/def-3s");
  const auto turtle = ask(shared_port(), "GET /record/def-3s.ttl HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_NE(turtle.body.find("\n</record/def-3s>\n"), std::string::npos);
}

server::Thing odd_thing(const std::string& text) {
  server::Thing thing{"CreativeWork", "https://example.org/record/odd", {}};
  thing.statements.push_back({&server::property::name, server::Words{text, "en"}});
  thing.statements.push_back({&server::property::latitude, 48.0});
  thing.statements.push_back({&server::property::latitude, -0.125});
  thing.statements.push_back({&server::property::latitude, 123.456});
  return thing;
}

TEST(Turtle, EscapesEveryCharacter) {
  std::string text = "\"quoted\" \\ back\\slash \"\"\" @en ^^ <x> Žltý кон 🌍 \x7f";
  for (char c = 1; c < 0x20; ++c) text += c;
  const auto turtle = server::turtle_document(odd_thing(text));
  for (const char c : turtle) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
  EXPECT_NE(turtle.find("\\\"quoted\\\" \\\\ back\\\\slash"), std::string::npos);
  EXPECT_NE(turtle.find("schema:latitude 48, -1.25E-1, 1.23456E2"), std::string::npos) << turtle;
  if (!has_tool("serdi")) GTEST_SKIP() << "serdi is not installed";
  const auto answer = ask_tool("serdi -i turtle -o ntriples {}", turtle);
  EXPECT_EQ(answer.status, 0) << answer.output;
  EXPECT_EQ(std::ranges::count(answer.output, '\n'), 5);
}

TEST(JsonLd, NothingInABlockEndsIt) {
  for (const std::string text : {"</script><script>alert(1)</script>", "<!--<script>", "]]>", "\xe2\x80\xa8"}) {
    const auto block = server::json_ld_block(odd_thing(text));
    EXPECT_EQ(block.find('<'), std::string::npos);
    const auto json = Json::parse(block);
    EXPECT_EQ(json["name"], text);
    EXPECT_TRUE(json["latitude"][0].is_number_integer());
  }
}

}  // namespace
}  // namespace pramen::tests
