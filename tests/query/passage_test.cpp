#include "query/passage.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

using tests::build_lines;
using tests::TemporaryFolder;

std::string record(const std::string& id, const std::string& lang, const std::string& summary) {
  const nlohmann::json json = {{"id", id},
                               {"kind", "case_study"},
                               {"original", lang},
                               {"texts", {{lang, {{"title", "."}, {"summary", summary}}}}}};
  return json.dump() + "\n";
}

// The passage of the only record, whose summary is `text`.
std::string marked(const std::string& query, const std::string& text, const std::string& lang = "sk") {
  const TemporaryFolder folder;
  build_lines(folder, {record("one", lang, text)});
  const Answer answer = Database::open(folder / "db")->search({.words = query, .lang = lang});
  return answer.hits.empty() ? "nothing was found" : answer.hits[0].snippet;
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

TEST(Passage, MarksWhatAPatternFound) {
  EXPECT_EQ(marked("inov*", "Sociálne inovácie"), "Sociálne <mark>inovácie</mark>");
  EXPECT_EQ(marked("=obec", "obce a obec"), "obce a <mark>obec</mark>");
}

TEST(Passage, MarksThePartOfACompound) {
  EXPECT_EQ(marked("Wirtschaft", "Die Sozialwirtschaft", "de"), "Die Sozial<mark>wirtschaft</mark>");
}

TEST(Passage, ShowsThePlaceWithMostDifferentWords) {
  const std::string filler(400, 'x');
  const std::string html = marked("dom obec", "dom " + filler + " koniec dom a obec tu");
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
  const TemporaryFolder folder;
  std::vector<std::string> lines;
  for (int round = 0; round < 1000; ++round) {
    std::string text = "dom ";
    for (int i = 0; i < 200; ++i)
      text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
    const std::string id = "r" + std::to_string(round);
    lines.push_back(record(id, "sk", text));
  }
  build_lines(folder, lines);
  const auto database = Database::open(folder / "db");
  const Answer answer = database->search({.words = "dom OR \"obec dom\"", .lang = "sk", .limit = lines.size()});
  ASSERT_EQ(answer.hits.size(), lines.size());
  for (const Hit& hit : answer.hits) {
    std::string html = hit.snippet;
    const std::string text = database->record(hit.id)->texts.at("sk").summary;  // as the reader tidied it
    ASSERT_NE(html.find("<mark>"), std::string::npos) << text;
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
