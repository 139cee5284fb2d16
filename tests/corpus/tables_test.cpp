// Somebody's own tables: workbooks, and columns that are mapped to ours.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "corpus/xlsx_rows.h"
#include "tests/corpus/corpus_folder.h"
#include "tests/corpus/workbook.h"

namespace pramen::corpus {
namespace {

std::string inline_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + R"(" t="inlineStr"><is><t>)" + text + "</t></is></c>";
}

const std::string header_row = "<row r=\"3\">" + inline_cell("B3", "Názov") + inline_cell("C3", "IČO") +
                               inline_cell("E3", "Krajina") + inline_cell("F3", "Témy") + inline_cell("G3", "Rok") +
                               inline_cell("H3", "Poznámka") + "</row>";
const std::string mapping = R"({"sheet": "Data", "header": 3,
 "columns": {"Názov": "title_sk", "Krajina": "country", "Témy": "topics", "Rok": "year", "Poznámka": null},
 "values": {"topics": {"byty": "housing"}},
 "constants": {"kind": "organisation", "original": "sk"},
 "id": "org-{IČO}"})";

TEST(Workbooks, AreReadFromTheFirstSheetWithoutAMapping) {
  CorpusFolder folder;
  const Reading reading = read_all(write_workbook(folder.path() / "t.xlsx", ""));
  ASSERT_EQ(reading.records.size(), 1U) << testing::PrintToString(reading.marks());
  EXPECT_EQ(reading.records[0].texts.at("en").title, "The first sheet");
}

TEST(Workbooks, WithAMappingGiveRecordsOfSomebodysOwnColumns) {
  CorpusFolder folder;
  folder.write("t.columns.json", mapping);
  const std::string rows = "<row r=\"1\">" + inline_cell("A1", "List of 2026") + "</row>" + header_row +
                           R"(<row r="4"><c r="B4" t="s"><v>0</v></c><c r="C4"><v>12345678</v></c>)" +
                           inline_cell("E4", "Slovensko") + inline_cell("F4", "byty; zamestnanosť a trh práce") +
                           R"(<c r="G4"><f>2000+15</f><v>2015</v></c>)" + inline_cell("H4", "left out") + "</row>" +
                           R"(<row r="5"/><row r="6">)" + inline_cell("B6", "Druhá") + inline_cell("C6", "87 654 321") +
                           "</row>";
  const std::string texts = "<si><r><t>Prvá </t></r><r><t>organizácia</t></r><rPh><t>spoken</t></rPh></si>";
  const Reading reading = read_all(write_workbook(folder.path() / "t.xlsx", rows, texts));
  ASSERT_EQ(reading.records.size(), 2U) << testing::PrintToString(reading.marks());
  const Record& record = reading.records[0];
  EXPECT_EQ(record.id, "org-12345678");
  EXPECT_EQ(record.kind, "organisation");
  EXPECT_EQ(record.texts.at("sk").title, "Prvá organizácia");
  EXPECT_EQ(record.text_fact("country"), "sk");
  EXPECT_EQ(*record.fact_as<std::vector<std::string>>("topics"), (std::vector<std::string>{"housing", "employment"}));
  EXPECT_EQ(*record.fact_as<std::int64_t>("year"), 2015);
  EXPECT_EQ(reading.records[1].id, "org-87-654-321");
}

TEST(Workbooks, FaultsNameRowAndColumnOfTheSheet) {
  CorpusFolder folder;
  folder.write("t.columns.json", mapping);
  const std::string rows = header_row + R"(<row r="9">)" + inline_cell("B9", "Prvá") + inline_cell("C9", "1") +
                           inline_cell("E9", "Atlantis") + "</row>" + R"(<row r="10">)" + inline_cell("B10", "Druhá") +
                           R"(<c r="C10" t="e"><v>#REF!</v></c></row>)" + R"(<row r="11">)" +
                           inline_cell("B11", "Bez čísla") + "</row>";
  const Reading reading = read_all(write_workbook(folder.path() / "t.xlsx", rows));
  EXPECT_TRUE(reading.records.empty());
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const Problem& problem : reading.problems) places.emplace_back(problem.where.line, problem.where.column);
  EXPECT_EQ(places, (std::vector<std::pair<std::size_t, std::size_t>>{{9, 5}, {10, 3}, {11, 2}}));
}

