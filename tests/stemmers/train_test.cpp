// The trainer as its users run it: the real program on small sources.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "stemmers/automaton.h"
#include "stemmers/language.h"
#include "stemmers/train/automaton_builder.h"
#include "stemmers/train/rewrites.h"
#include "tests/support/temporary_folder.h"

#include <nlohmann/json.hpp>
#include <random>

namespace pramen::stemmers {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

constexpr const char* sources = R"({"language": "xx", "tables": [{"name": "learnt", "licence": "CC0-1.0",
  "rules": true, "folded_rules": true, "frequencies": true,
  "sources": [{"name": "list", "licence": "CC0-1.0", "rewrites": [["*ovi", "*", "="], ["*šie", "*ší", "*", "known"]]},
              {"name": "counts", "licence": "CC0-1.0", "format": "counts"}]}]})";

class Trainer : public testing::Test {
 protected:
  Trainer() {
    folder_.write("xx/sources.json", sources);
    folder_.write("xx/pack.json", R"({"code": "xx", "name": "Test", "tables": [{"file": "learnt.table"}]})");
    folder_.write("xx/figures.json", "{}");
    folder_.write("xx/stop_words.txt", "a\n");
    folder_.write("xx/words.txt", "");
    folder_.write("list.tsv",
                  "hrady\thrad\nhradu\thrad\nhradom\thrad\nsady\tsad\nsadu\tsad\nsadom\tsad\nžena\tžena\nženy\tžena\n");
    folder_.write("counts.txt", "ženy 4000\nhrady 300\n");
  }

  // Exit code; what was said is in said_.
  int train(const std::string& arguments) {
    const fs::path said = folder_ / "said";
    const std::string command =
        std::string(PRAMEN_TRAINER) + " " + (folder_ / "xx").string() + " " + arguments + " 2> " + said.string();
    const int status = std::system(command.c_str());
    said_ = slurp(said);
    return WEXITSTATUS(status);
  }
  std::string given() const {
    return "--source list=" + (folder_ / "list.tsv").string() + " --source counts=" + (folder_ / "counts.txt").string();
  }

  const tests::TemporaryFolder folder_;
  std::string said_;
};

TEST_F(Trainer, SameSourcesGiveTheSameBytes) {
  ASSERT_EQ(train(given()), 0) << said_;
  const std::string first = slurp(folder_ / "xx/learnt.table");
  ASSERT_EQ(train(given()), 0) << said_;
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(slurp(folder_ / "xx/learnt.table"), first);
}

TEST_F(Trainer, WhatItLearntIsKnown) {
  ASSERT_EQ(train(given()), 0) << said_;
  const Language language(load_pack(folder_ / "xx"));
  EXPECT_EQ(language.lemmas("Hradom", false), std::vector<std::string>{"hrad"});
  EXPECT_EQ(language.lemmas("podnikom", false), std::vector<std::string>{"podnik"});  // by rule
  EXPECT_EQ(language.lemmas("zeny", true), std::vector<std::string>{"zena"});
  EXPECT_TRUE(language.knows("ženy"));
  EXPECT_FALSE(language.knows("zeny"));
}

TEST_F(Trainer, ASourceWithoutALicenceIsRefused) {
  folder_.write(
      "xx/sources.json",
      R"({"language": "xx", "tables": [{"name": "learnt", "licence": "CC0-1.0", "sources": [{"name": "list"}]}]})");
  EXPECT_EQ(train(given()), 1);
  EXPECT_NE(said_.find("states no licence"), std::string::npos) << said_;
  EXPECT_FALSE(fs::exists(folder_ / "xx/learnt.table"));
}

TEST_F(Trainer, ALicenceThatTheTableDoesNotAcceptIsRefused) {
  folder_.write("xx/sources.json", R"({"language": "xx", "tables": [{"name": "learnt", "licence": "CC-BY-SA-4.0",
    "sources": [{"name": "list", "licence": "GPL-2.0-only"}]}]})");
  EXPECT_EQ(train(given()), 1);
  EXPECT_NE(said_.find("does not accept"), std::string::npos) << said_;
}

