#include "query/passage.h"

#include <gtest/gtest.h>

#include <random>

namespace pramen::query {
namespace {

const stemmers::Languages& languages() {
  static const stemmers::Languages instance;
  return instance;
}

std::string marked(const std::string& query, const std::string& text, const std::string& lang = "sk",
                   std::size_t length = 1000) {
  const ParsedWords parsed = parse_words(query, {languages().find(lang)});
  const Matcher matcher(parsed.items, *languages().find(lang));
  return passage_html(text, matcher.match(text), length);
}

TEST(Passage, MarksFoldedMatchesInTheSpellingOfTheText) {
  EXPECT_EQ(marked("socialne", "Sociálne podniky"), "<mark>Sociálne</mark> podniky");
}

TEST(Passage, MarksOtherFormsOfAStemmedWord) {
  EXPECT_EQ(marked("enterprise", "Social enterprises.", "en"), "Social <mark>enterprises</mark>.");
}

TEST(Passage, EscapesWhatIsNotAMark) {
  EXPECT_EQ(marked("obec", "<b>obec</b> & \"spol\""), "&lt;b&gt;<mark>obec</mark>&lt;/b&gt; &amp; &quot;spol&quot;");
}

TEST(Passage, MarksAPhraseOnlyAsAWhole) {
  EXPECT_EQ(marked("\"malé obce\"", "obce, malé obce, malé mestá"),
            "obce, <mark>malé</mark> <mark>obce</mark>, malé mestá");
}

TEST(Passage, ExcludedWordsAreNotMarked) { EXPECT_EQ(marked("dom -obec", "dom obec"), "<mark>dom</mark> obec"); }

TEST(Passage, ShowsThePlaceWithMostDifferentWords) {
  const std::string filler(400, 'x');
  const std::string html = marked("dom obec", "dom " + filler + " koniec dom a obec tu", "sk", 60);
  EXPECT_NE(html.find("<mark>dom</mark> a <mark>obec</mark>"), std::string::npos) << html;
  EXPECT_TRUE(html.starts_with("… ")) << html;
}

// Taking the marks away gives back a stretch of the escaped text.
TEST(Passage, LosesNoLetter) {
  static const std::vector<std::string> pieces = {"dom", "Dóm",  " ", " ", "<",  "&", "ž",
                                                  "\n",  "obec", "й", "😀", ". ", "-"};
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i)
      text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    std::string html = marked("dom \"obec dom\"", text, "sk", 50);
    for (const std::string_view tag : {"<mark>", "</mark>"}) {
      for (std::size_t at = 0; (at = html.find(tag, at)) != std::string::npos;) html.erase(at, tag.size());
    }
    if (html.starts_with("… ")) html.erase(0, std::string("… ").size());
    if (html.ends_with(" …")) html.erase(html.size() - std::string(" …").size());
    ASSERT_NE(escape_html(text).find(html), std::string::npos) << text << "\n" << html;
  }
}

}  // namespace
}  // namespace pramen::query
