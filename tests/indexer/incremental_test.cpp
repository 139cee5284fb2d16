// A generation that was made out of the one before answers as one that was built whole: after each of many random edits
// of a corpus both are asked the same. PRAMEN_EDITS sets how many edits a history has (default 5).
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <regex>

#include "indexer/builder.h"
#include "indexer/generations.h"
#include "indexer/layout.h"
#include "query/concept_list.h"
#include "query/concept_page.h"
#include "query/database.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen::indexer {
namespace {

using tests::record_line;
using tests::TemporaryFolder;

enum class Home { jsonl, json, csv, markdown };

struct Edited {
  Home home = Home::jsonl;
  std::string lang = "sk", title, body, country, related;
  int year = 2000;
  std::string other_title;  // in English; empty: none
};

// A corpus that changes, and what it looks like on disk.
class ChangingCorpus {
 public:
  explicit ChangingCorpus(unsigned seed) : random_(seed) {
    for (int i = 0; i < 60; ++i) add();
  }

  void edit() {
    const int edits = number(1, 3);
    for (int i = 0; i < edits; ++i) edit_once();
  }

  void write(const std::filesystem::path& folder) const {
    std::filesystem::remove_all(folder);
    std::string lines, rows = "id,kind,original,title_sk,body_sk,country,year,related\n";
    for (const auto& [id, record] : records_) {
      switch (record.home) {
        case Home::jsonl: lines += line(id, record); break;
        case Home::json: put(folder / "records" / "case_study" / (id + ".json"), line(id, record)); break;
        case Home::csv:
          rows += id + ",case_study,sk," + record.title + "," + record.body + "," + record.country + "," +
                  std::to_string(record.year) + "," + record.related + "\n";
          break;
        case Home::markdown: write_markdown(folder, id, record); break;
      }
    }
    for (const std::string& doubled : doubled_) lines += line(doubled, records_.begin()->second);
    put(folder / (renamed_ ? "b.jsonl" : "a.jsonl"), lines);
    if (!pinned_.empty()) put(folder / "best_bets.jsonl", R"({"words": ["podnik"], "pin": [")" + pinned_ + "\"]}\n");
    put(folder / "table.csv", rows);
  }

 private:
  static void put(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
  static std::string line(const std::string& id, const Edited& record) {
    std::string extra = R"("country": ")" + record.country + R"(", "year": )" + std::to_string(record.year);
    if (!record.related.empty()) extra += R"(, "related": [")" + record.related + R"("])";
    std::string made = record_line(id, record.lang, record.title, record.body, extra);
    if (!record.other_title.empty() && record.lang != "en")
      made.insert(made.rfind("}}"), R"(}, "en": {"title": ")" + record.other_title + "\"");
    return made;
  }
  static void write_markdown(const std::filesystem::path& folder, const std::string& id, const Edited& record) {
    const std::filesystem::path place = folder / "records" / "case_study";
    put(place / (id + "." + record.lang + ".md"),
        "---\ntitle: " + record.title + "\ncountry: " + record.country + "\nyear: " + std::to_string(record.year) +
            (record.related.empty() ? "" : "\nrelated: [" + record.related + "]") + "\n---\n\n" + record.body + "\n");
  }

  int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  std::string word() {
    static const std::vector<std::string> words = {
        "sociálny", "podnik",  "podniky", "podnikov",  "škola",  "školy",   "skola",  "inovácia", "inovácie", "mesto",
        "obec",     "obce",    "zdravie", "bývanie",   "dom",    "domov",   "práca",  "práce",    "rodina",   "mládež",
        "komunita", "životné", "voda",    "energia",   "SROI",   "klub",    "dielňa", "pomoc",    "služby",   "služba",
        "people",   "working", "village", "inclusion", "община", "младежи", "iskola", "közösség", "Schule",   "Arbeit"};
    return number(0, 5) == 0 ? "slovo" + std::to_string(number(0, 400))
                             : words[static_cast<std::size_t>(number(0, 39))];
  }
  std::string text(int words) {
    std::string made = word();
    for (int i = 1; i < words; ++i) made += (number(0, 8) == 0 ? ". " : " ") + word();
    return made;
  }
  std::string any_id() { return std::next(records_.begin(), number(0, static_cast<int>(records_.size()) - 1))->first; }
  Edited fresh() {
    static const std::vector<std::string> languages = {"sk", "sk", "sk", "hu", "bg", "en"},
                                          countries = {"sk", "cz", "hu"};
    Edited made{.home = static_cast<Home>(number(0, 3)),
                .lang = languages[static_cast<std::size_t>(number(0, 5))],
                .title = text(number(1, 4)),
                .body = text(number(3, 40)),
                .country = countries[static_cast<std::size_t>(number(0, 2))],
                .related = {},
                .year = number(1990, 2025),
                .other_title = {}};
    if (made.home == Home::csv) made.lang = "sk";
    return made;
  }
  void add() { records_.emplace("r" + std::to_string(next_id_++), fresh()); }

