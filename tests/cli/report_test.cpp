// What `pramen report` finds, asked of the built program over small corpora with planted troubles.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/program.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen {
namespace {

using nlohmann::json;
using tests::Finished;
using tests::record_line;
using tests::run_program;
using tests::TemporaryFolder;

// The report of a corpus that must have `code` as its exit code.
json report_of(const std::filesystem::path& corpus, int code = 0) {
  const Finished run = run_program({"report", corpus, "--json"});
  EXPECT_EQ(run.code, code) << run.err;
  return run.out.empty() ? json() : json::parse(run.out);
}

json report_of_lines(const TemporaryFolder& folder, const std::string& lines, int code = 0) {
  return report_of(folder.write("records.jsonl", lines), code);
}

std::string text(const std::string& lang, const std::string& title, const std::string& body) {
  return json(lang).dump() + R"(: {"title": )" + json(title).dump() + R"(, "body": )" + json(body).dump() + "}";
}

// A record in several languages; the first text is the original.
std::string texts_line(const std::string& id, const std::string& original, const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& one : texts) joined += (joined.empty() ? "" : ", ") + one;
  return R"({"id": ")" + id + R"(", "kind": "case_study", "original": ")" + original + R"(", "texts": {)" + joined +
         "}}\n";
}

std::vector<std::string> rules(const json& report) {
  std::vector<std::string> names;
  for (const json& one : report["language"]["list"]) names.push_back(one["rule"]);
  return names;
}

const std::string slovak =
    "Ženy z rómskych osád prejdú školením a zamestnajú sa ako mentorky. Navštevujú doma matky s malými deťmi a "
    "pomáhajú im rozvíjať pohybové schopnosti. Program sa sústreďuje na rané detstvo a na rodiny s nízkym príjmom.";
const std::string english =
    "Women from Roma settlements are trained and employed as mentors. They visit mothers with small children at home "
    "and help them to develop their motor skills. The programme is concerned with early childhood and with families.";
const std::string czech =
    "Ženy z romských osad projdou školením a zaměstnají se jako mentorky. Navštěvují doma matky s malými dětmi a "
    "pomáhají jim rozvíjet pohybové schopnosti. Program se soustřeďuje na rané dětství a na rodiny s nízkým příjmem.";

TEST(Report, FindsNothingOddInTheBundledCorpus) {
  const json report = report_of(tests::bundled_corpus());
  EXPECT_EQ(report["faults"]["count"], 0);
  EXPECT_EQ(report["language"]["count"], 0) << report["language"].dump(1);
  EXPECT_EQ(report["shared_sentences"].size(), 0U) << report["shared_sentences"].dump(1);
  EXPECT_EQ(report["duplicates"].size(), 0U) << report["duplicates"].dump(1);
  EXPECT_EQ(report["translations"]["stale"].size(), 0U);
  EXPECT_EQ(report["relations"]["one_sided"].size(), 0U);
  EXPECT_GT(report["terms"]["used"], 100);
}

