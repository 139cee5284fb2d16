#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "indexer/builder.h"
#include "server/target.h"
#include "server/texts.h"
#include "tests/server/client.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

Reply page(const std::string& target) { return get(shared_port(), target); }

std::string text_between(const std::string& html, const std::string& begin, const std::string& end) {
  const auto from = html.find(begin);
  if (from == html.npos) return {};
  const auto start = from + begin.size();
  return html.substr(start, html.find(end, start) - start);
}

// Tags, and the names of all attributes, of a page.
std::set<std::string> names_in(const std::string& html) {
  static const std::regex tag("<([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[^\\s\"'<>/=]+(?:=\"[^\"]*\")?)*)\\s*/?>");
  static const std::regex attribute("\\s+([^\\s\"'<>/=]+)(=\"[^\"]*\")?");
  std::set<std::string> names;
  for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
    names.insert("<" + (*at)[1].str());
    const std::string attributes = (*at)[2];
    for (std::sregex_iterator one(attributes.begin(), attributes.end(), attribute); one != end; ++one)
      names.insert((*one)[1]);
  }
  return names;
}

const std::vector<std::string>& payloads() {
  static const std::vector<std::string> list = {"<script>alert(1)</script>",
                                                "\"><script>alert(1)</script>",
                                                "'><img src=x onerror=alert(1)>",
                                                "\" onfocus=alert(1) autofocus=\"",
                                                "</title><script>alert(1)</script>",
                                                "</textarea><svg/onload=alert(1)>",
                                                "{{{q}}}",
                                                "{{#t}}{{skip}}{{/t}}",
                                                "javascript:alert(1)",
                                                "<mark><img src=x onerror=alert(1)></mark>",
                                                "&lt;script&gt;",
                                                "<!--",
                                                "]]>",
                                                "\x01\x02\x1f",
                                                "\xe2\x80\xae"
                                                "abc",
                                                "<a href=//evil>",
                                                "%3Cscript%3E",
                                                "${7*7}",
                                                "' OR 1=1 --",
                                                "<plaintext>",
                                                "<base href=//evil>",
                                                "<meta http-equiv=refresh content=0>"};
  return list;
}

TEST(Pages, NothingTypedBecomesMarkup) {
  const auto clean = names_in(page("/?q=a&lang=sk").body + page("/?q=a&country=zz&lang=sk").body +
                              page("/?q=zzqq&country=at&lang=sk").body + page("/?q=zz+AND+(&lang=sk").body);
  EXPECT_TRUE(clean.contains("<input") && clean.contains("aria-label"));
  for (const auto& payload : payloads()) {
    const auto value = server::percent_encode(payload);
    for (const std::string& target :
         {"/?lang=sk&q=" + value, "/?lang=" + value, "/?lang=sk&country=" + value, "/?lang=sk&year=" + value,
          "/?lang=sk&_year_from=" + value, "/?lang=sk&_find_topics=" + value, "/?lang=sk&sort=" + value,
          "/?lang=sk&facets=" + value, "/?lang=sk&" + value + "=1", "/record/" + value + "?lang=sk", "/" + value,
          "/?lang=sk&match=" + value, "/?lang=sk&q=%22" + value + "%22&country=at", "/?lang=sk&offset=" + value}) {
      const auto reply = page(target);
      EXPECT_TRUE(reply.status == 200 || reply.status == 400 || reply.status == 404) << target << " " << reply.status;
      for (const auto& name : names_in(reply.body))
        EXPECT_TRUE(clean.contains(name) || name == "href") << target << " " << name;
      EXPECT_EQ(reply.body.find("<script>"), std::string::npos) << target;
      EXPECT_EQ(reply.body.find("onerror=alert(1)>"), std::string::npos) << target;
      EXPECT_EQ(reply.header("content-type"),
                reply.body.starts_with("<!DOCTYPE") ? "text/html; charset=utf-8" : "application/problem+json");
    }
  }
}

