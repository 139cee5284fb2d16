#include "server/citation.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/client.h"
#include "tests/server/json_client.h"
#include "tests/server/world.h"

namespace pramen::tests {
namespace {

using server::CitationForm;

const server::Citation odd{.id = "made",
                           .title = "100 % {A & B}_#$ \\ ~^ „č“",
                           .lang = "sk",
                           .summary = "Two\nlines",
                           .issuer = "Úrad",
                           .date = "2026-11-03",
                           .generation = "7",
                           .address = "https://example.org/record/made"};

TEST(Citation, IsSafeInBibtex) {
  EXPECT_EQ(
      server::written(CitationForm::bibtex, odd),
      "@online{made,\n"
      "  title = {{100 \\% \\{A \\& B\\}\\_\\#\\$ \\textbackslash{} \\textasciitilde{}\\textasciicircum{} „č“}},\n"
      "  author = {{Úrad}},\n"
      "  organization = {Prameň},\n"
      "  date = {2026-11-03},\n"
      "  url = {https://example.org/record/made},\n"
      "  langid = {slovak},\n"
      "  abstract = {Two lines},\n"
      "  note = {Record made, edition 7},\n"
      "}\n");
}

TEST(Citation, IsOneFieldALineInRis) {
  EXPECT_EQ(server::written(CitationForm::ris, odd),
            "TY  - ELEC\r\nID  - made\r\nTI  - 100 % {A & B}_#$ \\ ~^ „č“\r\nAU  - Úrad\r\nT2  - Prameň\r\n"
            "PB  - Prameň\r\nPY  - 2026\r\nDA  - 2026/11/03\r\nLA  - sk\r\nET  - 7\r\nAB  - Two lines\r\n"
            "UR  - https://example.org/record/made\r\nER  - \r\n");
}

TEST(Citation, IsAnItemInCsl) {
  const auto items = nlohmann::json::parse(server::written(CitationForm::csl, odd));
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0]["type"], "webpage");
  EXPECT_EQ(items[0]["title"], odd.title);
  EXPECT_EQ(items[0]["author"], nlohmann::json::parse(R"([{"literal": "Úrad"}])"));
  EXPECT_EQ(items[0]["issued"], nlohmann::json::parse(R"({"date-parts": [[2026, 11, 3]]})"));
  EXPECT_EQ(items[0]["URL"], odd.address);
}

TEST(CitationFiles, AreServedInTheLanguageAskedFor) {
  for (const server::CitationFormRow& row : server::citation_forms) {
    const std::string file = "def-si-mirri" + std::string(row.extension);
    const Reply slovak = get(shared_port(), "/record/" + file + "?lang=sk");
    EXPECT_EQ(slovak.status, 200);
    EXPECT_EQ(slovak.header("content-type"), row.type);
    EXPECT_EQ(slovak.header("content-disposition"), "attachment; filename=\"" + file + "\"");
    EXPECT_FALSE(slovak.header("etag").empty());
    const Reply english = get(shared_port(), "/record/" + file + "?lang=en");
    EXPECT_NE(english.body, slovak.body);
    EXPECT_NE(english.header("etag"), slovak.header("etag"));
    EXPECT_EQ(get(shared_port(), "/record/" + file).body, slovak.body);
    EXPECT_EQ(get(shared_port(), "/record/nothing" + std::string(row.extension)).status, 404);
    EXPECT_EQ(get(shared_port(), "/record/" + file + "?lang=xx").status, 400);
    const std::string page = get(shared_port(), "/record/def-si-mirri?lang=en").body;
    EXPECT_NE(page.find("href=\"/record/" + file + "?lang=en\""), std::string::npos) << file;
  }
  EXPECT_EQ(get_json("/record/def-si-mirri.json?lang=sk")["id"], "def-si-mirri");
}

}  // namespace
}  // namespace pramen::tests