TEST(Report, CountsKindsCountriesAndLanguages) {
  const TemporaryFolder folder;
  const json report = report_of_lines(
      folder, record_line("a", "sk", "Prvý", "", R"("country": "sk", "sources": [{"url": "https://a.example/x"}])") +
                  record_line("b", "sk", "Druhý", "", R"("country": "at")") +
                  texts_line("c", "en", {text("en", "Third", ""), text("sk", "Tretí", "")}));
  EXPECT_EQ(report["records"], 3);
  const json counts = report["counts"];
  EXPECT_EQ(counts["kinds"][1], (json{{"kind", "case_study"}, {"records", 3}, {"without_source", 2}}));
  EXPECT_EQ(counts["without_source"], json({"b", "c"}));
  EXPECT_EQ(counts["countries"].size(), 3U);
  EXPECT_EQ(counts["languages"][0], (json{{"language", "sk"}, {"texts", 3}, {"originals", 2}}));
}

TEST(Report, NamesStaleAndMissingTranslationsWithTheirFiles) {
  const TemporaryFolder folder;
  folder.write("records/case_study/x.sk.md", "---\nkind: case_study\ntitle: Projekt\n---\n\nText.\n");
  const std::string stale =
      folder.write("records/case_study/x.en.md", "---\ntranslation_of: 0123456789abcdef\ntitle: Project\n---\n");
  const json report = report_of(folder.path());
  const json row = report["translations"]["stale"][0];
  EXPECT_EQ(row["file"], stale);
  EXPECT_EQ(row["line"], 3);
  EXPECT_EQ(row["made_from"], "0123456789abcdef");
  ASSERT_EQ(run_program({"stamp", stale}).code, 0);
  EXPECT_NE(tests::slurp(stale).find(row["expected"].get<std::string>()), std::string::npos);
  EXPECT_EQ(report_of(folder.path())["translations"]["stale"].size(), 0U);
  EXPECT_EQ(report["translations"]["missing"][0]["languages"], json({"cs", "de", "hu", "bg"}));
  for (const json& cell : report["translations"]["matrix"]) {
    if (cell["kind"] == "case_study" && cell["language"] == "en") {
      EXPECT_EQ(cell["stale"], 1);
    }
  }
}

TEST(Report, FindsOneSidedRelationsAndOrphans) {
  const TemporaryFolder folder;
  const auto organisation = [](const std::string& id, const std::string& related) {
    return R"({"id": ")" + id + R"(", "kind": "organisation", )" + related + R"("texts": {"sk": {"title": ")" + id +
           "\"}}}\n";
  };
  const json report =
      report_of_lines(folder, record_line("a", "sk", "Prvý", "", R"("related": ["b", "org-x"])") +
                                  record_line("b", "sk", "Druhý", "", R"("related": ["a"])") +
                                  organisation("org-x", "") + organisation("org-y", R"("related": ["a"], )"));
  const json one_sided = report["relations"]["one_sided"];
  ASSERT_EQ(one_sided.size(), 2U);
  EXPECT_EQ(one_sided[0]["from"], "a");
  EXPECT_EQ(one_sided[0]["to"], "org-x");
  EXPECT_EQ(one_sided[0]["line"], 1);
  ASSERT_EQ(report["relations"]["orphans"].size(), 1U);
  EXPECT_EQ(report["relations"]["orphans"][0]["record"], "org-y");
}

// The day is that of the first change of the original after the translation's last one.
TEST(Report, KnowsFromGitSinceWhenATranslationIsStale) {
  if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "there is no git here";
  const TemporaryFolder folder;
  const auto git = [&](const std::string& arguments, const std::string& environment = "") {
    return std::system((environment + " git -C " + folder.path().string() + " " + arguments + " >/dev/null").c_str());
  };
  const auto commit = [&](const std::string& day) {
    ASSERT_EQ(git("add ."), 0);
    ASSERT_EQ(git("-c user.name=T -c user.email=t@example.org -c commit.gpgsign=false commit -m change",
                  "GIT_COMMITTER_DATE=" + day + "T12:00:00Z"),
              0);
  };
  const std::string name = "records/case_study/x.sk.md";
  const auto original = [&](const std::string& text) {
    folder.write(name, "---\nkind: case_study\ntitle: Projekt\n---\n\n" + text + "\n");
  };
  ASSERT_EQ(git("init"), 0);
  original("Prvé.");
  commit("2026-01-05");
  const std::string translation =
      folder.write("records/case_study/x.en.md", "---\ntranslation_of: 0123456789abcdef\ntitle: Project\n---\n");
  ASSERT_EQ(run_program({"stamp", translation}).code, 0);
  commit("2026-02-06");
  EXPECT_EQ(report_of(folder.path())["translations"]["stale"].size(), 0U);
  original("Druhé.");
  EXPECT_EQ(report_of(folder.path())["translations"]["stale"][0]["since"], json()) << "not committed";
  commit("2026-03-07");
  original("Tretie.");
  commit("2026-04-08");
  EXPECT_EQ(report_of(folder.path())["translations"]["stale"][0]["since"], "2026-03-07");
  EXPECT_NE(run_program({"report", folder.path()}).out.find(", since 2026-03-07"), std::string::npos);
}

TEST(Report, CountsRelationsByRole) {
  const TemporaryFolder folder;
  const json report =
      report_of_lines(folder, record_line("a", "sk", "Prvý", "", R"("run_by": ["b", "c"], "funded_by": ["b"])") +
                                  record_line("b", "sk", "Druhý", "", R"("related": ["a"], "run_by": ["c"])") +
                                  record_line("c", "sk", "Tretí", "", R"("related": ["a", "b"])"));
  EXPECT_EQ(report["relations"]["one_sided"].size(), 0U);
  EXPECT_EQ(report["relations"]["roles"], json::parse(R"([{"field": "run_by", "all": 3, "records": 2},
                                                          {"field": "funded_by", "all": 1, "records": 1}])"));
}