  void edit_once() {
    const std::string id = any_id();
    Edited& record = records_.at(id);
    switch (number(0, 13)) {
      case 0:
      case 1: return add();
      case 2: record.body = text(number(3, 40)); return;
      case 3: record.title = text(number(1, 4)); return;
      case 4: record.year = number(1990, 2025); return;
      case 5:
        if (records_.size() > 20) records_.erase(id);
        return;
      case 6: renamed_ = !renamed_; return;
      case 7: {
        auto moved = records_.extract(id);
        moved.key() = "r" + std::to_string(next_id_++);
        records_.insert(std::move(moved));
        return;
      }
      case 8: doubled_ = doubled_.empty() ? std::vector<std::string>{id} : std::vector<std::string>{}; return;
      case 9: record.related = any_id() == id ? "" : any_id(); return;
      case 10: record.related = number(0, 1) == 0 ? "nowhere-to-go" : ""; return;
      case 11: record.other_title = text(3); return;
      case 12: record.home = record.lang == "sk" ? static_cast<Home>(number(0, 3)) : Home::jsonl; return;
      case 13: pinned_ = number(0, 2) == 0 ? "" : id; return;  // which may be gone later: a bet with a fault
      default: return;
    }
  }

  std::mt19937 random_;
  std::map<std::string, Edited> records_;
  std::vector<std::string> doubled_;
  std::string pinned_;
  bool renamed_ = false;
  int next_id_ = 0;
};

std::string without_times(const std::string& json) {
  static const std::regex took(R"("took_ms": ?[0-9.e+-]+)");
  return std::regex_replace(json, took, "\"took_ms\":0");
}