TEST(Pages, NothingStoredBecomesMarkup) {
  const TemporaryFolder folder;
  std::string lines;
  int number = 0;
  for (const auto& payload : payloads()) {
    if (payload.find('\x01') != payload.npos) continue;
    std::string json;
    for (const char c : payload) json += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    lines += R"({"id":"r)" + std::to_string(++number) + R"(","kind":"definition","original":"en","issuer":")" + json +
             R"(","sources":[{"title":")" + json + R"(","url":"https://example.org/"}],"texts":{"en":{"title":"word )" +
             json + R"(","summary":"word )" + json + R"(","alternative":[")" + json + R"("],"body":"word )" + json +
             "\\n\\n[x](javascript:alert(1))\"}}}\n";
  }
  indexer::BuildOptions options;
  options.corpus = folder.write("records.jsonl", lines);
  options.database = folder / "db";
  options.skip_invalid = true;
  const auto report = indexer::build(options, [](corpus::Problem&&) {});
  ASSERT_GT(report.records, 15U);
  server::Settings settings;
  settings.database = options.database;
  Running running(settings);

  const auto check = [](const std::string& html, const std::string& where) {
    EXPECT_EQ(html.find("<script>"), std::string::npos) << where;
    EXPECT_EQ(html.find("<img"), std::string::npos) << where;
    EXPECT_EQ(html.find("<base"), std::string::npos) << where;
    EXPECT_EQ(html.find("href=\"javascript"), std::string::npos) << where;
    const auto names = names_in(html);
    EXPECT_FALSE(names.contains("onerror") || names.contains("onload") || names.contains("onfocus") ||
                 names.contains("http-equiv"))
        << where;
  };
  for (const std::string target : {"/?q=word&lang=en&limit=100", "/?q=script&lang=en&limit=100", "/?limit=100&lang=sk",
                                   "/?q=alert&lang=en&limit=100"}) {
    const auto reply = get(running.port(), target);
    EXPECT_EQ(reply.status, 200);
    check(reply.body, target);
  }
  for (int i = 1; i <= number; ++i) {
    const auto target = "/record/r" + std::to_string(i) + "?lang=en";
    check(get(running.port(), target).body, target);
  }
}

TEST(Pages, SpeakSixLanguages) {
  std::set<std::string> titles;
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto reply = page("/?lang=" + lang);
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find("<html lang=\"" + lang + "\">"), std::string::npos);
    titles.insert(text_between(reply.body, "<title>", "</title>"));
    EXPECT_EQ(reply.body.find("{{"), std::string::npos);
  }
  EXPECT_EQ(titles.size(), 6U);
}

TEST(Pages, ChooseTheLanguageOfTheBrowserElseSlovak) {
  const auto lang = [](const std::string& accept) {
    return get(shared_port(), "/", accept.empty() ? "" : "Accept-Language: " + accept + "\r\n")
        .header("content-language");
  };
  EXPECT_EQ(lang(""), "sk");
  EXPECT_EQ(lang("hu-HU,hu;q=0.9,en;q=0.8"), "hu");
  EXPECT_EQ(lang("fr,en;q=0.3,bg;q=0.7"), "bg");
  EXPECT_EQ(lang("fr, *;q=0.5"), "sk");
  EXPECT_EQ(lang("en;q=0, cs;q=0.1"), "cs");
  EXPECT_EQ(lang(";;;,,,q=q=q=,en;q=x"), "sk");
}

// As a link to the other query, in every language.
TEST(Pages, OfferAnotherSpelling) {
  for (const std::string lang : {"sk", "cs", "de", "hu", "bg", "en"}) {
    const auto reply = page("/?q=emplyoment&lang=" + lang);
    EXPECT_EQ(reply.status, 200);
    const std::string link = "q=employment";
    EXPECT_NE(reply.body.find(link), std::string::npos) << lang;
    EXPECT_NE(reply.body.find("other-spelling"), std::string::npos) << lang;
    EXPECT_EQ(page("/?q=employment&lang=" + lang).body.find("other-spelling"), std::string::npos) << lang;
  }
}

TEST(Pages, CountInGrammar) {
  const auto& slovak = *server::find_texts("sk");
  EXPECT_EQ(slovak.count("found", 1), "Našiel sa 1 záznam");
  EXPECT_EQ(slovak.count("found", 4), "Našli sa 4 záznamy");
  EXPECT_EQ(slovak.count("found", 5), "Našlo sa 5 záznamov");
  EXPECT_EQ(slovak.count("found", 0), "Našlo sa 0 záznamov");
  EXPECT_EQ(slovak.count("found", 22), "Našlo sa 22 záznamov");
  EXPECT_EQ(server::find_texts("en")->count("found", 12345), "12,345 records found");
  EXPECT_EQ(server::find_texts("en")->count("found", 1234567), "1,234,567 records found");
  EXPECT_EQ(server::find_texts("de")->date("2026-03-01T10:00:00Z"), "1. März 2026");
}

TEST(Pages, TellWhatIsWrongInTheReadersLanguage) {
  const auto reply = page("/?lang=de&country=zz&offset=99999");
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(reply.body.find("role=\"alert\""), std::string::npos);
  EXPECT_NE(reply.body.find("„Land“"), std::string::npos);
  EXPECT_EQ(reply.body.find("class=\"hits\""), std::string::npos);
  EXPECT_EQ(page("/?lang=xx").status, 400);
}

TEST(Pages, TellWhatIsOddInTheQueryInTheReadersLanguage) {
  EXPECT_NE(page("/?q=%28dom&lang=sk").body.find("Znak 1: Táto zátvorka sa nikde nezatvára."), std::string::npos);
  EXPECT_NE(page("/?q=%28dom&lang=hu").body.find("1. karakter: Ez a zárójel sehol sem záródik be."), std::string::npos);
  EXPECT_NE(page("/?q=-dom&lang=de").body.find(">Die Anfrage sagt nur, was nicht gewünscht ist."), std::string::npos);
}