TEST(Report, LeavesRecordsWithFaultsOutAndNamesTheFaults) {
  const TemporaryFolder folder;
  const json report = report_of_lines(folder,
                                      record_line("a", "sk", "Prvý", slovak, R"("related": ["nowhere"])") +
                                          record_line("b", "sk", "Druhý", slovak, R"("related": ["a"])") + "{\n",
                                      1);
  EXPECT_EQ(report["records"], 1);
  EXPECT_EQ(report["faulty"], 2);
  EXPECT_EQ(report["faults"]["count"], 2);
  EXPECT_EQ(report["faults"]["list"][1]["rule"], "dangling-related");
  // The text of "a" was read before its fault was known.
  EXPECT_EQ(report["duplicates"].size(), 0U);
  EXPECT_EQ(report["shared_sentences"].size(), 0U);
  EXPECT_EQ(report["counts"]["languages"][0]["texts"], 1);
}

TEST(Report, FindsNearlySameTextsOfOneLanguage) {
  const TemporaryFolder folder;
  std::string changed = slovak;
  changed.replace(changed.find("mentorky"), 8, "asistentky");
  const json report =
      report_of_lines(folder, record_line("a", "sk", "Prvý", slovak) + record_line("b", "sk", "Druhý", changed) +
                                  record_line("c", "cs", "Třetí", czech));
  ASSERT_EQ(report["duplicates"].size(), 1U) << report["duplicates"].dump(1);
  const json pair = report["duplicates"][0];
  EXPECT_EQ(pair["records"][0]["record"], "a");
  EXPECT_EQ(pair["records"][1]["line"], 2);
  EXPECT_GT(pair["score"], 0.6);
  EXPECT_TRUE(pair["reasons"][0].get<std::string>().starts_with("near-same text")) << pair["reasons"];
}

TEST(Report, FindsTheSameFewWordsAmongManyRecordsOfTheirYear) {
  const TemporaryFolder folder;
  const auto line = [](int number, const std::string& title, const std::string& body) {
    return record_line("r" + std::to_string(number), "sk", title, body, R"("country": "sk", "year": 2020)");
  };
  std::string lines = line(0, "Záhrada", "Spoločná záhrada.") + line(1, "Záhrada", "Spoločná  záhrada.");
  for (int i = 2; i < 60; ++i) lines += line(i, "Projekt " + std::to_string(i), "Text " + std::to_string(i));
  const json report = report_of_lines(folder, lines);
  ASSERT_EQ(report["duplicates"].size(), 1U) << report["duplicates"].dump(1);
  EXPECT_EQ(report["duplicates"][0]["records"][1]["record"], "r1");
  EXPECT_EQ(report["duplicates"][0]["reasons"][1], "same words: Záhrada: Spoločná záhrada.");
}

TEST(Report, FindsTheSameThingInTwoLanguages) {
  const TemporaryFolder folder;
  const json report = report_of_lines(
      folder, record_line("a", "sk", "Omama – projekt", "", R"("country": "sk", "city": "Žilina", "year": 2018)") +
                  record_line("b", "de", "Projekt OMAMA", "", R"("country": "at", "city": "Zilina", "year": 2018)") +
                  record_line("c", "bg", "Омама проект", "", R"("web": "https://www.x.example/omama/", "year": 2018)") +
                  record_line("d", "en", "Grandmothers", "", R"("web": "http://x.example/omama")") +
                  record_line("e", "en", "Something else", "", R"("city": "Žilina", "year": 2018)"));
  std::vector<std::string> pairs;
  for (const json& pair : report["duplicates"])
    pairs.push_back(pair["records"][0]["record"].get<std::string>() + pair["records"][1]["record"].get<std::string>());
  EXPECT_EQ(pairs, (std::vector<std::string>{"ab"})) << report["duplicates"].dump(1);
  EXPECT_EQ(report["duplicates"][0]["reasons"],
            json({"same name: omama projekt", "same place: zilina", "same year: 2018"}));
}

TEST(Report, TakesNoPairThatAnEditorKnowsForDuplicates) {
  const TemporaryFolder folder;
  const std::string same = R"("web": "https://x.example/a", "city": "Nitra", "year": 2018)";
  const auto definition = [](const std::string& id, const std::string& issuer) {
    return R"({"id": ")" + id + R"(", "kind": "definition", "issuer": ")" + issuer +
           R"(", "year": 2015, "country": "sk", "texts": {"sk": {"title": "Sociálna inovácia"}}})" + "\n";
  };
  const json report = report_of_lines(folder, record_line("a", "sk", "Dom", "", R"("related": ["b"], )" + same) +
                                                  record_line("b", "sk", "Dom", "", same) + definition("d1", "OECD") +
                                                  definition("d2", "Komisia"));
  EXPECT_EQ(report["duplicates"].size(), 0U) << report["duplicates"].dump(1);
}

