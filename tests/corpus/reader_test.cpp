#include "corpus/reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

using Marks = std::vector<std::string>;

TEST(Reader, ReadsInOrderOfPaths) {
  CorpusFolder folder;
  folder.write("records/definition/a.sk.md", definition());
  folder.write("records/definition/a.json", json_record("in-between"));
  folder.write("records/definition/a-b.sk.md", definition());
  folder.write("b.jsonl", json_record("line-1") + "\n" + json_record("line-2"));
  folder.write("notes.json", "not a record");
  folder.write("thesaurus.jsonl", "not a record");
  folder.write("records/.hidden.md", "not a record");
  folder.write("records/definition/a.sk.md~", "not a record");
  const Reading reading = folder.read();
  Marks ids;
  for (const auto& record : reading.records) ids.push_back(record.id);
  EXPECT_EQ(ids, (Marks{"line-1", "line-2", "a-b", "in-between", "a"}));
  EXPECT_TRUE(reading.problems.empty());
}

TEST(Reader, CountsTheProblemsBeyondAHundredOfOneRecord) {
  CorpusFolder folder;
  std::string front = "---\nkind: definition\ntitle: T\n";
  for (int i = 0; i < 250; ++i) front += "unknown" + std::to_string(i) + ": x\n";
  folder.write("records/definition/x.sk.md", front + "---\n");
  folder.write("records/definition/y.sk.md", "---\nkind: definition\n---\n");
  const Reading reading = folder.read();
  ASSERT_EQ(reading.problems.size(), 102u);
  EXPECT_EQ(reading.problems[100].rule, "more-faults");
  EXPECT_NE(reading.problems[100].what.english().find("150"), std::string::npos);
  EXPECT_EQ(reading.problems[101].rule, "missing-title");
}

TEST(Reader, RefusesCharactersThatTurnTheDirectionOfText) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", "---\nkind: definition\ntitle: \"abc \u202Edef\"\n---\n");
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), Marks{"3:13 control-character"});
  EXPECT_NE(reading.problems[0].what.english().find("U+202E"), std::string::npos);
}

TEST(Reader, ReportsADoubledId) {
  CorpusFolder folder;
  folder.write("a.jsonl", json_record("x") + "\n");
  folder.write("records/case_study/x.sk.md", "---\nkind: case_study\ntitle: T\n---\n");
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), Marks{"1:1 doubled-id"});
  EXPECT_NE(reading.problems[0].what.english().find("a.jsonl"), std::string::npos);
  EXPECT_EQ(reading.report.records, 1u);
  EXPECT_EQ(reading.report.faulty, 1u);
}

TEST(Reader, RelationsMayPointForwardBackwardAndToFaultyRecords) {
  CorpusFolder folder;
  folder.write("a.jsonl", json_record("a", "\"related\": [\"b\", \"bad\"], ") + "\n" +
                              json_record("b", "\"related\": [\"a\"], ") + "\n" + json_record("bad", "\"year\": 1, "));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), Marks{"3:63 out-of-range"});
  EXPECT_EQ(reading.records.size(), 2u);
  EXPECT_TRUE(reading.report.withdrawn.empty());
}

TEST(Reader, ARelationToNowhereWithdrawsItsRecord) {
  CorpusFolder folder;
  folder.write("a.jsonl", "\n" + json_record("a", "\"related\": [\"no-1\", \"no-2\"], ") + "\n" +
                              json_record("b", "\"year\": 1, \"related\": [\"no-3\"], "));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(),
            (Marks{"3:61 out-of-range", "2:65 dangling-related", "2:73 dangling-related", "3:76 dangling-related"}));
  EXPECT_EQ(reading.report.withdrawn, Marks{"a"});
  EXPECT_EQ(reading.report.records, 0u);
  EXPECT_EQ(reading.report.faulty, 2u);
  EXPECT_EQ(reading.problems[1].record, "a");
}

