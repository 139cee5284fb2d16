// Documents and attachments through the built program: checked, indexed, found.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/corpus/workbook.h"
#include "tests/support/documents.h"

namespace pramen {
namespace {

using nlohmann::json;
using tests::Finished;
using tests::run_program;
using tests::TemporaryFolder;

class Sources : public testing::Test {
 protected:
  void write_record(const std::string& id, const std::string& more, const std::string& body = "") const {
    folder_.write("corpus/records/case_study/" + id + ".en.md",
                  "---\nkind: case_study\ntitle: The " + id + "\n" + more + "---\n\n" + body);
  }
  json search(const std::string& words) const {
    return json::parse(run_program({"search", words, "--db", folder_ / "db", "--json", "--lang", "en"}).out);
  }
  Finished index(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"index", folder_ / "corpus", "--db", folder_ / "db"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }

  // Records read, and taken over, by the next build.
  std::pair<int, int> counts(const Finished& built) const {
    EXPECT_EQ(built.code, 0) << built.err;
    const json report = json::parse(built.out);
    return {report["read"].get<int>(), report["taken_over"].get<int>()};
  }

  const TemporaryFolder folder_;
};

TEST_F(Sources, AreFoundInTheBodyAndInAttachments) {
  tests::write_docx(folder_ / "corpus/records/case_study/files/dock.docx",
                    tests::docx_paragraph("Rowing boats on the lake"));
  folder_.write("corpus/records/case_study/files/study.pdf", tests::pdf({"The carpentry repairs bicy-", "cles."}));
  write_record("dock", "body_file: files/dock.docx\n");
  write_record("yard", "attachments:\n  - file: files/study.pdf\n    title: The study\n", "A yard.");
  write_record("shop", "", "A shop that repairs one bicycle.");
  const Finished built = index();
  ASSERT_EQ(built.code, 0) << built.err;

  EXPECT_EQ(search("boats")["hits"][0]["id"], "dock");
  const json found = search("carpentry");
  ASSERT_EQ(found["total"], 1);
  EXPECT_EQ(found["hits"][0]["attachment"], "The study");
  EXPECT_EQ(found["hits"][0]["snippet"], "The <mark>carpentry</mark> repairs bicycles.");
  EXPECT_FALSE(search("yard")["hits"][0].contains("attachment"));
  // A phrase within the attachment, and what stands in a body comes before it.
  EXPECT_EQ(search("\"carpentry repairs\"")["total"], 1);
  const json both = search("bicycle");
  ASSERT_EQ(both["total"], 2);
  EXPECT_EQ(both["hits"][0]["id"], "shop");
  const json byenquire = json::parse(
      run_program({"search", "bicycle", "--db", folder_ / "db", "--json", "--lang", "en", "--enquire"}).out);
  EXPECT_EQ(byenquire["hits"][1]["score"], both["hits"][1]["score"]);
}

TEST_F(Sources, ThatAreBrokenAreNamedByCheckAndIndexAlike) {
  folder_.write("corpus/records/case_study/bad.docx", "no archive");
  folder_.write("corpus/records/case_study/locked.pdf", tests::locked_pdf());
  write_record("bad", "body_file: bad.docx\n");
  write_record("listed", "attachments: [locked.pdf]\n", "Still here.");
  const Finished checked = run_program({"check", folder_ / "corpus"});
  EXPECT_EQ(checked.code, 1);
  EXPECT_NE(checked.out.find("bad.en.md:4:12: the body file 'bad.docx' cannot be read: it is no .docx"),
            std::string::npos)
      << checked.out;
  EXPECT_NE(checked.out.find("listed.en.md:4:15: warning: the attachment 'locked.pdf' is listed but not searched: it "
                             "takes a password (save it without one)"),
            std::string::npos)
      << checked.out;
  EXPECT_EQ(std::ranges::count(checked.out, '\n'), 2) << checked.out;
  const Finished built = index({"--skip-invalid"});
  EXPECT_EQ(built.code, 0) << built.err;
  EXPECT_EQ(search("still")["total"], 1);
}

TEST_F(Sources, WithoutPdftotextOneLineSaysWhatToInstall) {
  folder_.write("corpus/records/case_study/a.pdf", tests::pdf({"words"}));
  write_record("one", "attachments: [a.pdf]\n", "Body.");
  write_record("two", "attachments: [a.pdf]\n", "Body.");
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", folder_.path().c_str(), 1);
  const Finished built = index();
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(built.code, 0);
  EXPECT_NE(
      built.err.find("one.en.md:4:15: warning: attachments are listed but not searched: there is no pdftotext here "
                     "(install the package poppler-utils)"),
      std::string::npos)
      << built.err;
  EXPECT_EQ(built.err.find("two.en.md"), std::string::npos) << built.err;
  EXPECT_EQ(search("body")["total"], 2);
}

TEST_F(Sources, ThatChangeMakeAnotherGeneration) {
  const auto hash = [&](std::string_view words) {
    folder_.write("corpus/records/case_study/a.pdf", tests::pdf({std::string(words)}));
    EXPECT_EQ(index().code, 0);
    return json::parse(tests::slurp(folder_ / "db/current/manifest.json"))["content_hash"].get<std::string>();
  };
  write_record("one", "attachments: [a.pdf]\n", "Body.");
  const std::string first = hash("apples");
  EXPECT_EQ(hash("apples"), first);
  EXPECT_NE(hash("pears"), first);
}

// What a record names is hashed, not read; and read again once it is another file.
TEST_F(Sources, ThatStayAsTheyAreAreNotReadAgain) {
  const std::filesystem::path folder = folder_ / "corpus/records/case_study";
  const auto put = [&](const std::string& boats, const std::string& words, int hours_ago) {
    tests::write_docx(folder / "files/dock.docx", tests::docx_paragraph(boats));
    folder_.write("corpus/records/case_study/files/study.pdf", tests::pdf({words}));
    const auto then = std::filesystem::file_time_type::clock::now() - std::chrono::hours(hours_ago);
    for (const char* file : {"files/dock.docx", "files/study.pdf"})
      std::filesystem::last_write_time(folder / file, then);
  };
  write_record("dock", "body_file: files/dock.docx\n");
  write_record("yard", "attachments: [files/study.pdf]\n", "A yard.");
  put("Rowing boats", "carpentry", 1);
  EXPECT_EQ(counts(index({"--json"})), std::pair(2, 0));
  // Without the program that reads PDFs nothing is lost, since none is read.
  const Finished again =
      run_program({"index", folder_ / "corpus", "--db", folder_ / "db", "--json"}, "", {{"PATH", folder_ / "nothing"}});
  EXPECT_EQ(counts(again), std::pair(0, 2)) << again.err;
  EXPECT_EQ(search("carpentry")["total"], 1);
  put("Sailing boats", "masonry", 1);  // as old as before
  EXPECT_EQ(counts(index({"--json"})), std::pair(2, 0));
  EXPECT_EQ(search("sailing")["total"], 1);
  EXPECT_EQ(search("masonry")["total"], 1);
  EXPECT_EQ(search("carpentry")["total"], 0);
  // Moved, it names a file that is not there.
  std::filesystem::create_directories(folder / "deeper");
  std::filesystem::rename(folder / "yard.en.md", folder / "deeper/yard.en.md");
  const Finished moved = index();
  EXPECT_EQ(moved.code, 1);
  EXPECT_NE(moved.err.find("files/study.pdf"), std::string::npos) << moved.err;
}

TEST_F(Sources, OfTablesOnlyTheRowsThatChangedAreReadAgain) {
  const auto write_tables = [&](const std::string& csv_row, const std::string& sheet_title) {
    std::string rows = "Názov;Rok;code\n", sheet;
    for (int i = 0; i < 20; ++i) rows += "Podnik " + std::to_string(i) + ";2001;p" + std::to_string(i) + "\n";
    folder_.write("corpus/table.csv", rows + csv_row);
    const auto row = [](int number, const std::string& id, const std::string& kind, const std::string& title) {
      const auto cell = [](const std::string& text) { return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>"; };
      return "<row r=\"" + std::to_string(number) + "\">" + cell(id) + cell(kind) + cell(title) + "</row>";
    };
    sheet = row(1, "id", "kind", "title_en");
    for (int i = 0; i < 5; ++i)
      sheet += row(i + 2, "s" + std::to_string(i), "case_study", "Sheet " + std::to_string(i));
    corpus::write_workbook(folder_ / "corpus/book.xlsx", sheet + row(9, "last", "case_study", sheet_title));
  };
  const auto map_columns = [&](const std::string& year) {
    folder_.write("corpus/book.columns.json", R"({"sheet": "Data"})");
    folder_.write("corpus/table.columns.json", R"({"columns": {"Názov": "title_sk", "Rok": )" + year +
                                                   R"(, "code": null},
      "constants": {"kind": "case_study", "original": "sk"}, "id": "{code}"})");
  };
  map_columns(R"("year")");
  write_tables("Posledný;2010;q\n", "Harbour");
  EXPECT_EQ(counts(index({"--json"})), std::pair(27, 0));
  EXPECT_EQ(counts(index({"--json"})), std::pair(0, 27));
  write_tables("Posledný;2011;q\n", "Shipyard");
  EXPECT_EQ(counts(index({"--json"})), std::pair(2, 25));
  EXPECT_EQ(search("shipyard")["total"], 1);
  EXPECT_EQ(search("harbour")["total"], 0);
  EXPECT_EQ(search("year:2011")["total"], 1);
  // The same cells mean something else once the mapping does.
  map_columns("null");
  EXPECT_EQ(counts(index({"--json"})), std::pair(27, 0));
  EXPECT_EQ(search("year:2011")["total"], 0);
}

// A row that was taken over still tells where its relation leads to nowhere, and an id twice where the other is.
TEST_F(Sources, RowsThatWereNotReadAgainKeepTheirPlaces) {
  const std::string head = "id,kind,original,title_sk,related\n", row = "one,case_study,sk,\"Dom, a dvor\",\"two\"\n",
                    other = "two,case_study,sk,Dva,\n";
  std::string more;
  for (int i = 0; i < 10; ++i) more += "r" + std::to_string(i) + ",case_study,sk,Dom,\n";
  folder_.write("corpus/table.csv", head + row + other + more);
  ASSERT_EQ(index().code, 0);
  folder_.write("corpus/table.csv", head + more + "\n" + row);
  const Finished dangling = index();
  EXPECT_EQ(dangling.code, 1);
  EXPECT_NE(dangling.err.find("table.csv:13:34: there is no record 'two'"), std::string::npos) << dangling.err;
  folder_.write("corpus/table.csv", head + more + other + row + row);
  const Finished doubled = index();
  EXPECT_EQ(doubled.code, 1);
  EXPECT_NE(doubled.err.find("table.csv:14:1: the id 'one' is there already, above in this file"), std::string::npos)
      << doubled.err;
}

// A file that was written this very moment may go on changing.
TEST_F(Sources, ThatAreFreshAreReadOnceMore) {
  write_record("yard", "attachments: [study.pdf]\n", "A yard.");
  folder_.write("corpus/records/case_study/study.pdf", tests::pdf({"carpentry"}));
  ASSERT_EQ(index().code, 0);
  EXPECT_EQ(json::parse(index({"--json"}).out)["read"], 1);
}

TEST_F(Sources, ImportPrintsARecordThatCheckTakes) {
  const std::string page =
      folder_.write("page.html", "<title>Nová dielňa</title><p>Dielňa opravuje <b>bicykle</b>.</p>");
  const Finished printed = run_program({"import", page, "--id", "nova-dielna"});
  ASSERT_EQ(printed.code, 0) << printed.err;
  EXPECT_EQ(printed.out, "---\nkind: case_study\ntitle: Nová dielňa\n---\n\nDielňa opravuje **bicykle**.\n");
  EXPECT_NE(printed.err.find("records/case_study/nova-dielna.sk.md"), std::string::npos) << printed.err;
  folder_.write("corpus/records/case_study/nova-dielna.sk.md", printed.out);
  EXPECT_EQ(run_program({"check", folder_ / "corpus"}).code, 0);

  const Finished refused = run_program({"import", folder_.write("bad.docx", "no archive")});
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("bad.docx:1:1: the file cannot be read: it is no .docx archive"), std::string::npos);
}

}  // namespace
}  // namespace pramen
