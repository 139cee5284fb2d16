// How well 120 judged queries are answered over the records that the project ships.
//
// queries.jsonl holds what people of three groups ask for, in six languages, and which records answer: 3 is what was
// wanted, 2 good, 1 of some use. Judgements were made by reading the records, also those that no query finds.
// golden.txt holds what the engine makes of it; where it makes something else the test fails, and
// PRAMEN_UPDATE_GOLDEN=1 writes the file anew, so that a change of ranking is a diff to talk about.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "query/database.h"
#include "tests/query/bundled.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::query {
namespace {

constexpr std::size_t top = 10, recall_top = 5;
constexpr int good = 2;  // a record of this grade or better answers the query

const std::filesystem::path folder = PRAMEN_SOURCE_DIR "/tests/relevance";

struct Judged {
  std::string id, lang, group, text;
  std::map<std::string, int> grades;  // by record
};

std::vector<Judged> judged_queries() {
  std::ifstream file(folder / "queries.jsonl");
  std::vector<Judged> queries;
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    queries.push_back({json.at("id"), json.at("lang"), json.at("group"), json.at("text"), json.at("relevant")});
  }
  return queries;
}

struct Figures {
  std::size_t rank = 0;  // of the first good record; 0: none on the page
  double recall = 0, mrr = 0, ndcg = 0;
};

double gain(const std::vector<int>& grades) {
  double sum = 0;
  for (std::size_t i = 0; i < grades.size() && i < top; ++i) sum += grades[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

Figures figures(const Judged& query) {
  std::vector<int> found, ideal;
  const Answer answer =
      bundled()->search({.words = query.text, .lang = query.lang, .limit = top, .passages = false, .budget_ms = 1e6});
  for (const Hit& hit : answer.hits) {
    const auto grade = query.grades.find(hit.id);
    found.push_back(grade == query.grades.end() ? 0 : grade->second);
  }
  for (const auto& [id, grade] : query.grades) ideal.push_back(grade);
  std::ranges::sort(ideal, std::greater());

  Figures made;
  const auto first = std::ranges::find_if(found, [](int grade) { return grade >= good; });
  if (first != found.end()) made.rank = static_cast<std::size_t>(first - found.begin()) + 1;
  made.mrr = made.rank == 0 ? 0 : 1.0 / static_cast<double>(made.rank);
  const auto is_good = [](int grade) { return grade >= good; };
  const auto wanted = std::min<std::ptrdiff_t>(recall_top, std::ranges::count_if(ideal, is_good));
  found.resize(top);
  made.recall = static_cast<double>(std::count_if(found.begin(), found.begin() + recall_top, is_good)) /
                static_cast<double>(wanted);
  made.ndcg = gain(found) / gain(ideal);
  return made;
}

struct Mean {
  std::size_t queries = 0;
  Figures sum;

  void add(const Figures& one) {
    ++queries;
    sum.recall += one.recall;
    sum.mrr += one.mrr;
    sum.ndcg += one.ndcg;
  }
  std::string line(const std::string& name) const {
    const auto n = static_cast<double>(queries);
    return fmt::format("# {:<10} {:>3} queries  recall@5 {:.3f}  MRR@10 {:.3f}  nDCG@10 {:.3f}\n", name, queries,
                       sum.recall / n, sum.mrr / n, sum.ndcg / n);
  }
};

std::string ranking_report() {
  std::string lines = "# query\trank of the first good record\trecall@5\tnDCG@10\n";
  std::map<std::string, Mean> languages, groups;
  Mean all;
  for (const Judged& query : judged_queries()) {
    const Figures one = figures(query);
    lines += fmt::format("{}\t{}\t{:.3f}\t{:.3f}\n", query.id, one.rank == 0 ? "-" : std::to_string(one.rank),
                         one.recall, one.ndcg);
    languages[query.lang].add(one);
    groups[query.group].add(one);
    all.add(one);
  }
  for (const auto& [name, mean] : languages) lines += mean.line(name);
  for (const auto& [name, mean] : groups) lines += mean.line(name);
  return lines + all.line("all");
}

TEST(Relevance, JudgesTwentyQueriesOfEachLanguageByRecordsThatExist) {
  std::map<std::string, int> languages, groups, ids;
  for (const Judged& query : judged_queries()) {
    ++languages[query.lang];
    ++groups[query.group];
    EXPECT_EQ(++ids[query.id], 1) << query.id;
    EXPECT_TRUE(std::ranges::any_of(query.grades, [](const auto& one) { return one.second >= good; })) << query.id;
    for (const auto& [id, grade] : query.grades) {
      EXPECT_TRUE(bundled()->record(id)) << query.id << " " << id;
      EXPECT_TRUE(grade >= 1 && grade <= 3) << query.id << " " << id;
    }
  }
  for (const char* lang : {"sk", "cs", "de", "hu", "bg", "en"}) EXPECT_EQ(languages[lang], 20) << lang;
  EXPECT_EQ(groups, (std::map<std::string, int>{{"visitor", 60}, {"researcher", 35}, {"editor", 25}}));
}

// Who types the name of a record wants that record. Some names are two records', a definition's and its issuer's.
TEST(Relevance, NamesLeadToTheirRecords) {
  std::size_t names = 0, first = 0;
  for (const std::string& id : all_ids(*bundled(), {})) {
    const auto record = bundled()->record(id);
    for (const auto& [lang, text] : record->texts) {
      std::vector<std::string> all = text.alternative;
      all.push_back(text.title);
      for (const std::string& name : all) {
        const Answer answer = bundled()->search({.words = name, .lang = lang, .limit = 1});
        ++names;
        first += !answer.hits.empty() && answer.hits[0].id == id ? 1 : 0;
      }
    }
  }
  EXPECT_GT(names, 1'000U);
  EXPECT_GE(first * 100, names * 90) << first << " of " << names;
}

TEST(Relevance, IsWhatTheGoldenFileSays) {
  const std::string report = ranking_report();
  const std::filesystem::path golden = folder / "golden.txt";
  if (std::getenv("PRAMEN_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << report;
  std::stringstream expected;
  expected << std::ifstream(golden).rdbuf();
  EXPECT_EQ(report, expected.str()) << "PRAMEN_UPDATE_GOLDEN=1 writes tests/relevance/golden.txt anew";
}

}  // namespace
}  // namespace pramen::query