// Everything a database is asked for, one answer a line.
std::vector<std::string> answers(const query::Database& database) {
  std::vector<std::string> all;
  const auto note = [&](const std::string& json) { all.push_back(without_times(json)); };
  static const std::vector<std::string> queries = {
      "",        "podnik",         "sociálny podnik", "\"sociálny podnik\"",  "skola",     "školy",  "slovo1*",
      "slovo7~", "inovacia obec",  "mesto -obec",     "práca OR rodina",      "title:dom", "sluzby", "mladez v obci",
      "iskola",  "община",         "village people",  "dom NEAR/5 práca",     "komunite",  "podnky", "SROI",
      "slovo",   "country:sk dom", "year:2000..2010", "čo je sociálny podnik"};
  for (const std::string& words : queries) {
    for (const std::string lang : {"sk", "en"}) {
      note(query::to_json(
          database.search({.words = words, .lang = lang, .limit = 20, .explain = true, .budget_ms = 60'000})));
      note(query::to_json(database.search(
          {.words = words, .lang = lang, .sort = query::Sort::title, .limit = 100, .budget_ms = 60'000})));
    }
    note(query::to_json(database.facet_values(
        {.facet = "country",
         .text = "",
         .search = {.words = words, .lang = "sk", .facets = std::vector<std::string>{"country"}}})));
  }
  for (const std::string text : {"s",  "so", "soc", "d",  "do",     "slovo", "slovo1", "p", "po", "podn",
                                 "šk", "sk", "об",  "ob", "dom pr", "w",     "i",      "r", "z",  "m"}) {
    for (const std::string lang : {"sk", "hu", ""})
      note(query::to_json(database.suggest({.text = text, .lang = lang})));
  }
  for (const std::string lang : {"sk", "en", "hu", "bg"}) {
    note(query::to_json(database.title_list({.letter = "", .search = {.lang = lang, .limit = 100}})));
    note(query::to_json(query::concept_list(database, {.text = "", .lang = lang})));
  }
  for (std::string& id : database.ids(0, database.row_count())) {
    if (const auto similar = database.similar(id, "sk", 5)) note(query::to_json(*similar));
    note(id + " " + database.stored(id).value_or(""));
    for (const query::RecordConcept& one : database.concepts_of(id, "sk")) all.back() += one.id + ";";
  }
  std::ranges::sort(all);
  all.push_back(std::to_string(database.record_count()) + " " + database.content_hash());
  return all;
}

std::vector<std::string> build_and_hear(const BuildOptions& options, BuildReport* report) {
  std::vector<std::string> problems;
  *report = build(options, [&](corpus::Problem&& problem) { problems.push_back(corpus::to_text(problem)); });
  return problems;
}

int edits() {
  const char* wanted = std::getenv("PRAMEN_EDITS");
  return wanted != nullptr ? std::max(1, std::atoi(wanted)) : 5;
}

class EditHistory : public testing::TestWithParam<unsigned> {};

TEST_P(EditHistory, AnswersAreThoseOfWholeBuilds) {
  const TemporaryFolder folder;
  ChangingCorpus corpus(GetParam());
  std::uint64_t taken_over = 0;
  for (int edit = 0; edit <= edits(); ++edit) {
    SCOPED_TRACE("edit " + std::to_string(edit));
    if (edit > 0) corpus.edit();
    corpus.write(folder / "corpus");
    const bool skip = true;
    BuildReport report, whole_report;
    const auto problems =
        build_and_hear({.corpus = folder / "corpus", .database = folder / "db", .skip_invalid = skip}, &report);
    const auto whole_problems = build_and_hear(
        {.corpus = folder / "corpus", .database = folder / "whole", .full = true, .skip_invalid = skip}, &whole_report);
    EXPECT_EQ(problems, whole_problems);
    EXPECT_EQ(report.records, whole_report.records);
    EXPECT_EQ(report.faulty, whole_report.faulty);
    EXPECT_EQ(whole_report.taken_over, 0U);
    taken_over += report.taken_over;
    const auto made = answers(*query::Database::open(folder / "db")),
               whole = answers(*query::Database::open(folder / "whole"));
    ASSERT_EQ(made.size(), whole.size());
    for (std::size_t i = 0; i < made.size(); ++i) ASSERT_EQ(made[i], whole[i]);
  }
  EXPECT_GT(taken_over, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, EditHistory, testing::Values(1U, 2U, 3U, 4U));

BuildReport build_again(const TemporaryFolder& folder, bool full = false) {
  BuildReport report;
  build_and_hear({.corpus = folder / "records.jsonl", .database = folder / "db", .full = full}, &report);
  return report;
}

TEST(Incremental, ReadsAgainOnlyWhatChanged) {
  const TemporaryFolder folder;
  std::vector<std::string> lines;
  for (int i = 0; i < 20; ++i)
    lines.push_back(record_line("r" + std::to_string(i), "sk", "Titul " + std::to_string(i)));
  EXPECT_EQ(tests::build_lines(folder, lines).read, 20U);
  lines[3] = record_line("r3", "sk", "Iný titul");
  std::swap(lines[0], lines[7]);
  const BuildReport report = tests::build_lines(folder, lines);
  EXPECT_EQ(report.read, 1U);
  EXPECT_EQ(report.taken_over, 19U);
  EXPECT_EQ(report.records, 20U);
  EXPECT_EQ(build_again(folder, true).taken_over, 0U);
}

TEST(Incremental, LinksTheFilesThatStay) {
  const TemporaryFolder folder;
  std::vector<std::string> lines;
  for (int i = 0; i < 20; ++i)
    lines.push_back(record_line("r" + std::to_string(i), "sk", "Titul " + std::to_string(i)));
  tests::build_lines(folder, lines);
  lines.push_back(record_line("nový", "sk", "x"));  // no id: the build publishes nothing
  EXPECT_EQ(tests::build_lines(folder, lines).generation, 0U);
  lines.back() = record_line("novy", "sk", "Nový");
  ASSERT_EQ(tests::build_lines(folder, lines).generation, 2U);
  EXPECT_TRUE(std::filesystem::equivalent(generation_folder(folder / "db", 1) / index_name,
                                          generation_folder(folder / "db", 2) / index_name));
  EXPECT_EQ(query::Database::open(folder / "db")->search({.words = "nový"}).total, 1U);
}

TEST(Incremental, WithNothingNewWritesNoIndex) {
  const TemporaryFolder folder;
  std::vector<std::string> lines;
  for (int i = 0; i < 20; ++i)
    lines.push_back(record_line("r" + std::to_string(i), "sk", "Titul " + std::to_string(i)));
  tests::build_lines(folder, lines);
  const auto files = [&](std::uint64_t generation) {
    return std::pair(std::filesystem::exists(generation_folder(folder / "db", generation) / more_index_name),
                     std::filesystem::exists(generation_folder(folder / "db", generation) / more_tokens_name));
  };
  ASSERT_EQ(tests::build_lines(folder, lines).generation, 2U);
  EXPECT_EQ(files(2), std::pair(false, false));
  const auto whole = query::Database::open(folder / "db");
  EXPECT_EQ(whole->search({.words = "titul", .engine = query::Engine::enquire}).total, 20U);
  const std::string removed = lines.back();
  lines.pop_back();
  tests::build_lines(folder, lines);
  EXPECT_EQ(files(3), std::pair(false, false));
  EXPECT_EQ(query::Database::open(folder / "db")->search({.words = "titul"}).total, 19U);
  // What an earlier build added goes on as well.
  lines.push_back(removed);
  tests::build_lines(folder, lines);
  EXPECT_EQ(files(4), std::pair(true, true));
  lines.erase(lines.begin());
  tests::build_lines(folder, lines);
  EXPECT_TRUE(std::filesystem::equivalent(generation_folder(folder / "db", 4) / more_index_name,
                                          generation_folder(folder / "db", 5) / more_index_name));
  EXPECT_EQ(query::Database::open(folder / "db")->search({.words = "titul"}).total, 19U);
}

TEST(Incremental, BuildsWholeWhereTooLittleStays) {
  const TemporaryFolder folder;
  std::vector<std::string> lines, problems;
  for (int i = 0; i < 20; ++i)
    lines.push_back(record_line("r" + std::to_string(i), "sk", "Titul " + std::to_string(i)));
  tests::build_lines(folder, lines);
  for (int i = 0; i < 15; ++i) lines[static_cast<std::size_t>(i)] = record_line("r" + std::to_string(i), "sk", "Iný");
  const BuildReport report = tests::build_lines(folder, lines);
  EXPECT_EQ(report.taken_over, 0U);
  EXPECT_EQ(report.read, 20U);
  EXPECT_EQ(query::Database::open(folder / "db")->row_count(), 20U);
}

TEST(Incremental, BuildsWholeWhereConceptsChange) {
  const TemporaryFolder folder;
  BuildOptions options{.corpus = folder.write("records.jsonl", record_line("r1", "sk", "Malá obec v horách")),
                       .database = folder / "db"};
  BuildReport report;
  build_and_hear(options, &report);
  const auto found = [&] {
    return query::Database::open(folder / "db")->search({.words = "hamlet", .lang = "en"}).total;
  };
  EXPECT_EQ(found(), 0U);
  options.thesauri = {folder.write("more.ttl", R"(@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/hamlet> a skos:Concept ; skos:prefLabel "malá obec"@sk , "hamlet"@en .
)")};
  build_and_hear(options, &report);
  EXPECT_EQ(report.taken_over, 0U);
  EXPECT_EQ(found(), 1U);
  build_and_hear(options, &report);
  EXPECT_EQ(report.taken_over, 1U);
  EXPECT_EQ(found(), 1U);
}

// Twenty records, of which two change; every build of the second corpus is made out of the first.
class Interrupted : public testing::Test {
 protected:
  Interrupted() {
    for (int i = 0; i < 20; ++i) lines_.push_back(record_line("r" + std::to_string(i), "sk", "Titul staré"));
    tests::build_lines(folder_, lines_);
    for (const std::size_t i : {3U, 11U}) lines_[i] = record_line("r" + std::to_string(i), "sk", "Titul nové");
    std::string text;
    for (const std::string& line : lines_) text += line;
    options_ = {.corpus = folder_.write("records.jsonl", text), .database = folder_ / "db"};
  }

  void expect_the_first() const {
    EXPECT_EQ(published(folder_ / "db"), 1U);
    EXPECT_EQ(query::Database::open(folder_ / "db")->search({.words = "nové"}).total, 0U);
  }
  void expect_the_next_goes_through() const {
    const BuildReport report = build(options_, [](corpus::Problem&&) {});
    EXPECT_EQ(report.taken_over, 18U);
    EXPECT_EQ(query::Database::open(folder_ / "db")->search({.words = "nové"}).total, 2U);
  }

  const TemporaryFolder folder_;
  std::vector<std::string> lines_;
  BuildOptions options_;
};

TEST_F(Interrupted, StoppedAtAnyMomentNothingIsPublished) {
  for (int steps = 0;; ++steps) {
    ASSERT_LT(steps, 1000);
    int left = steps;
    bool stopped = false;
    build(
        options_, [](corpus::Problem&&) {},
        [&](const BuildProgress&) {
          stopped = left-- == 0;
          return !stopped;
        });
    if (left >= 0) break;  // it went through
    expect_the_first();
  }
  EXPECT_EQ(published(folder_ / "db"), 2U);
}

TEST_F(Interrupted, KilledAtAnyMomentThePublishedOneStays) {
  std::mt19937 random(7);
  for (int round = 0; round < 10 && published(folder_ / "db") == 1; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      build(options_, [](corpus::Problem&&) {});
      ::_exit(0);
    }
    ::usleep(std::uniform_int_distribution<useconds_t>(0, 300'000)(random));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    if (published(folder_ / "db") == 1) expect_the_first();
  }
  if (published(folder_ / "db") == 1) expect_the_next_goes_through();
}

}  // namespace
}  // namespace pramen::indexer
