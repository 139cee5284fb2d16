// best_bets.jsonl: what is a bet, and where it says what is wrong.
#include "corpus/best_bet_check.h"

#include <gtest/gtest.h>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

struct Bets {
  std::vector<BestBet> sound;
  std::vector<std::string> marks, hints;  // "line:column rule"
};

Bets read(const std::string& lines, const std::string& now = "2026-11-28") {
  const CorpusFolder folder;
  Bets bets;
  const ProblemSink problems = [&](Problem&& problem) {
    bets.marks.push_back(std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column) + " " +
                         problem.rule);
    bets.hints.push_back(problem.hint.english());
  };
  const Schema schema = Schema::bundled();
  BestBetCheck check(read_best_bets(folder.write("best_bets.jsonl", lines), schema, problems));
  for (const char* id : {"sk-omama", "sk-masters", "at-haus"}) check.see(id);
  bets.sound = check.sound(*parse_day(now), problems);
  return bets;
}

using Marks = std::vector<std::string>;

TEST(BestBets, AreReadAndWrittenTheSame) {
  const std::string lines =
      R"({"words":["sociálny podnik","social enterprise"],"lang":"sk","pin":["sk-omama","at-haus"],"hide":["sk-masters"],"from":"2026-12-01","until":"2027-01-31","note":"kampaň"}
{"words":["omama"],"pin":["sk-omama"]}
)";
  const Bets bets = read(lines);
  EXPECT_EQ(bets.marks, Marks{});
  ASSERT_EQ(bets.sound.size(), 2U);
  EXPECT_EQ(to_text(*bets.sound[0].until), "2027-01-31");
  EXPECT_EQ(to_lines(bets.sound), lines);
  EXPECT_TRUE(read("").sound.empty());
}

TEST(BestBets, FaultsHaveTheirPlaces) {
  EXPECT_EQ(read("{\"words\": [\"a b\"], \"pins\": [\"sk-omama\"]}").marks, (Marks{"1:20 unknown-field"}));
  EXPECT_EQ(read("{\"words\": [\"a b\"], \"pins\": [\"sk-omama\"]}").hints[0], "did you mean pin?");
  EXPECT_EQ(read("\n{\"words\": [\"x\"], \"pin\": [\"sk-omana\"]}").marks, (Marks{"2:26 dangling-best-bet"}));
  EXPECT_EQ(read("{\"words\": [\"x\"], \"pin\": [\"sk-omana\"]}").hints[0], "did you mean sk-omama?");
  EXPECT_EQ(read("{\"words\": [], \"pin\": [\"sk-omama\"]}").marks, (Marks{"1:11 best-bet"}));
  EXPECT_EQ(read("{\"pin\": [\"sk-omama\"]}").marks, (Marks{"1:1 best-bet"}));
  EXPECT_EQ(read("{\"words\": [\"x\"]}").marks, (Marks{"1:1 best-bet"}));
  EXPECT_EQ(read("{\"words\": [\"x\"], \"pin\": [\"sk-omama\"], \"hide\": [\"sk-omama\"]}").marks,
            (Marks{"1:48 best-bet"}));
  EXPECT_EQ(read("{\"words\": [\"x\"], \"pin\": [\"Omama\"], \"lang\": \"xx\"}").marks,
            (Marks{"1:26 best-bet", "1:44 best-bet"}));
  EXPECT_EQ(read("{\"words\": \"x\", \"pin\": 7}").marks, (Marks{"1:11 best-bet", "1:23 best-bet"}));
  EXPECT_EQ(read("[]").marks, (Marks{"1:1 best-bet"}));
  EXPECT_EQ(read("{").marks.size(), 1U);
}

TEST(BestBets, AWordingIsPlainWords) {
  for (const std::string words :
       {"\\\"sociálny podnik\\\"", "„sociálny podnik“", "soci*", "podnik~", "=podnik", "-podnik", "podnik OR obec",
        "podnik ODER obec", "NEAR/5", "country:sk", "(podnik)", "...", ""})
    EXPECT_EQ(read("{\"words\": [\"" + words + "\"], \"pin\": [\"sk-omama\"]}").marks, (Marks{"1:12 best-bet"}))
        << words;
  for (const std::string words : {"sociálno-ekonomický", "A guide", "§ 5", "112/2018", "oder", "C++", "3D tlač"})
    EXPECT_EQ(read("{\"words\": [\"" + words + "\"], \"pin\": [\"sk-omama\"]}").marks, Marks{}) << words;
}

TEST(BestBets, DaysAreDays) {
  for (const std::string day : {"2026-13-01", "2026-02-29", "1.12.2026", "2026-1-1", "", "tomorrow"})
    EXPECT_EQ(read("{\"words\": [\"x\"], \"pin\": [\"sk-omama\"], \"from\": \"" + day + "\"}").marks,
              (Marks{"1:47 best-bet"}))
        << day;
  EXPECT_EQ(
      read("{\"words\": [\"x\"], \"pin\": [\"sk-omama\"], \"from\": \"2027-01-02\", \"until\": \"2027-01-01\"}").marks,
      (Marks{"1:70 best-bet"}));
  const std::string past = "{\"words\": [\"x\"], \"pin\": [\"sk-omama\"], \"until\": \"2026-11-27\"}";
  EXPECT_EQ(read(past).marks, (Marks{"1:1 past-best-bet"}));
  EXPECT_EQ(read(past).sound.size(), 1U);
  EXPECT_EQ(read(past, "2026-11-27").marks, Marks{});
}

TEST(BestBets, TheSameWordsHaveOneBetAtATime) {
  const auto bet = [](const std::string& words, const std::string& more) {
    return "{\"words\": [\"" + words + "\"], \"pin\": [\"sk-omama\"]" + more + "}\n";
  };
  EXPECT_EQ(read(bet("Podnik", "") + bet("podnik", "")).marks, (Marks{"2:12 best-bet"}));
  EXPECT_EQ(read(bet("podnik", R"(, "until": "2026-12-31")") + bet("podnik", R"(, "from": "2026-12-31")")).marks,
            (Marks{"2:12 best-bet"}));
  EXPECT_EQ(read(bet("podnik", R"(, "until": "2026-12-30")") + bet("podnik", R"(, "from": "2026-12-31")")).marks,
            Marks{});
  EXPECT_EQ(read(bet("podnik", R"(, "lang": "sk")") + bet("podnik", R"(, "lang": "cs")")).marks, Marks{});
  EXPECT_EQ(read(bet("podnik", R"(, "lang": "sk")") + bet("podnik", "")).marks, (Marks{"2:12 best-bet"}));
}

TEST(BestBets, AreNoRecords) {
  const CorpusFolder folder;
  folder.write("records.jsonl", json_record("a"));
  folder.write("best_bets.jsonl", R"({"words": ["x"], "pin": ["a"]})");
  EXPECT_EQ(folder.read().marks(), Marks{});
}

}  // namespace
}  // namespace pramen::corpus