TEST(Report, FindsTextInAnotherLanguageAtItsLine) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "records/case_study/x.sk.md", "---\nkind: case_study\ntitle: Projekt\n---\n\n" + slovak + "\n\n" + czech + "\n");
  const json report = report_of(folder.path());
  ASSERT_EQ(rules(report), std::vector<std::string>{"wrong-language"}) << report["language"].dump(1);
  const json finding = report["language"]["list"][0];
  EXPECT_EQ(finding["file"], file);
  EXPECT_EQ(finding["line"], 8);
  EXPECT_EQ(finding["record"], "x");
  EXPECT_NE(finding["message"].get<std::string>().find("seems to be Czech, not Slovak (1 of 2 paragraphs)"),
            std::string::npos)
      << finding["message"];
}

TEST(Report, PassesOverTextThatSaysItsLanguage) {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& quoted) {
    folder.write("records/case_study/x.sk.md",
                 "---\nkind: case_study\ntitle: Projekt\n---\n\n" + slovak + "\n\n" + quoted + "\n");
    return report_of(folder.path());
  };
  EXPECT_EQ(rules(write("<span lang=\"cs\">" + czech + "</span>")), std::vector<std::string>());
  const json report = write(czech);
  ASSERT_EQ(rules(report), std::vector<std::string>{"wrong-language"});
  EXPECT_EQ(report["language"]["list"][0]["hint"],
            "translate it, put it between <span lang=\"cs\"> and </span>, or mend the language in the file name");
}

TEST(Report, KnowsNamesFromTextOfAnotherLanguage) {
  const TemporaryFolder folder;
  const json report = report_of_lines(
      folder, record_line("a", "sk", "Sieť", "Celorakúska sieť sa volá arbeit plus – Soziale Unternehmen Österreich.") +
                  record_line("b", "en", "Bank",
                              "The social banking arm of Slovenská sporiteľňa provides microloans in Projekt DOM.ov.") +
                  record_line("c", "bg", "Мрежа",
                              "Мрежата ENSIE (European Network of Social Integration Enterprises) има членове."));
  EXPECT_EQ(report["language"]["count"], 0) << report["language"].dump(1);
}

TEST(Report, FindsSentencesThatWereNotTranslated) {
  const TemporaryFolder folder;
  const std::string left = "Program sa sústreďuje na rané detstvo a na rodiny s nízkym príjmom.";
  const std::string most = english.substr(0, english.find("The programme"));
  const json report = report_of_lines(
      folder, texts_line("a", "sk", {text("sk", "Omama", slovak), text("en", "Omama", most + left)}) +
                  texts_line("b", "sk", {text("sk", "Iné", slovak.substr(0, 67)), text("en", "Other", english)}));
  ASSERT_EQ(rules(report), std::vector<std::string>{"untranslated"}) << report["language"].dump(1);
  const json finding = report["language"]["list"][0];
  EXPECT_EQ(finding["record"], "a");
  EXPECT_NE(finding["message"].get<std::string>().find("“" + left + "” stands in the Slovak text too"),
            std::string::npos);
}

TEST(Report, FindsLettersOfAnotherScript) {
  const TemporaryFolder folder;
  const std::string file = folder.write("records/case_study/x.bg.md",
                                        "---\nkind: case_study\ntitle: Проект\n---\n\nIT-специалист, витамин C, ESF+.\n"
                                        "Училищe a деца.\n");
  folder.write("records/case_study/y.sk.md", "---\nkind: case_study\ntitle: Soci\u0430lne podniky\n---\n");
  const json list = report_of(folder.path())["language"]["list"];
  ASSERT_EQ(list.size(), 3U) << list.dump(1);
  EXPECT_EQ(list[0]["line"], 7);
  EXPECT_EQ(list[0]["message"], "“Училищe” mixes scripts: e is Latin, the rest Cyrillic");
  EXPECT_EQ(list[1]["message"], "“a” is a Latin letter among Cyrillic words");
  EXPECT_EQ(list[2]["line"], 3);
  EXPECT_EQ(list[2]["message"], "“Sociаlne” mixes scripts: а is Cyrillic, the rest Latin");
}

