#include <gtest/gtest.h>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

std::string translation(std::string_view hash, std::string_view more = {}) {
  return "---\ntranslation_of: " + std::string(hash) + "\ntitle: A title\n" + std::string(more) + "---\nText.\n";
}

TEST(MarkdownGroup, PutsTheLanguagesOfARecordTogether) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md",
               definition("country: sk\nsummary: >-\n  One\n  two\nalternative: [N, 1989]\n"));
  const auto hash = text_hash(folder.read().records.at(0).texts.at("sk"));
  folder.write("records/definition/x.en.md", translation(hash));
  const Reading reading = folder.read();
  ASSERT_EQ(reading.records.size(), 1u) << testing::PrintToString(reading.marks());
  const Record& record = reading.records[0];
  EXPECT_EQ(record.original, "sk");
  EXPECT_EQ(record.texts.at("sk").summary, "One two");
  EXPECT_EQ(record.texts.at("sk").alternative, (std::vector<std::string>{"N", "1989"}));
  EXPECT_EQ(record.texts.at("en").body, "Text.");
  EXPECT_FALSE(record.texts.at("en").stale);
  EXPECT_TRUE(reading.problems.empty());
}

TEST(MarkdownGroup, AnyBeginningOfTheHashWillDo) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", definition());
  const auto hash = text_hash(folder.read().records.at(0).texts.at("sk"));
  folder.write("records/definition/x.en.md", translation(hash.substr(0, 8)));
  EXPECT_TRUE(folder.read().problems.empty());
}

TEST(MarkdownGroup, AStaleTranslationIsAWarningWithTheHash) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", definition());
  folder.write("records/definition/x.en.md", translation("0000000000000000"));
  const Reading reading = folder.read();
  ASSERT_EQ(reading.marks(), std::vector<std::string>{"2:17 stale-translation"});
  EXPECT_EQ(reading.problems[0].severity, Severity::warning);
  ASSERT_EQ(reading.records.size(), 1u);
  EXPECT_TRUE(reading.records[0].texts.at("en").stale);
  EXPECT_NE(reading.problems[0].hint.english().find(text_hash(reading.records[0].texts.at("sk"))), std::string::npos);
}

TEST(MarkdownGroup, ABadHashIsAFaultWithTheRightOne) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", definition());
  folder.write("records/definition/x.en.md", translation("yesterday"));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), std::vector<std::string>{"2:17 bad-translation-hash"});
  EXPECT_NE(reading.problems.at(0).hint.english().find("hash"), std::string::npos);
}

TEST(MarkdownGroup, FactsBelongInTheOriginal) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", definition());
  folder.write("records/definition/x.en.md", translation("00000000", "kind: definition\nyear: 2015\nyaer: 1\n"));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.marks(), (std::vector<std::string>{"2:17 stale-translation", "4:1 facts-in-translation",
                                                       "5:1 facts-in-translation", "6:1 unknown-field"}));
  EXPECT_EQ(reading.report.faulty, 1u);
}

TEST(MarkdownGroup, ATranslationWithoutTitleIsAFault) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", definition());
  folder.write("records/definition/x.en.md", "---\ntranslation_of: 00000000\n---\n");
  EXPECT_EQ(folder.read().marks().front(), "1:1 missing-title");
}

TEST(MarkdownGroup, TwoOriginalsAreADoubledId) {
  CorpusFolder folder;
  folder.write("records/definition/x.en.md", "---\ntitle: A title\n---\n");
  folder.write("records/definition/x.sk.md", definition());
  const Reading reading = folder.read();
  // The one with a kind is the original; the translator forgot the hash.
  ASSERT_EQ(reading.marks(), std::vector<std::string>{"1:1 doubled-id"});
  EXPECT_TRUE(reading.problems[0].where.file.ends_with("x.en.md"));
  EXPECT_NE(reading.problems[0].hint.english().find("translation_of: "), std::string::npos);
}

TEST(MarkdownGroup, ABrokenFileSpoilsItsRecordOnly) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.md", definition());
  folder.write("records/definition/x.en.md", "---\ntitle: [\n---\n");
  folder.write("records/definition/x-y.sk.md", definition("related: [x]\n"));
  const Reading reading = folder.read();
  EXPECT_EQ(reading.problems.size(), 1u) << testing::PrintToString(reading.marks());
  EXPECT_EQ(reading.problems.at(0).record, "x");
  EXPECT_FALSE(reading.record("x"));
  EXPECT_TRUE(reading.record("x-y"));
}

}  // namespace
}  // namespace pramen::corpus