TEST(Pages, TakeARangeFromTwoFields) {
  const auto total = [](const std::string& query) {
    return text_between(page("/?lang=sk&" + query).body, "data-total=\"", "\"");
  };
  EXPECT_EQ(total("_year_from=2015&_year_to=2020"), total("year=2015..2020"));
  EXPECT_EQ(total("_year_from=2015&_year_to="), total("year=2015.."));
  EXPECT_EQ(total("_year_from=&_year_to=&q=&country="), total(""));
  // People may type the later year first; programs are told.
  EXPECT_EQ(total("_year_from=2020&_year_to=2015"), total("year=2015..2020"));
  EXPECT_EQ(total("year=2020..2015"), total("year=2015..2020"));
  EXPECT_EQ(page("/api/v1/search?year=2020..2015").status, 400);
}

TEST(Pages, OfferWaysOutWhereNothingIsFound) {
  const std::string body = page("/?lang=sk&q=%22podnik+xyzkvak%22&country=mt").body;
  EXPECT_NE(body.find("data-total=\"0\""), std::string::npos);
  EXPECT_NE(body.find("Slovo „xyzkvak“"), std::string::npos);
  EXPECT_NE(body.find("Tie isté slová kdekoľvek a v každom tvare · Hľadať bez: xyzkvak, krajina"), std::string::npos);
}

TEST(Pages, PageThroughAllRecordsOnce) {
  std::set<std::string> seen;
  std::string target = "/?lang=sk";
  std::size_t hits = 0;
  for (int i = 0; i < 50 && !target.empty(); ++i) {
    const auto html = page(target).body;
    static const std::regex title("<h3 class=\"hit-title\"><a href=\"([^\"]*)\"");
    for (std::sregex_iterator at(html.begin(), html.end(), title), end; at != end; ++at, ++hits) seen.insert((*at)[1]);
    target = text_between(html, "<a rel=\"next\" href=\"", "\"");
    for (std::size_t entity = 0; (entity = target.find("&amp;")) != target.npos;) target.replace(entity, 5, "&");
  }
  EXPECT_EQ(seen.size(), hits);
  EXPECT_EQ(std::to_string(hits), text_between(page("/?lang=sk").body, "data-total=\"", "\""));
}

TEST(Pages, SayWhenARecordIsShownInAnotherLanguage) {
  const auto here = page("/record/at-magma?lang=sk").body, elsewhere = page("/record/at-magma?lang=bg").body;
  EXPECT_EQ(here.find(">Този запис"), std::string::npos);
  EXPECT_NE(elsewhere.find("Този запис не е наличен на български"), std::string::npos);
  EXPECT_NE(elsewhere.find("<article class=\"record\" lang=\"en\">"), std::string::npos);
}

TEST(Pages, HelpWhereThereIsNothing) {
  for (const std::string path :
       {"/nothing", "/record/nothing", "/record/", "/record/A", "/index.html", "/record/a/b", "//", "/../etc/passwd"}) {
    const auto reply = page(path);
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_NE(reply.body.find("name=\"q\""), std::string::npos) << path;
  }
}

TEST(Texts, EveryTextOfTheTemplatesIsThere) {
  for (const auto& texts : server::all_texts())
    EXPECT_EQ(texts.all().size(), server::all_texts()[0].all().size()) << texts.code();
  EXPECT_NO_THROW(server::check_texts());
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(PRAMEN_SOURCE_DIR) / "server/web/templates")) {
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    static const std::regex place("\\{\\{t\\.([a-z_]+)\\}\\}");
    for (std::sregex_iterator at(text.begin(), text.end(), place), end; at != end; ++at)
      EXPECT_TRUE(server::all_texts()[0].all().contains((*at)[1].str())) << entry.path() << " " << (*at)[1];
  }
}

TEST(Texts, WhatIsPutInIsNotReadAgain) {
  const auto& texts = *server::find_texts("en");
  EXPECT_EQ(texts.fill("page_of", {{"page", "{pages}"}, {"pages", "9"}}), "page {pages} of 9");
}

TEST(Page, AnAddressThatCannotBeReadIsAnsweredToAReaderWithAPage) {
  const std::string browser = "Accept: text/html\r\nAccept-Language: hu\r\n";
  for (const auto& [target, status] : {std::pair(std::string("/%zz"), 400), {"/?q=" + std::string(11'000, 'a'), 414}}) {
    const Reply page = get(shared_port(), target, browser);
    EXPECT_EQ(page.status, status);
    EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
    EXPECT_NE(page.body.find("<html lang=\"hu\">"), page.body.npos);
    EXPECT_NE(page.body.find("Ez a cím nem olvasható"), page.body.npos);
    EXPECT_NE(page.body.find("role=\"search\""), page.body.npos) << "a way on";
    EXPECT_EQ(page.header("connection"), "close");
    EXPECT_EQ(get(shared_port(), target).header("content-type"), "application/problem+json") << "to a program";
  }
  EXPECT_EQ(get(shared_port(), "/api/v1/%zz", browser).header("content-type"), "application/problem+json");
}

}  // namespace
}  // namespace pramen::tests