TEST_F(Trainer, AMissingSourceIsNamed) {
  EXPECT_EQ(train("--source counts=" + (folder_ / "counts.txt").string()), 1);
  EXPECT_NE(said_.find("--source list=FILE"), std::string::npos) << said_;
}

TEST(AutomatonBuilder, FindsEveryWordAndNoOther) {
  std::mt19937 random(7);
  std::map<std::string, std::uint32_t> words;
  for (int i = 0; i < 5000; ++i) {
    std::string word;
    const auto length = std::uniform_int_distribution<int>(1, 6)(random);
    for (int j = 0; j < length; ++j) word += static_cast<char>(std::uniform_int_distribution<int>(1, 4)(random));
    words[word] = std::uniform_int_distribution<std::uint32_t>(0, 9)(random);
  }
  train::AutomatonBuilder builder;
  for (const auto& [word, number] : words) builder.add(word, number);
  const auto transitions = builder.take();
  const Automaton automaton(transitions);
  for (const auto& [word, number] : words) EXPECT_EQ(automaton.find(word), number);
  for (int i = 0; i < 5000; ++i) {
    std::string word;
    const auto length = std::uniform_int_distribution<int>(0, 7)(random);
    for (int j = 0; j < length; ++j) word += static_cast<char>(std::uniform_int_distribution<int>(1, 5)(random));
    EXPECT_EQ(automaton.contains(word), words.contains(word));
  }
  EXPECT_LT(transitions.size(), 3000U) << "equal endings are not joined";
}

TEST(AutomatonBuilder, RefusesWordsOutOfOrder) {
  train::AutomatonBuilder builder;
  builder.add("b", 0);
  EXPECT_THROW(builder.add("a", 0), std::invalid_argument);
  EXPECT_THROW(builder.add("b", 0), std::invalid_argument);
}

// "form>lemma" pairs before and after.
std::string rewritten(const std::string& rows, const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<train::Entry> entries;
  for (const auto& [form, lemma] : pairs) entries.push_back({encode(form), {{encode(lemma), 1}}});
  std::string out;
  for (const train::Entry& entry :
       train::Rewrites(nlohmann::json::parse(rows)).apply(train::sorted(std::move(entries)))) {
    for (const train::Weighted& lemma : entry.lemmas) out += decode(entry.form) + ">" + decode(lemma.lemma) + " ";
  }
  return out;
}

TEST(Rewrites, FollowTheirRowsInOrder) {
  EXPECT_EQ(rewritten(R"([["*", "*izmus", "*ismus"]])", {{"turizmu", "turizmus"}}), "turizmu>turismus ");
  EXPECT_EQ(rewritten(R"([["*en", "*t", "F:*ený"]])", {{"uveden", "uvést"}}), "uveden>uvedený ");
  EXPECT_EQ(rewritten(R"([["*", "*x", null]])", {{"a", "bx"}, {"c", "d"}}), "c>d ");
  EXPECT_EQ(rewritten(R"([["ne*", "*", "="], ["*", "*", "f"]])", {{"nea", "b"}, {"c", "d"}}), "c>f nea>b ");
  EXPECT_EQ(rewritten(R"([["ne*", "ne*", "*", "known"]])", {{"neda", "nedať"}, {"da", "dať"}, {"nemá", "nemať"}}),
            "da>dať neda>dať nemá>nemať ");
  EXPECT_EQ(rewritten(R"([["*a", "F:*", ">"]])", {{"bita", "bit"}, {"bit", "bija"}}), "bit>bija bita>bija ");
  EXPECT_EQ(rewritten(R"([["*", "*er", "*", "*em of *"]])", {{"gute", "guter"}, {"gutem", "gut"}, {"vater", "vater"}}),
            "gute>gut gutem>gut vater>vater ");
}

TEST(Rewrites, ARowThatCannotBeReadIsNamed) {
  EXPECT_THROW(rewritten(R"([["*", "*", "*", "perhaps"]])", {}), std::invalid_argument);
}

}  // namespace
}  // namespace pramen::stemmers