TEST(Reader, WhatARoleNamesIsRelatedToo) {
  CorpusFolder folder;
  folder.write("a.jsonl", json_record("a", R"("run_by": ["b"], "partners": ["c", "b"], "related": ["c", "d"], )") +
                              "\n" + json_record("b") + "\n" + json_record("c") + "\n" + json_record("d"));
  folder.write("e.csv", "id,kind,original,title_sk,run_by\ne,case_study,sk,Piaty,a;b\n");
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), Marks{});
  ASSERT_EQ(reading.records.size(), 5u);
  EXPECT_EQ(*reading.records[0].fact_as<Marks>("related"), (Marks{"d", "b", "c"}));
  EXPECT_EQ(*reading.records[0].fact_as<Marks>("partners"), (Marks{"c", "b"}));
  EXPECT_EQ(reading.records[1].fact("related"), nullptr);
  EXPECT_EQ(*reading.records[4].fact_as<Marks>("related"), (Marks{"a", "b"}));
}

TEST(Reader, ARoleToNowhereIsAFault) {
  CorpusFolder folder;
  folder.write("a.jsonl", json_record("a", R"("run_by": ["no-1"], )"));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), Marks{"1:64 dangling-related"});
  EXPECT_EQ(reading.records.size(), 1u);
  EXPECT_EQ(reading.report.withdrawn, Marks{"a"});
}

TEST(Reader, ADoubledValueIsAWarningAndKeptOnce) {
  CorpusFolder folder;
  folder.write("records/definition/a.sk.md", definition("topics: [housing, employment, housing]\n"));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), Marks{"4:31 doubled-value"});
  EXPECT_EQ(std::get<Marks>(*reading.records.at(0).fact("topics")), (Marks{"housing", "employment"}));
}

TEST(Reader, ATitleMayBeANumberAndHaveManyLines) {
  CorpusFolder folder;
  folder.write("records/definition/a.sk.md", "---\nkind: definition\ntitle: 1989\ncountry: no\n---\n");
  folder.write(
      "records/b.json",
      R"({"id": "b", "kind": "definition", "city": null, "texts": {"en": null, "sk": {"title": " a\n b\t"}}})");
  const Reading reading = folder.read();
  ASSERT_EQ(reading.records.size(), 2u) << testing::PrintToString(reading.marks());
  EXPECT_EQ(reading.record("a")->texts.at("sk").title, "1989");
  EXPECT_EQ(reading.record("b")->texts.at("sk").title, "a b");
  EXPECT_EQ(reading.record("b")->original, "sk");
}

TEST(Reader, HintsNameWhatWasMeant) {
  CorpusFolder folder;
  folder.write("records/definition/a.sk.md",
               definition("topcis: [housing]\ntopics: housing\nstage: pilto\nweb: a.sk\nyear: \"2015\"\n"));
  Marks hints;
  for (const auto& problem : folder.read().problems) hints.push_back(problem.hint.english());
  EXPECT_EQ(hints, (Marks{"did you mean 'topics'?", "write topics: [housing]", "did you mean 'pilot'?",
                          "write https://a.sk", "write year: 2015, without quotes"}));
}

TEST(Reader, LinksOutOfTheCorpusAreNotFollowed) {
  CorpusFolder outside, folder;
  outside.write("x.sk.md", definition());
  folder.write("records/definition/a.sk.md", definition());
  folder.write("store/b.sk.md", definition());
  namespace fs = std::filesystem;
  fs::create_symlink(outside / "x.sk.md", folder / "records/definition/x.sk.md");
  fs::create_directory_symlink(outside.path(), folder / "records/other");
  fs::create_directory_symlink(folder.path(), folder / "records/loop");
  fs::create_symlink(folder / "store/b.sk.md", folder / "records/definition/b.sk.md");
  fs::create_symlink("nowhere", folder / "records/definition/n.sk.md");
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), (Marks{"1:1 unreadable-file", "1:1 outside-link", "1:1 outside-link"}));
  EXPECT_TRUE(reading.record("a"));
  EXPECT_TRUE(reading.record("b"));
}

