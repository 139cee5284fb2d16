// What is written as a file is read back as the same record.
#include "corpus/record_writer.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/characters.h"
#include "corpus/markdown_group.h"
#include "corpus/reader.h"
#include "tests/support/temporary_folder.h"

namespace pramen::corpus {
namespace {

std::vector<Record> bundled_records(const Schema& schema) {
  std::vector<Record> records;
  read_corpus(tests::bundled_corpus(), schema,
              {.record = [&](Record&& record) { records.push_back(std::move(record)); },
               .problem = [](Problem&&) {},
               .progress = {},
               .placed = {}});
  return records;
}

// Through the files and back, with every problem.
Record read_back(const Record& record, const Schema& schema, std::vector<Problem>& problems) {
  Findings findings("");
  std::vector<LanguageFile> files;
  for (const auto& [language, text] : record.texts) {
    const std::string path = record.id + "." + language + ".md";
    findings.enter(path);
    files.push_back({path, language, parse_markdown_file(to_markdown(schema, record, language), findings)});
  }
  Draft draft = draft_from_markdown(record.id, record.kind, std::move(files), schema, findings);
  findings.hand_out(record.id, [&](Problem&& problem) { problems.push_back(std::move(problem)); });
  return std::move(draft.record);
}

void expect_same(const Record& record, const Schema& schema) {
  std::vector<Problem> problems;
  const Record back = read_back(record, schema, problems);
  EXPECT_EQ(to_json(back), to_json(record));
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::fault) ADD_FAILURE() << to_text(problem);
  }
}

TEST(RecordWriter, AllBundledRecordsAreReadBackTheSame) {
  const auto schema = corpus_schema(tests::bundled_corpus(), [](Problem&&) {});
  ASSERT_TRUE(schema.has_value());
  const auto records = bundled_records(*schema);
  EXPECT_GT(records.size(), 300U);
  for (const Record& record : records) expect_same(record, *schema);
}

Record record_with(const std::string& words) {
  Record record{.id = "a", .kind = "case_study", .original = "sk", .facts = {}, .texts = {}};
  Text& text = record.texts["sk"];
  text.title = text.summary = fold_spaces(words);
  if (is_blank(text.title)) text.title = "a";
  text.alternative = {text.title, "b"};
  text.body = clean_body(words);
  record.facts["city"] = text.title;
  record.facts["sources"] = std::vector<Source>{{.title = text.title, .url = "https://a.sk/#x:y", .year = 2019}};
  return record;
}

TEST(RecordWriter, OddWordsStayAsTheyAre) {
  const Schema schema = Schema::bundled();
  for (const char* words : {"null",
                            "true",
                            "Yes",
                            "~",
                            "1989",
                            "0x10",
                            "1e5",
                            "- a",
                            "a: b",
                            "a #b",
                            "#a",
                            "'a'",
                            "\"a\\b\"",
                            "[a, b]",
                            "{a: b}",
                            "*a",
                            "&a",
                            "!a",
                            "|",
                            ">",
                            "%a",
                            "@a",
                            "`a`",
                            "a:",
                            ": a",
                            "?",
                            "---",
                            "...",
                            "a, b",
                            "=",
                            "<<",
                            "a\xE2\x80\xA8"
                            "b",
                            "a\xE2\x80\xA9",
                            "\xEF\xBB\xBF"
                            "a",
                            "a\xEF\xBF\xBE",
                            "\xEF\xBF\xBF",
                            "\xC2\xA0"
                            "a\xC2\xA0",
                            "a\n---\nb",
                            "   a\n\n  b",
                            "„úvodzovky“",
                            "България",
                            "\xF0\x9F\x98\x80"}) {
    SCOPED_TRACE(words);
    expect_same(record_with(words), schema);
  }
}

TEST(RecordWriter, RandomWordsStayAsTheyAre) {
  const Schema schema = Schema::bundled();
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  static const std::vector<std::string> pieces = {" ",
                                                  "  ",
                                                  "a",
                                                  "ž",
                                                  ":",
                                                  ": ",
                                                  " #",
                                                  "#",
                                                  "-",
                                                  "- ",
                                                  "'",
                                                  "\"",
                                                  "\\",
                                                  "[",
                                                  "]",
                                                  "{",
                                                  "}",
                                                  ",",
                                                  "|",
                                                  ">",
                                                  "&",
                                                  "*",
                                                  "!",
                                                  "%",
                                                  "@",
                                                  "`",
                                                  "~",
                                                  "?",
                                                  "\n",
                                                  "\t",
                                                  "\r\n",
                                                  "---",
                                                  "...",
                                                  "null",
                                                  "1",
                                                  ".",
                                                  "word",
                                                  "dlhé slovo ",
                                                  "\xE2\x80\xA8",
                                                  "\xEF\xBB\xBF",
                                                  "\xEF\xBF\xBE",
                                                  "\xC2\xA0",
                                                  "\xF0\x9F\x98\x80"};
  for (int i = 0; i < 3000; ++i) {
    std::string words;
    for (unsigned n = random() % 60; n > 0; --n) words += pieces[random() % pieces.size()];
    expect_same(record_with(words), schema);
    if (testing::Test::HasFailure()) FAIL() << words;
  }
}

}  // namespace
}  // namespace pramen::corpus