TEST(Workbooks, ThatAreDamagedOrTooLargeAreOneFault) {
  CorpusFolder folder;
  const std::string head = R"(<?xml version="1.0"?>)";
  const std::vector<std::filesystem::path> files = {
      folder.write("no-archive.xlsx", "PK but not much more"),
      write_zip(folder.path() / "empty.xlsx", {{"readme", "nothing"}}),
      write_zip(folder.path() / "broken.xlsx",
                {{"xl/workbook.xml", "<workbook"}, {"xl/_rels/workbook.xml.rels", "<r/>"}}),
      write_zip(folder.path() / "bomb.xlsx",
                {{"xl/workbook.xml", std::string(max_sheet_bytes + 1, ' ')}, {"xl/_rels/workbook.xml.rels", "<r/>"}}),
  };
  for (const auto& file : files) {
    const Reading reading = read_all(file);
    ASSERT_EQ(reading.problems.size(), 1U) << file;
    EXPECT_EQ(reading.problems[0].rule, "broken-xlsx");
    EXPECT_FALSE(reading.problems[0].hint.empty());
  }
}

TEST(Mappings, WorkForCsvToo) {
  CorpusFolder folder;
  folder.write("t.columns.json", mapping);
  const Reading reading =
      read_all(folder.write("t.csv", "Zoznam;;\n;;\nNázov;IČO;Krajina\nPrvá;12;Österreich\nDruhá;13;sk\n"));
  ASSERT_EQ(reading.records.size(), 2U) << testing::PrintToString(reading.marks());
  EXPECT_EQ(reading.records[0].text_fact("country"), "at");
  EXPECT_EQ(reading.records[1].id, "org-13");
}

TEST(Mappings, WithFaultsAreReportedUnderTheirOwnNameAndNothingIsRead) {
  CorpusFolder folder;
  folder.write("t.columns.json", "{\n \"colums\": {},\n \"header\": \"three\",\n \"values\": {\"colour\": {}}}");
  const Reading reading = read_all(folder.write("t.csv", "id,kind,title_sk\na,definition,T\n"));
  EXPECT_TRUE(reading.records.empty());
  ASSERT_EQ(reading.problems.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(reading.problems[i].where.file.ends_with("t.columns.json"));
    EXPECT_EQ(reading.problems[i].where.line, i + 2);
  }
}

// What people copy from docs/record-format.md is read by the bundled schema without a fault.
TEST(Mappings, TheExampleOfTheManualWorks) {
  std::ifstream in(PRAMEN_SOURCE_DIR "/docs/record-format.md");
  const std::string manual{std::istreambuf_iterator<char>(in), {}};
  const auto begin = manual.find("    {\"sheet\": ");
  ASSERT_NE(begin, manual.npos);
  CorpusFolder folder;
  folder.write("t.columns.json", manual.substr(begin, manual.find("\n\n", begin) - begin));
  const Reading reading = read_all(folder.write(
      "t.csv", "Zoznam;;;;\n;;;;\nNázov;Typ;Krajina;Poznámka;IČO\nPrvá;s.r.o.;Slovensko;x;12\nDruhá;banka;sk;;13\n"));
  EXPECT_TRUE(reading.problems.empty()) << testing::PrintToString(reading.marks());
  ASSERT_EQ(reading.records.size(), 2U);
  EXPECT_EQ(reading.records[0].text_fact("org_type"), "business");
  EXPECT_EQ(reading.records[1].text_fact("org_type"), "bank");
}

}  // namespace
}  // namespace pramen::corpus
