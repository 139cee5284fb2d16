// The words of the pages: none missing, none left in another language, numbers and dates as each language has them.
#include "server/texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "server/locale.h"

namespace pramen::tests {
namespace {

using server::all_texts;
using server::find_texts;
using server::Texts;

std::multiset<std::string> places(const std::string& text) {
  static const std::regex place("\\{([a-z]+)\\}");
  std::multiset<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), place), end; at != end; ++at) names.insert((*at)[1]);
  return names;
}

TEST(Texts, HaveTheSamePlacesInEveryLanguage) {
  for (const auto& [key, text] : find_texts("en")->all()) {
    for (const Texts& other : all_texts()) {
      EXPECT_EQ(places(other[key]), places(text)) << other.code() << " " << key;
    }
  }
}

bool has_letters_beside_places(const std::string& text) {
  const std::string bare = std::regex_replace(text, std::regex("\\{[a-z]+\\}"), "");
  return std::ranges::any_of(bare, [](unsigned char c) { return c >= 0x80 || std::isalpha(c); });
}

TEST(Texts, AreLeftInEnglishNowhere) {
  static const std::set<std::string, std::less<>> alike = {"quoted"};  // spelt alike on purpose
  for (const Texts& texts : all_texts()) {
    if (texts.code() == "en") continue;
    for (const auto& [key, text] : find_texts("en")->all()) {
      if (alike.contains(key) || !has_letters_beside_places(text)) continue;
      EXPECT_NE(texts[key], text) << texts.code() << " " << key;
    }
  }
}

TEST(Texts, SpeakBulgarianInCyrillic) {
  static const std::set<std::string, std::less<>> names = {"locale", "quoted"};
  for (const auto& [key, text] : find_texts("bg")->all()) {
    if (names.contains(key) || !has_letters_beside_places(text)) continue;
    const bool cyrillic = std::ranges::any_of(text, [](unsigned char c) { return c == 0xD0 || c == 0xD1; });
    EXPECT_TRUE(cyrillic) << key << ": " << text;
  }
}

TEST(Texts, CountInTheGrammarOfEachLanguage) {
  struct Case {
    const char* lang;
    std::vector<std::string> forms;  // of 0, 1, 2, 5, 21
  };
  const std::vector<Case> cases = {
      {"sk", {"0 záznamov", "1 záznam", "2 záznamy", "5 záznamov", "21 záznamov"}},
      {"cs", {"0 záznamů", "1 záznam", "2 záznamy", "5 záznamů", "21 záznamů"}},
      {"de", {"0 Einträge", "1 Eintrag", "2 Einträge", "5 Einträge", "21 Einträge"}},
      {"hu", {"0 bejegyzés", "1 bejegyzés", "2 bejegyzés", "5 bejegyzés", "21 bejegyzés"}},
      {"bg", {"0 записа", "1 запис", "2 записа", "5 записа", "21 записа"}},
      {"en", {"0 records", "1 record", "2 records", "5 records", "21 records"}},
  };
  for (const Case& one : cases) {
    std::vector<std::string> forms;
    for (const std::uint64_t n : {0U, 1U, 2U, 5U, 21U}) forms.push_back(find_texts(one.lang)->count("browsing", n));
    EXPECT_EQ(forms, one.forms) << one.lang;
  }
}

// Every text that counts does so for every number that pages may show.
TEST(Texts, HaveEveryFormOfEveryCount) {
  for (const Texts& texts : all_texts()) {
    for (const auto& [key, text] : texts.all()) {
      if (!key.ends_with(".other")) continue;
      for (const std::uint64_t n : {0U, 1U, 2U, 3U, 5U, 21U, 100U, 1'000'000U})
        EXPECT_EQ(places(texts.count(key.substr(0, key.size() - 6), n)).size(), 0U) << texts.code() << " " << key;
    }
  }
}

TEST(Locale, WritesNumbersAndDatesAsTheLanguageDoes) {
  EXPECT_EQ(find_texts("en")->number(1234567), "1,234,567");
  EXPECT_EQ(find_texts("sk")->number(1234567), "1\u00a0234\u00a0567");
  EXPECT_EQ(find_texts("sk")->number(999), "999");
  EXPECT_EQ(find_texts("sk")->date("2026-11-03T10:00:00Z"), "3. novembra 2026");
  EXPECT_EQ(find_texts("cs")->date("2026-11-03"), "3. listopadu 2026");
  EXPECT_EQ(find_texts("de")->date("2026-03-01T23:59:59Z"), "1. März 2026");
  EXPECT_EQ(find_texts("hu")->date("2026-11-03T00:00:00Z"), "2026. november 3.");
  EXPECT_EQ(find_texts("bg")->date("2026-11-03T10:00:00Z"), "3 ноември 2026\u202fг.");
  EXPECT_EQ(find_texts("en")->date("2026-11-03T10:00:00Z"), "3 November 2026");
  EXPECT_EQ(find_texts("en")->date("soon"), "soon");
}

}  // namespace
}  // namespace pramen::tests
