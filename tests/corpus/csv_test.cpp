#include <gtest/gtest.h>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

TEST(Csv, ReadsARowAsARecord) {
  CorpusFolder folder;
  const auto file =
      folder.write("t.csv",
                   "\xEF\xBB\xBFid,kind,original,country,topics,year,lat,related,sources,title_sk,alternative_sk,body_"
                   "sk,title_en,translation_of_en\r\n"
                   "a,case_study,sk,sk,housing; employment,2015,48.5,b,T|https://a.sk|P|2020;https://b.sk,\"Názov, "
                   "\"\"dlhý\"\"\",X;Y,\"Prvý\r\n\r\ndruhý\",Title,\r\n"
                   "b,definition,,,,,,,,Iný,,,,\r\n");
  const Reading reading = read_all(file);
  ASSERT_EQ(reading.records.size(), 2u) << testing::PrintToString(reading.marks());
  const Record& record = reading.records[0];
  EXPECT_EQ(record.texts.at("sk").title, "Názov, \"dlhý\"");
  EXPECT_EQ(record.texts.at("sk").body, "Prvý\n\ndruhý");
  EXPECT_EQ(record.texts.at("sk").alternative, (std::vector<std::string>{"X", "Y"}));
  EXPECT_EQ(std::get<std::vector<std::string>>(*record.fact("topics")).size(), 2u);
  EXPECT_EQ(std::get<std::int64_t>(*record.fact("year")), 2015);
  EXPECT_EQ(std::get<double>(*record.fact("lat")), 48.5);
  const auto& sources = std::get<std::vector<Source>>(*record.fact("sources"));
  EXPECT_EQ(sources.at(0).year, 2020);
  EXPECT_EQ(sources.at(1).url, "https://b.sk");
  EXPECT_EQ(reading.records[1].original, "sk");
  EXPECT_TRUE(reading.problems.empty());
}

TEST(Csv, AFaultInTheHeaderKeepsEveryRowBackAndStillChecksThem) {
  CorpusFolder folder;
  const Reading reading =
      read_all(folder.write("t.csv", "id,kind,title_sk,colour\na,definition,T,red\nb,nonsense,T,blue\n"));
  EXPECT_TRUE(reading.records.empty());
  EXPECT_EQ(reading.report.faulty, 2u);
  EXPECT_EQ(reading.problems.size(), 2u) << testing::PrintToString(reading.marks());
}

TEST(Csv, TakesSemicolonsAndTabsToo) {
  CorpusFolder folder;
  folder.write("a.csv", "id;kind;title_sk;topics\na;definition;T;\"housing;employment\"\n");
  folder.write("b.csv", "id\tkind\ttitle_sk\nb\tdefinition\tT\n");
  EXPECT_EQ(folder.read().records.size(), 2u);
}

TEST(Csv, TakesAHeaderWhoseCellsAreAllQuoted) {
  CorpusFolder folder;
  folder.write("a.csv", "\"id\";\"kind\";\"title_sk\"\n\"a\";\"definition\";\"T, U\"\n");
  EXPECT_EQ(folder.read().records.size(), 1u);
}

TEST(Csv, AQuoteLeftOpenSpoilsItsOwnRowOnly) {
  CorpusFolder folder;
  const auto file = folder.write("t.csv",
                                 "id,kind,title_sk\n"
                                 "a,definition,\"open\n"
                                 "b,definition,\"closed\"\n"
                                 "c,definition,plain\n");
  const Reading reading = read_all(file);
  EXPECT_EQ(reading.marks(), std::vector<std::string>{"2:14 broken-csv"});
  EXPECT_TRUE(reading.record("b"));
  EXPECT_TRUE(reading.record("c"));
  EXPECT_EQ(reading.report.faulty, 1u);
}

TEST(Csv, AnUnknownColumnIsReportedOnce) {
  CorpusFolder folder;
  const auto file = folder.write("t.csv", "id,kind,title_sk,colour\na,definition,T,red\nb,definition,U,blue\n");
  const Reading reading = read_all(file);
  EXPECT_EQ(reading.marks(), std::vector<std::string>{"1:18 unknown-field"});
  EXPECT_TRUE(reading.records.empty());
}

TEST(Csv, BlankLinesAreNoRows) {
  CorpusFolder folder;
  const auto file = folder.write("t.csv", "id,kind,title_sk\n\na,definition,T\n\n");
  EXPECT_EQ(read_all(file).records.size(), 1u);
  EXPECT_TRUE(read_all(file).problems.empty());
}

}  // namespace
}  // namespace pramen::corpus