TEST(Report, FindsTextTypedWithoutMarks) {
  const TemporaryFolder folder;
  const json report = report_of_lines(
      folder,
      record_line("a", "sk", "A", "Zeny z romskych osad prejdu skolenim a navstevuju doma matky s malymi detmi.") +
          record_line("b", "cs", "B", "Zeny z romskych osad projdou skolenim a navstevuji doma matky s malymi detmi.") +
          record_line("c", "hu", "C", "A tarsadalmi vallalkozasok munkat adnak a hatranyos helyzetu embereknek.") +
          record_line("d", "sk", "D", "Projekt pomohol rodinám. Podpora trvala dva roky a potom sa projekt skončil.") +
          record_line("e", "en", "E", english));
  EXPECT_EQ(rules(report), (std::vector<std::string>{"missing-marks", "missing-marks", "missing-marks"}))
      << report["language"].dump(1);
}

TEST(Report, FindsSentencesOfOtherRecords) {
  const TemporaryFolder folder;
  const std::string shared = "Podnik zamestnáva dvanásť ľudí, ktorí predtým dlho nemali prácu ani stály príjem.";
  const std::string line = folder.write(
      "records.jsonl", record_line("a", "sk", "Prvý", "Prvá veta o niečom celkom inom. " + shared) +
                           record_line("b", "sk", "Druhý", shared + " Získal cenu.") +
                           record_line("c", "sk", "Tretí", "Získal cenu.") + record_line("d", "cs", "Čtvrtý", shared));
  const json sentences = report_of(line)["shared_sentences"];
  ASSERT_EQ(sentences.size(), 1U) << sentences.dump(1);
  EXPECT_EQ(sentences[0]["sentence"], shared);
  EXPECT_EQ(sentences[0]["records"], 2);
  EXPECT_EQ(sentences[0]["places"][1]["record"], "b");
  EXPECT_EQ(sentences[0]["places"][1]["line"], 2);
}

TEST(Report, CountsSourcesByHostAndPage) {
  const TemporaryFolder folder;
  const json sources = report_of_lines(
      folder,
      record_line("a", "sk", "A", "", R"("sources": [{"url": "http://www.x.example/p/"}])") +
          record_line("b", "sk", "B", "",
                      R"("sources": [{"url": "https://X.example/p#2"}, {"url": "https://y.example"}])"))["sources"];
  EXPECT_EQ(sources["addresses"], 3);
  EXPECT_EQ(sources["top_hosts"][0], (json{{"host", "x.example"}, {"addresses", 2}}));
  EXPECT_EQ(sources["shared"][0], (json{{"address", "x.example/p"}, {"count", 2}, {"records", {"a", "b"}}}));
  ASSERT_EQ(sources["plain_http"].size(), 1U);
  EXPECT_EQ(sources["plain_http"][0]["address"], "http://www.x.example/p/");
}

TEST(Report, CountsTermsByTheirBaseForms) {
  const TemporaryFolder folder;
  const json terms =
      report_of_lines(folder, record_line("a", "sk", "Prvý", "Založenie sociálneho podniku. Môže byť.") +
                                  record_line("b", "en", "Second", "The house lag behind, the mas too.") +
                                  record_line("c", "en", "Third", "A grant of the LAG."))["terms"];
  std::vector<std::string> used;
  for (const json& term : terms["used_not_defined"]) used.push_back(term["concept"]);
  EXPECT_TRUE(std::ranges::count(used, "local-action-group") == 1) << terms["used_not_defined"].dump(1);
  for (const json& term : terms["used_not_defined"]) {
    if (term["concept"] == "local-action-group") {
      EXPECT_EQ(term["records"], 1);
    }
  }
  EXPECT_EQ(std::ranges::count(used, "housing"), 0);
  for (const json& term : terms["defined_not_used"]) EXPECT_NE(term["concept"], "social-enterprise");
}

TEST(Report, IsReadableOnATerminal) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("records.jsonl", record_line("a", "sk", "Prvý", slovak) + record_line("b", "sk", "Druhý", slovak));
  const Finished run = run_program({"report", file, "--limit", "1"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(run.out.starts_with("2 records\n\nBy kind\n")) << run.out;
  EXPECT_NE(run.out.find("1.00  a and b\n          same text\n"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("… and 1 more (--limit 0 shows all)"), std::string::npos) << run.out;
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run_program({"report", folder / "nothing"}).code, 2);
}

}  // namespace
}  // namespace pramen