TEST(Reader, APipeIsNotWaitedFor) {
  CorpusFolder folder;
  folder.write("records/definition/a.sk.md", definition());
  ASSERT_EQ(mkfifo((folder / "records/definition/b.sk.md").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((folder / "c.jsonl").c_str(), 0600), 0);
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), (Marks{"1:1 unreadable-file", "1:1 unreadable-file"}));
  EXPECT_EQ(reading.records.size(), 1u);
}

TEST(Reader, AFolderWithoutRecordsSaysSo) {
  CorpusFolder folder;
  const Reading reading = folder.read();
  ASSERT_EQ(reading.problems.size(), 1u);
  EXPECT_FALSE(reading.problems[0].hint.empty());
}

TEST(Reader, NoCorpusIsAnException) {
  CorpusFolder folder;
  EXPECT_THROW(read_all(folder / "nowhere"), std::runtime_error);
}

TEST(Reader, AnySingleFileIsACorpus) {
  CorpusFolder folder;
  EXPECT_EQ(read_all(folder.write("a.sk.md", definition())).records.size(), 1u);
  EXPECT_EQ(read_all(folder.write("b.json", json_record("b"))).records.size(), 1u);
  EXPECT_EQ(read_all(folder.write("c.jsonl", json_record("b"))).records.size(), 1u);
  EXPECT_EQ(read_all(folder.write("d.xml", "<a/>")).marks(), Marks{"1:1 bad-file-name"});
}

TEST(Reader, TellsWhereTextsStand) {
  CorpusFolder folder;
  folder.write("a.csv", "id,kind,title_sk,body_sk\n\nx,definition,T,\"one\ntwo\"\n");
  folder.write("b.jsonl", json_record("line-1") + "\n" + json_record("line-2"));
  folder.write("records/definition/y.sk.md", "---\nkind: definition\ntitle: T\nsummary: >-\n  S\n---\n\n\nText.\n");
  std::map<std::string, TextPlaces> places;
  const Schema schema = Schema::bundled();
  read_corpus(folder.path(), schema,
              {.record = {}, .problem = {}, .progress = {}, .placed = [&](Record&& record, const RecordPlaces& texts) {
                 places[record.id] = texts.at("sk");
               }});
  ASSERT_EQ(places.size(), 4u);
  EXPECT_EQ(places["x"].body.line, 3u);
  EXPECT_TRUE(places["x"].body_in_lines);
  EXPECT_EQ(places["line-2"].title.line, 2u);
  EXPECT_FALSE(places["line-2"].body_in_lines);
  EXPECT_TRUE(places["y"].file.ends_with("records/definition/y.sk.md"));
  EXPECT_EQ(places["y"].title.line, 3u);
  EXPECT_EQ(places["y"].summary.line, 4u);
  EXPECT_EQ(places["y"].body.line, 9u);
}

TEST(Reader, ProgressReachesTheEndAndCanStop) {
  CorpusFolder folder;
  folder.write("a.jsonl", json_record("a") + "\n");
  folder.write("records/definition/b.sk.md", definition());
  folder.write("records/definition/c.sk.md", definition());
  const Schema schema = Schema::bundled();
  Progress last;
  read_corpus(folder.path(), schema, {.record = {}, .problem = {}, .progress = [&](const Progress& progress) {
                                        last = progress;
                                        return true;
                                      }});
  EXPECT_EQ(last.bytes_done, last.bytes_total);
  EXPECT_EQ(last.records, 3u);
  const auto report = read_corpus(folder.path(), schema,
                                  {.record = {}, .problem = {}, .progress = [](const Progress&) { return false; }});
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(report.records, 1u);
}

TEST(Problem, IsOneLineOfText) {
  Problem problem;
  problem.where.file = "a\nb.md";
  problem.what = verbatim("bad '\x1B[31m\xFF\u202E'");
  problem.hint = verbatim("mend it");
  EXPECT_EQ(to_text(problem), "a\\x0ab.md:1:1: bad '\\x1b[31m\\xff\\u{bidi}' (mend it)");
  problem.severity = Severity::warning;
  problem.hint = {};
  problem.what = verbatim("w");
  EXPECT_EQ(to_text(problem), "a\\x0ab.md:1:1: warning: w");
}

}  // namespace
}  // namespace pramen::corpus
