// The result page without JavaScript: every filter, bar and chip is an address of another search.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "server/target.h"
#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

const std::vector<std::string> languages = {"sk", "cs", "de", "hu", "bg", "en"};

std::string page(const std::string& target) {
  const Reply reply = get(shared_port(), target);
  EXPECT_EQ(reply.status, 200) << target;
  return reply.body;
}

std::string between(const std::string& html, const std::string& begin, const std::string& end) {
  const auto from = html.find(begin);
  if (from == html.npos) return {};
  const auto start = from + begin.size();
  return html.substr(start, html.find(end, start) - start);
}

std::string total(const std::string& html) { return between(html, "data-total=\"", "\""); }

bool has(const std::string& html, const std::string& text) { return html.find(text) != html.npos; }

std::string plain(std::string html) {
  for (std::size_t at = 0; (at = html.find("&amp;", at)) != html.npos; ++at) html.replace(at, 5, "&");
  return html;
}

std::vector<std::string> matches(const std::string& html, const std::string& pattern) {
  const std::regex one(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(html.begin(), html.end(), one), end; at != end; ++at)
    found.push_back(plain((*at)[1].str()));
  return found;
}

TEST(Histogram, BarsAreLinksThatFindWhatTheySay) {
  const std::string html = between(page("/?q=social&lang=en&match=all&country=at"), "<ol class=\"histogram\"", "</ol>");
  const auto links = matches(html, "href=\"([^\"]*)\"");
  const auto counts = matches(html, "title=\"[^:]*: ([0-9]+) record");
  ASSERT_GT(links.size(), 1U);
  ASSERT_EQ(links.size(), counts.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    EXPECT_TRUE(has(links[i], "year=") && has(links[i], "country=at")) << links[i];
    EXPECT_EQ(total(page(links[i])), counts[i]) << links[i];
  }
}

TEST(Histogram, ABarThatIsChosenGoesBack) {
  const auto links = matches(between(page("/?lang=sk"), "<ol class=\"histogram\"", "</ol>"), "href=\"([^\"]*)\"");
  ASSERT_FALSE(links.empty());
  const std::string chosen = between(page(links.back()), "<ol class=\"histogram\"", "</ol>");
  EXPECT_EQ(matches(chosen, "href=\"([^\"]*)\" title=\"[^\"]*\" aria-current=\"true\""),
            std::vector<std::string>{"/?lang=sk"});
  EXPECT_TRUE(has(chosen, "histogram-on"));
}

TEST(Histogram, StandsInTheAnswerOfTheApiToo) {
  const auto answer = get_json("/api/v1/search?q=social&lang=en&year=2015..2020");
  expect_shape("/api/v1/search", "200", answer);
  std::uint64_t bars = 0, years = 0;
  for (const auto& bar : answer["histograms"]["year"]["bars"]) bars += bar["count"].get<std::uint64_t>();
  for (const auto& year : answer["facets"]["year"]) years += year["count"].get<std::uint64_t>();
  EXPECT_EQ(bars, years);
  EXPECT_TRUE(get_json("/api/v1/search?q=social&facets=kind")["histograms"].empty());
}

TEST(FacetBoxes, FindValuesByNameAndKeepTheOtherFilters) {
  const std::string html = page("/?q=social&lang=sk&country=at&_find_topics=byva");
  const std::string box = between(html, "data-facet=\"topics\"", "</fieldset>");
  EXPECT_EQ(matches(box, "type=\"checkbox\" id=\"([^\"]*)\""), std::vector<std::string>{"topics-housing"});
  EXPECT_TRUE(has(box, "name=\"_find_topics\" value=\"byva\""));
  EXPECT_TRUE(has(html, "value=\"at\" form=\"search\" checked"));
  const auto counted = get_json("/api/v1/facets/topics?q=byva&query=social&country=at&lang=sk");
  EXPECT_EQ(between(box, "data-count=\"", "\""), counted["values"][0]["count"].dump());
  const std::string none =
      between(page("/?lang=sk&topics=energy&_find_topics=zzz"), "data-facet=\"topics\"", "</fieldset>");
  EXPECT_TRUE(has(none, "0 hodnôt"));
  EXPECT_TRUE(has(none, "value=\"energy\" form=\"search\" checked"));
}

TEST(FacetBoxes, AreMarkedWhereAValueIsLookedForByAnotherName) {
  const std::string box = between(page("/?lang=de&_find_topics=byva"), "data-facet=\"topics\"", "</fieldset>");
  EXPECT_TRUE(has(box, "Wohnen (bývanie)")) << box;
}

