// What programs ask of the site beside the API: forms of a record by Accept, search description, site map, robots.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "server/sitemap.h"
#include "tests/server/client.h"
#include "tests/server/shapes.h"
#include "tests/server/tool.h"
#include "tests/server/world.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::tests {
namespace {

using Json = nlohmann::json;

Reply accepting(const std::string& target, const std::string& accept) {
  return get(shared_port(), target, "Accept: " + accept + "\r\n");
}

std::string essence(const Reply& reply) {
  const auto type = reply.header("content-type");
  return type.substr(0, type.find(';'));
}

std::vector<std::string> all_matches(const std::string& text, const std::string& expression) {
  const std::regex pattern(expression);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

void expect_sound_xml(const std::string& xml) {
  if (!has_tool("xmllint")) return;
  const auto answer = ask_tool("xmllint --noout --nonet {}", xml);
  EXPECT_EQ(answer.status, 0) << answer.output.substr(0, 1000);
}

TEST(RecordForms, AreChosenByAccept) {
  for (const std::string path : {"/record/def-3s", "/api/v1/records/def-3s"}) {
    for (const std::string type : {"text/html", "application/json", "application/ld+json", "text/turtle"}) {
      const auto reply = accepting(path, type + ", */*;q=0.1");
      EXPECT_EQ(reply.status, 200);
      EXPECT_EQ(essence(reply), type) << path;
      EXPECT_TRUE(reply.header("vary").starts_with("Accept, ")) << path << " " << type;
      const auto again =
          get(shared_port(), path, "Accept: " + type + "\r\nIf-None-Match: " + reply.header("etag") + "\r\n");
      EXPECT_EQ(again.status, 304) << path << " " << type;
      EXPECT_EQ(again.header("vary"), reply.header("vary"));
    }
  }
  EXPECT_EQ(essence(get(shared_port(), "/record/def-3s")), "text/html");
  EXPECT_EQ(essence(get(shared_port(), "/api/v1/records/def-3s")), "application/json");
  EXPECT_EQ(essence(get(shared_port(), "/record/def-3s", "Accept: image/png\r\nAccept: text/turtle\r\n")),
            "text/turtle");
}

TEST(RecordForms, HaveAddressesAndTags) {
  std::set<std::string> tags;
  const auto html = get(shared_port(), "/record/def-3s?lang=sk").body;
  for (const std::string extension : {"", ".json", ".jsonld", ".ttl"}) {
    const auto target = "/record/def-3s" + extension;
    const auto reply = get(shared_port(), target);
    EXPECT_EQ(reply.status, 200) << target;
    EXPECT_TRUE(tags.insert(reply.header("etag")).second) << target;
    const auto head = ask(shared_port(), "HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
    EXPECT_EQ(head.header("content-length"), std::to_string(reply.body.size()));
    if (extension.empty()) continue;
    EXPECT_NE(html.find("<link rel=\"alternate\" type=\"" + essence(reply) + "\" href=\"http://localhost" + target),
              std::string::npos);
    // The address says the form; Accept has no more to say.
    EXPECT_EQ(essence(accepting(target, "image/png")), essence(reply));
    EXPECT_EQ(reply.header("vary"), "Accept-Encoding");
    EXPECT_EQ(get(shared_port(), "/record/nothing" + extension).status, 404);
  }
  EXPECT_EQ(get(shared_port(), "/record/def-3s.json").body, get(shared_port(), "/api/v1/records/def-3s").body);
  EXPECT_EQ(get(shared_port(), "/record/def-3s.xml").status, 404);
  EXPECT_EQ(get(shared_port(), "/record/.ttl").status, 404);
}

TEST(RecordForms, AreListedWhereNoneIsTaken) {
  const Json api = Json::parse(get(shared_port(), "/api/v1/openapi.json").body);
  for (const std::string path : {"/record/def-3s", "/api/v1/records/def-3s"}) {
    const auto reply = accepting(path, "image/png, text/*;q=0");
    EXPECT_EQ(reply.status, 406);
    EXPECT_EQ(essence(reply), "application/problem+json");
    const auto problem = Json::parse(reply.body);
    EXPECT_EQ(shape_faults(api, answer_schema(api, "/api/v1/records/{id}", "406"), problem),
              std::vector<std::string>{});
    ASSERT_EQ(problem["available"].size(), 4U);
    for (const auto& one : problem["available"])
      EXPECT_EQ(essence(accepting(one["url"], one["type"])), one["type"].get<std::string>());
    EXPECT_EQ(reply.header("vary"), "Accept, Accept-Encoding");
  }
  EXPECT_EQ(accepting("/record/nothing", "image/png").status, 404);
}

TEST(RecordHead, SpeaksToCitationManagersAndPreviews) {
  const auto html = get(shared_port(), "/record/def-3s?lang=en").body;
  for (const std::string line : {
           "<link rel=\"canonical\" href=\"http://localhost/record/def-3s?lang=en\">",
           "<link rel=\"alternate\" hreflang=\"hu\" href=\"http://localhost/record/def-3s?lang=hu\">",
           "<link rel=\"alternate\" hreflang=\"x-default\" href=\"http://localhost/record/def-3s\">",
           "<meta name=\"citation_title\" content=\"3S framework (start, scale, sustain)\">",
           "<meta name=\"citation_language\" content=\"en\">",
           "<meta name=\"citation_public_url\" content=\"http://localhost/record/def-3s\">",
           "<meta name=\"DC.title\" content=\"3S framework (start, scale, sustain)\">",
           "<meta name=\"DC.subject\" content=\"methods and concepts\">",
           "<meta property=\"og:url\" content=\"http://localhost/record/def-3s\">",
           "<meta property=\"og:locale\" content=\"en_GB\">",
       })
    EXPECT_NE(html.find(line), std::string::npos) << line;
  const auto span = all_matches(html, "<span class=\"Z3988\" title=\"([^\"]*)\"></span>");
  ASSERT_EQ(span.size(), 1U);
  EXPECT_TRUE(span[0].starts_with("ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&amp;"));
  EXPECT_NE(span[0].find("rft.title=3S%20framework%20%28start%2C%20scale%2C%20sustain%29&amp;"), std::string::npos);
  EXPECT_NE(span[0].find("rft.identifier=http%3A%2F%2Flocalhost%2Frecord%2Fdef-3s"), std::string::npos);
}

TEST(RecordHead, NamesNoHostThatAClientMadeUp) {
  const std::string evil = "Host: evil.example\r\n\r\n";
  for (const std::string target : {"/record/def-3s", "/", "/a-z", "/robots.txt", "/nothing",
                                   "/api/v1/suggest/opensearch?q=a", "/sitemap.xml", "/opensearch.xml"}) {
    const auto reply = ask(shared_port(), "GET " + target + " HTTP/1.1\r\n" + evil);
    EXPECT_EQ(reply.body.find("evil"), std::string::npos) << target;
    // A cache that keeps either answer asks before it gives it to the other: their tags differ.
    EXPECT_TRUE(reply.status != 200 || reply.header("etag") != get(shared_port(), target).header("etag")) << target;
  }
  for (const std::string target : {"/sitemap.xml", "/sitemap-1.xml", "/opensearch.xml"})
    EXPECT_EQ(ask(shared_port(), "GET " + target + " HTTP/1.1\r\n" + evil).status, 404) << target;
}

TEST(RecordHead, NamesThePublicAddressWhateverTheHost) {
  server::Settings settings;
  server::set_public_url(settings, "https://pramen.example.org/");
  Running running(settings);
  const auto html = get(running.port(), "/record/def-3s?lang=sk").body;
  EXPECT_NE(html.find("<meta property=\"og:url\" content=\"https://pramen.example.org/record/def-3s\">"),
            std::string::npos);
  EXPECT_EQ(html.find("http://localhost"), std::string::npos);
  EXPECT_NE(get(running.port(), "/robots.txt").body.find("\nSitemap: https://pramen.example.org/sitemap.xml\n"),
            std::string::npos);
}

TEST(OpenSearch, DescribesTheSearchInSixLanguages) {
  std::set<std::string> descriptions;
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto reply = get(shared_port(), "/opensearch.xml?lang=" + lang);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(essence(reply), "application/opensearchdescription+xml");
    expect_sound_xml(reply.body);
    EXPECT_EQ(all_matches(reply.body, "<ShortName>([^<]*)<"), std::vector<std::string>{"Prameň"});
    descriptions.insert(all_matches(reply.body, "<Description>([^<]*)<").at(0));
    // Each template leads somewhere once its place is filled.
    for (auto address : all_matches(reply.body, "template=\"http://localhost([^\"]*)\"")) {
      for (std::size_t at = 0; (at = address.find("&amp;")) != address.npos;) address.replace(at, 5, "&");
      if (const auto at = address.find("{searchTerms}"); at != address.npos) address.replace(at, 13, "dom");
      EXPECT_EQ(get(shared_port(), address).status, 200) << address;
    }
    EXPECT_NE(get(shared_port(), "/?lang=" + lang).body.find("href=\"/opensearch.xml?lang=" + lang + "\""),
              std::string::npos);
  }
  EXPECT_EQ(descriptions.size(), 6U);
}

TEST(OpenSearch, CompletesWhatIsTyped) {
  const auto reply = get(shared_port(), "/api/v1/suggest/opensearch?q=soci%C3%A1l&lang=sk");
  EXPECT_EQ(essence(reply), "application/x-suggestions+json");
  const auto answer = Json::parse(reply.body);
  ASSERT_EQ(answer.size(), 4U);
  EXPECT_EQ(answer[0], "sociál");
  ASSERT_GT(answer[1].size(), 5U);
  EXPECT_EQ(answer[1].size(), answer[2].size());
  EXPECT_EQ(answer[1].size(), answer[3].size());
  EXPECT_EQ(answer[1][0], "sociálne");
  for (const auto& address : answer[3]) {
    const auto whole = address.get<std::string>();
    ASSERT_TRUE(whole.starts_with("http://localhost/"));
    EXPECT_EQ(get(shared_port(), whole.substr(16)).status, 200) << whole;
  }
  EXPECT_EQ(Json::parse(get(shared_port(), "/api/v1/suggest/opensearch").body)[1].size(), 0U);
  EXPECT_EQ(get(shared_port(), "/api/v1/suggest/opensearch?q=a&limit=3").status, 400);
}

TEST(SiteMap, NamesEveryPageInEveryLanguage) {
  const auto reply = get(shared_port(), "/sitemap.xml");
  EXPECT_EQ(reply.status, 200);
  expect_sound_xml(reply.body);
  const auto addresses = all_matches(reply.body, "<loc>http://localhost([^<]*)</loc>");
  const auto ready = Json::parse(get(shared_port(), "/health/ready").body);
  const auto concepts = static_cast<std::size_t>(
      std::ranges::count_if(addresses, [](const std::string& one) { return one.starts_with("/concept/"); }));
  EXPECT_GT(concepts, 6U * 10);
  EXPECT_EQ(addresses.size(), 6 * (ready["records"].get<std::size_t>() + 5) + concepts);
  EXPECT_EQ(std::set<std::string>(addresses.begin(), addresses.end()).size(), addresses.size());
  for (std::size_t i = 0; i < addresses.size(); i += 97)
    EXPECT_EQ(get(shared_port(), addresses[i]).status, 200) << addresses[i];
  EXPECT_EQ(all_matches(reply.body, "hreflang=\"([^\"]*)\"").size(), 7 * addresses.size());
  EXPECT_NE(reply.body.find("<lastmod>" + ready["published_at"].get<std::string>() + "</lastmod>"), std::string::npos);
  // Each page names the same alternates as the site map does.
  EXPECT_NE(get(shared_port(), "/a-z?lang=sk").body.find("hreflang=\"bg\" href=\"http://localhost/a-z?lang=bg\""),
            std::string::npos);
  EXPECT_EQ(get(shared_port(), "/sitemap-1.xml").body, reply.body);
}

TEST(SiteMap, IsAnIndexWhereOneFileIsNotEnough) {
  const TemporaryFolder folder;
  std::vector<std::string> lines;
  for (std::uint32_t i = 0; i < server::sitemap_records + 7; ++i)
    lines.push_back(record_line("r" + std::to_string(i), "en", "Record " + std::to_string(i)));
  build_lines(folder, lines);
  server::Settings settings;
  settings.database = folder / "db";
  Running running(settings);
  const auto index = get(running.port(), "/sitemap.xml");
  expect_sound_xml(index.body);
  const auto parts = all_matches(index.body, "<sitemap><loc>http://localhost([^<]*)</loc>");
  EXPECT_EQ(parts, (std::vector<std::string>{"/sitemap-1.xml", "/sitemap-2.xml"}));
  std::set<std::string> addresses;
  for (const auto& part : parts) {
    const auto reply = get(running.port(), part);
    EXPECT_LT(reply.body.size(), 50'000'000U);
    const auto listed = all_matches(reply.body, "<loc>http://localhost([^<]*)</loc>");
    EXPECT_LT(listed.size(), 50'000U);
    addresses.insert(listed.begin(), listed.end());
  }
  EXPECT_EQ(addresses.size(), 6 * (lines.size() + 5));
  for (const std::string none : {"0", "3", "01", "-1", "1x", "99999999999", "+1", ""})
    EXPECT_EQ(get(running.port(), "/sitemap-" + none + ".xml").status, 404) << none;
}

TEST(Crawlers, AreToldWhereTheSiteMapIs) {
  const auto reply = get(shared_port(), "/robots.txt");
  EXPECT_EQ(essence(reply), "text/plain");
  EXPECT_NE(reply.body.find("\nDisallow: /api/\n"), std::string::npos);
  EXPECT_NE(reply.body.find("\nSitemap: http://localhost/sitemap.xml\n"), std::string::npos);
}

TEST(Crawlers, FindWhomToTellOfAWeakness) {
  EXPECT_EQ(get(shared_port(), "/.well-known/security.txt").status, 404);
  server::Settings settings;
  server::set_security_contact(settings, "mailto:security@example.org");
  Running running(settings);
  const auto reply = get(running.port(), "/.well-known/security.txt");
  EXPECT_EQ(reply.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_TRUE(reply.body.starts_with("Contact: mailto:security@example.org\n"));
  const auto expires = all_matches(reply.body, "\nExpires: (\\d{4}-\\d\\d-\\d\\d)T00:00:00Z\n");
  ASSERT_EQ(expires.size(), 1U);
  const std::time_t now = std::time(nullptr), later = now + 365 * 24 * 3600;
  char today[16], in_a_year[16];
  std::strftime(today, sizeof today, "%Y-%m-%d", std::gmtime(&now));
  std::strftime(in_a_year, sizeof in_a_year, "%Y-%m-%d", std::gmtime(&later));
  EXPECT_LT(today, expires[0]);
  EXPECT_GT(in_a_year, expires[0]);
}

TEST(Crawlers, AreSparedWhatDidNotChange) {
  for (const std::string target :
       {"/robots.txt", "/sitemap.xml", "/sitemap-1.xml", "/opensearch.xml?lang=sk", "/record/def-3s.jsonld",
        "/record/def-3s.ttl", "/record/def-3s.json", "/api/v1/suggest/opensearch?q=a&lang=sk"}) {
    const auto first = get(shared_port(), target);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.header("cache-control"), "no-cache");
    const auto again = get(shared_port(), target, "If-None-Match: " + first.header("etag") + "\r\n");
    EXPECT_EQ(again.status, 304) << target;
    EXPECT_EQ(again.header("vary"), first.header("vary")) << target;
    const auto head = ask(shared_port(), "HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), std::to_string(first.body.size()));
  }
}

}  // namespace
}  // namespace pramen::tests
