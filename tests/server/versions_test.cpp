// Records that take the place of others: what pages and lists say of both, and what changed.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "server/word_diff.h"
#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/world.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::tests {
namespace {

using nlohmann::json;
using server::TextChange;
using server::word_changes;
using Kind = server::TextChange::Kind;

TEST(WordDiff, NamesWhatWentAndWhatCame) {
  EXPECT_TRUE(word_changes("", "")->empty());
  EXPECT_EQ(word_changes("ten istý text", "ten istý text"), (std::vector<TextChange>{{Kind::kept, "ten istý text"}}));
  EXPECT_EQ(word_changes("viac ako 50 % zisku", "viac ako 60 % zisku"),
            (std::vector<TextChange>{
                {Kind::kept, "viac ako "}, {Kind::removed, "50 "}, {Kind::added, "60 "}, {Kind::kept, "% zisku"}}));
  EXPECT_EQ(word_changes("", "nové"), (std::vector<TextChange>{{Kind::added, "nové"}}));
  // Blanks do not count.
  EXPECT_EQ(word_changes("a  b\nc", "a b c"), (std::vector<TextChange>{{Kind::kept, "a b c"}}));
}

std::string without_blanks(const std::string& text) {
  std::string words;
  for (const char c : text) {
    if (c != ' ' && c != '\n') words += c;
  }
  return words;
}

TEST(WordDiff, GivesBothTextsBack) {
  std::mt19937 random(7);
  const auto text = [&](int words) {
    std::string made;
    for (int i = 0; i < words; ++i)
      made += std::string(1, static_cast<char>('a' + random() % 6)) + (random() % 5 == 0 ? "\n" : " ");
    return made;
  };
  for (int round = 0; round < 500; ++round) {
    const std::string older = text(static_cast<int>(random() % 40)), newer = text(static_cast<int>(random() % 40));
    std::string came, went;
    std::size_t kept = 0;
    const auto changes = word_changes(older, newer);
    for (const TextChange& change : *changes) {
      if (change.kind != Kind::removed) came += change.text;
      if (change.kind != Kind::added) went += change.text;
      if (change.kind == Kind::kept) kept += change.text.size();
    }
    EXPECT_EQ(came, newer);
    EXPECT_EQ(without_blanks(went), without_blanks(older));
    EXPECT_TRUE(older != newer || kept == newer.size());
  }
}

TEST(WordDiff, LeavesLongTextsAlone) {
  std::string older, newer;
  for (std::size_t i = 0; i <= server::max_compared_words; ++i) {
    older += "x" + std::to_string(i) + " ";
    newer += "y" + std::to_string(i) + " ";
  }
  EXPECT_EQ(word_changes("same " + older, "same " + newer), std::nullopt);
}

TEST(WordDiff, IsEscaped) {
  EXPECT_EQ(server::changes_html(*word_changes("a <b> c", "a <i>\nc & d")),
            "a <del>&lt;b&gt;</del> <ins>&lt;i&gt;</ins><br>c <ins>&amp; d</ins>");
}

TEST(WordDiff, LinesAreThoseOfTheNewText) {
  EXPECT_EQ(server::changes_html(*word_changes("one two\nthree", "one 2\nthree")),
            "one <del>two</del> <ins>2</ins><br>three");
  EXPECT_EQ(server::changes_html(*word_changes("one two. Three.", "one two.")), "one two. <del>Three.</del>");
}

// Two definitions of one concept of the bundled thesaurus, of which one takes the other's place.
class Versions : public testing::Test {
 protected:
  Versions() {
    const auto line = [](const std::string& id, const std::string& facts, const std::string& title,
                         const std::string& body) {
      return R"({"id":")" + id + R"(","kind":"definition","country":"sk","original":"sk",)" + facts +
             R"("texts":{"sk":{"title":")" + title + R"(","body":")" + body + "\"}}}\n";
    };
    build_lines(folder_, {line("def-si-usv-ros", R"("legal_status":"law","related":["def-si-mirri"],)", "Stará",
                               "Nové riešenie potreby, ktoré je **lepšie**."),
                          line("def-si-mirri", R"("replaces":["def-si-usv-ros"],)", "Nová",
                               "Nové a trvalé riešenie potreby, ktoré je lepšie.")});
    settings_.database = folder_ / "db";
  }
  const TemporaryFolder folder_;
  server::Settings settings_;
};

TEST_F(Versions, TheOldOneLeadsToTheNewAndTheNewSaysWhatChanged) {
  Running running(settings_);
  const std::string older = get(running.port(), "/record/def-si-usv-ros?lang=sk").body;
  EXPECT_NE(older.find("Tento záznam nahradil novší: <a href=\"/record/def-si-mirri?lang=sk\" lang=\"sk\">Nová</a>"),
            std::string::npos)
      << older;
  EXPECT_EQ(older.find("class=\"changes\""), std::string::npos);
  const std::string newer = get(running.port(), "/record/def-si-mirri?lang=sk").body;
  EXPECT_EQ(newer.find("Tento záznam nahradil"), std::string::npos);
  EXPECT_NE(
      newer.find("<div class=\"changes\" lang=\"sk\">Nové <ins>a trvalé</ins> riešenie potreby, ktoré je lepšie."),
      std::string::npos)
      << newer;
  // In a language that neither has, in the original's.
  EXPECT_NE(get(running.port(), "/record/def-si-mirri?lang=bg").body.find("<div class=\"changes\" lang=\"sk\">"),
            std::string::npos);
}

TEST_F(Versions, ListsPutWhatIsReplacedLastAndSaySo) {
  Running running(settings_);
  const json about = json::parse(get(running.port(), "/api/v1/concepts/social-innovation?lang=sk").body);
  const json& list = about["definitions"][0]["definitions"];
  ASSERT_EQ(list.size(), 2U) << about;
  EXPECT_EQ(list[0]["id"], "def-si-mirri");
  EXPECT_EQ(list[0]["replaced"], false);
  EXPECT_EQ(list[1]["replaced"], true);
  const std::string page = get(running.port(), "/concept/social-innovation?lang=sk").body;
  EXPECT_NE(page.find("<span class=\"hit-fact\">nahradená</span>"), std::string::npos) << page;
  const json search = json::parse(get(running.port(), "/api/v1/search?q=soci%C3%A1lna+inov%C3%A1cia&lang=sk").body);
  ASSERT_TRUE(search.contains("card")) << search;
  ASSERT_EQ(search["card"]["definitions"].size(), 1U) << search["card"];
  EXPECT_EQ(search["card"]["definitions"][0]["id"], "def-si-mirri");
}

}  // namespace
}  // namespace pramen::tests