TEST(Chips, NameFiltersAmongTheWordsToo) {
  const std::string html =
      page("/?lang=sk&q=" + server::percent_encode("bývanie country:at -kind:definition") + "&year=2010..2020");
  const std::string chips = between(html, "<div class=\"chips\">", "</div>");
  EXPECT_TRUE(has(chips, "krajina: Rakúsko"));
  EXPECT_TRUE(has(chips, "okrem: definícia"));
  EXPECT_TRUE(has(chips, "rok: 2010–2020"));
  const auto links = matches(chips, "href=\"([^\"]*)\"");
  ASSERT_EQ(links.size(), 4U);
  EXPECT_EQ(links[0], "/?q=" + server::percent_encode("bývanie NOT kind:definition") + "&lang=sk&year=2010..2020");
  EXPECT_EQ(links[3], "/?q=" + server::percent_encode("bývanie") + "&lang=sk");
  EXPECT_FALSE(has(page(links[3]), "<div class=\"chips\">"));
}

TEST(Hits, LeadToTheRecordInItsOtherLanguages) {
  const std::string html = page("/?q=omama&lang=sk&country=sk");
  const auto answer = get_json("/api/v1/search?q=omama&lang=sk&country=sk");
  const std::string first = between(html, "<li class=\"hit\">", "</li>");
  const auto codes = matches(first, "hreflang=\"([a-z]+)\"");
  std::set<std::string> written;
  for (const auto& code : answer["hits"][0]["facets"]["languages"]) written.insert(code);
  std::set<std::string> shown(codes.begin(), codes.end());
  shown.insert(answer["hits"][0]["lang"].get<std::string>());
  EXPECT_EQ(shown, written);
}

TEST(Hits, HaveTheReadersTitleAboveAForeignPassage) {
  bool seen = false;
  const auto answer = get_json("/api/v1/search?q=volunteers&lang=sk&limit=100");
  for (const auto& hit : answer["hits"]) {
    if (!hit.contains("reader_title")) continue;
    seen = true;
    EXPECT_NE(hit["lang"], "sk");
    EXPECT_EQ(get_json("/api/v1/records/" + hit["id"].get<std::string>() + "?lang=sk")["text"]["title"],
              hit["reader_title"]);
  }
  EXPECT_TRUE(seen);
  EXPECT_TRUE(has(page("/?q=volunteers&lang=sk&limit=100"), "<p class=\"hit-other-title\" lang=\"en\">"));
}

TEST(Questions, SayWhatIsLookedForInSixLanguages) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"čo znamená sociálny podnik?", "Hľadáme: sociálny podnik"},
      {"co znamená sociální podnik", "Hledáme: sociální podnik"},
      {"was bedeutet soziale Innovation", "Wir suchen: soziale Innovation"},
      {"mit jelent a társadalmi innováció", "Erre keresünk: társadalmi innováció"},
      {"какво означава социална иновация", "Търсим: социална иновация"},
      {"what does social innovation mean", "Searching for: social innovation"}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string html = page("/?lang=" + languages[i] + "&q=" + server::percent_encode(cases[i].first));
    EXPECT_TRUE(has(html, "<p class=\"note\">" + cases[i].second + "</p>")) << cases[i].first;
    EXPECT_NE(total(html), "0") << cases[i].first;
    EXPECT_TRUE(has(html, "class=\"card\"")) << cases[i].first;
  }
  const auto answer = get_json("/api/v1/search?lang=en&q=what+is+social+innovation");
  expect_shape("/api/v1/search", "200", answer);
  EXPECT_EQ(answer["query"]["understood"], "social innovation");
  EXPECT_EQ(get_json("/api/v1/search?lang=en&q=social+innovation")["query"]["understood"], nullptr);
}

TEST(Sharing, NamesTheSearchWithItsFiltersAndTheEdition) {
  const std::string html = page("/?q=komunita&lang=sk&country=at&offset=10");
  const std::string share = plain(between(html, "<details class=\"share\">", "</details>"));
  EXPECT_TRUE(has(share, "href=\"/?q=komunita&lang=sk&country=at\""));
  EXPECT_TRUE(has(share, "„komunita“, krajina: Rakúsko"));
  EXPECT_TRUE(has(share, "Vydanie 1 z"));
  EXPECT_FALSE(has(page("/?lang=sk"), "class=\"share\""));
}

TEST(ResultPages, NameTheSameSearchInEveryLanguage) {
  for (const std::string target : {"/?q=social&country=at", "/a-z?letter=s", "/map?q=social", "/compare", "/"}) {
    const auto reply = get(shared_port(), target);
    const auto codes = matches(reply.body, "<link rel=\"alternate\" hreflang=\"([^\"]*)\"");
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()),
              (std::set<std::string>{"sk", "cs", "de", "hu", "bg", "en", "x-default"}))
        << target;
  }
  EXPECT_FALSE(has(get(shared_port(), "/nothing").body, "rel=\"alternate\" hreflang"));
}

}  // namespace
}  // namespace pramen::tests
