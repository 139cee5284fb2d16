// The contract of the command line, asked of the built program.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/jsonl_corpus.h"

namespace pramen {
namespace {

using nlohmann::json;
using tests::Finished;
using tests::record_line;
using tests::run_program;
using tests::TemporaryFolder;

TEST(Program, ChecksASoundCorpus) {
  const Finished run = run_program({"check", tests::bundled_corpus()});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_EQ(run.out, "");
}

TEST(Program, ReportsFaultsWithFileLineAndColumn) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "records.jsonl", record_line("a", "sk", "Prvý") + record_line("b", "sk", "Druhý", "", R"("country": "xx")"));
  const Finished run = run_program({"check", file});
  EXPECT_EQ(run.code, 1);
  EXPECT_TRUE(run.out.starts_with(file + ":2:")) << run.out;
  const Finished as_json = run_program({"check", file, "--json"});
  const json report = json::parse(as_json.out);
  EXPECT_EQ(report["records"], 1);
  EXPECT_EQ(report["problems"][0]["line"], 2);
  EXPECT_EQ(report["problems"][0]["rule"], "not-in-vocabulary");
}

TEST(Program, ConvertsAndChecksAThesaurus) {
  const TemporaryFolder folder;
  const std::string file = std::string(PRAMEN_SOURCE_DIR) + "/corpus/thesaurus.ttl";
  const Finished check = run_program({"thesaurus", "check", file, "--json"});
  EXPECT_EQ(check.code, 0) << check.out;
  EXPECT_GT(json::parse(check.out)["concepts"], 500);
  const Finished converted = run_program({"thesaurus", "convert", file, "--to", "rdfxml"});
  ASSERT_EQ(converted.code, 0) << converted.err;
  const Finished back = run_program({"thesaurus", "convert", folder.write("t.rdf", converted.out), "--to", "turtle"});
  EXPECT_EQ(back.code, 0) << back.err;
  EXPECT_TRUE(tests::slurp(file).ends_with(back.out));
}

TEST(Program, NamesFaultsOfAThesaurus) {
  const TemporaryFolder folder;
  const std::string file = folder.write("t.ttl",
                                        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                                        "<https://e.org/a> a skos:Concept .\n");
  const Finished check = run_program({"thesaurus", "check", file});
  EXPECT_EQ(check.code, 1);
  EXPECT_NE(check.out.find(file + ":2:21: a has no preferred label"), std::string::npos) << check.out;
  EXPECT_EQ(run_program({"thesaurus", "convert", file, "--to", "jsonld"}).code, 1);
  EXPECT_EQ(run_program({"thesaurus", "convert", file, "--to", "nonsense"}).code, 2);
  EXPECT_EQ(run_program({"thesaurus"}).code, 2);
}

TEST(Program, ChecksTheThesaurusOfACorpus) {
  const TemporaryFolder folder;
  folder.write("thesaurus.ttl",
               "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
               "<https://e.org/a> a skos:Concept ; skos:prefLabel \"a\"@en ;\n"
               "  <https://w3id.org/pramen/schema#definition> \"b\" , \"nowhere\" .\n");
  folder.write("records.jsonl",
               R"({"id": "b", "kind": "case_study", "original": "sk", "texts": {"sk": {"title": "B"}}})");
  const Finished check = run_program({"check", folder / "", "--json"});
  EXPECT_EQ(check.code, 0) << check.out;
  std::vector<std::string> rules;
  const json report = json::parse(check.out);
  for (const json& problem : report["problems"]) rules.push_back(problem["rule"]);
  EXPECT_EQ(rules, (std::vector<std::string>{"no-scheme", "missing-language", "no-definition", "unknown-definition"}));
}

TEST(Program, ComparesDefinitions) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_program({"index", std::string(PRAMEN_SOURCE_DIR) + "/corpus", "--db", folder / "db"}).code, 0);
  const Finished text =
      run_program({"compare", "social-innovation", "--db", folder / "db", "--countries", "sk,at", "--lang", "sk"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_NE(text.out.find("def-si-mirri"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("novosť (all)"), std::string::npos) << text.out;
  const Finished as_json = run_program({"compare", "social-innovation", "--db", folder / "db", "--json"});
  EXPECT_GT(json::parse(as_json.out)["definitions"].size(), 5U);
  const Finished unknown = run_program({"compare", "social-inovation", "--db", folder / "db"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("there is no concept social-inovation"), std::string::npos) << unknown.err;
}

TEST(Program, IndexesAndSearches) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "records.jsonl", record_line("a", "sk", "Malá obec", "", R"("country": "sk")") + record_line("b", "sk", "Mesto"));
  const Finished index = run_program({"index", file, "--db", folder / "db", "--json"});
  ASSERT_EQ(index.code, 0) << index.err;
  EXPECT_EQ(json::parse(index.out)["records"], 2);
  const Finished search =
      run_program({"search", "mala", "--db", folder / "db", "--json", "--filter", "country=sk", "--facets", "country"});
  ASSERT_EQ(search.code, 0) << search.err;
  const json answer = json::parse(search.out);
  EXPECT_EQ(answer["total"], 1);
  EXPECT_EQ(answer["hits"][0]["id"], "a");
  EXPECT_EQ(answer["hits"][0]["url"], "/record/a");
  EXPECT_EQ(answer["facets"].size(), 1U);
  EXPECT_EQ(answer["generation"], 1);
}

TEST(Program, ExplainsAQueryWithAMarkUnderEachFault) {
  const TemporaryFolder folder;
  const std::string file = folder.write("records.jsonl", record_line("a", "sk", "Malá obec"));
  ASSERT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 0);
  const Finished run =
      run_program({"search", "obec krajina:sk rok:abc", "--db", folder / "db", "--lang", "en", "--explain-query"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(run.out.starts_with("obec AND country:sk\n")) << run.out;
  EXPECT_NE(run.out.find("\nobec krajina:sk rok:abc\n                    ^^^\n“rok” takes a number"), std::string::npos)
      << run.out;
}

TEST(Program, NamesSimilarRecordsAndFacetValues) {
  const TemporaryFolder folder;
  const std::string housing = R"("topics": ["housing"], "country": )";
  const std::string file = folder.write(
      "records.jsonl", record_line("a", "sk", "Malá obec", "", housing + "\"sk\"") + record_line("c", "sk", "Iné") +
                           record_line("b", "de", "Gemeinde", "", housing + "\"at\""));
  ASSERT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 0);
  const Finished similar = run_program({"similar", "a", "--db", folder / "db", "--lang", "sk"});
  EXPECT_EQ(similar.code, 0) << similar.err;
  EXPECT_NE(similar.out.find("témy (bývanie)"), std::string::npos) << similar.out;
  const json answer = json::parse(run_program({"similar", "a", "--db", folder / "db", "--json"}).out);
  EXPECT_EQ(answer["similar"][0]["id"], "b");
  const Finished values = run_program({"facets", "topics", "byva", "--db", folder / "db", "--lang", "sk"});
  EXPECT_EQ(values.out, "housing\t2\tbývanie\n") << values.err;
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"similar", "nobody"},
                                             {"similar", "a", "--limit", "21"},
                                             {"facets", "colour"},
                                             {"facets", "topics", "--sort", "up"}}) {
    std::vector<std::string> arguments = wrong;
    arguments.insert(arguments.end(), {"--db", folder / "db"});
    const Finished run = run_program(arguments);
    EXPECT_EQ(run.code, 2) << wrong[0];
    EXPECT_NE(run.err, "");
  }
}

TEST(Program, SuggestsWhatATextMayBegin) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("records.jsonl", record_line("a", "sk", "Malá obec", "obec") + record_line("b", "sk", "Mesto"));
  ASSERT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 0);
  const Finished plain = run_program({"suggest", "OBE mala", "--db", folder / "db", "--lang", "sk"});
  EXPECT_EQ(plain.code, 0) << plain.err;
  EXPECT_EQ(plain.out, "dobré praxe (1)\n  Malá obec  a · sk\n");
  const Finished as_json = run_program({"suggest", "obe", "--db", folder / "db", "--lang", "sk", "--json"});
  const json answer = json::parse(as_json.out);
  EXPECT_EQ(answer["query"]["text"], "obe");
  EXPECT_EQ(answer["groups"][1]["suggestions"][0]["highlight"], "Malá <mark>obe</mark>c");
  EXPECT_EQ(answer["groups"][3]["suggestions"][0]["title"], "obec");
  EXPECT_EQ(answer["groups"][3]["suggestions"][0]["url"], "/?q=obec&lang=sk");
  EXPECT_EQ(run_program({"suggest", "", "--db", folder / "db"}).code, 0);
  EXPECT_EQ(run_program({"suggest", "o", "--db", folder / "db", "--lang", "xx"}).code, 2);
  EXPECT_EQ(run_program({"suggest", "o", "--db", folder / "none"}).code, 3);
}

TEST(Program, FaultsInTheCorpusPublishNothing) {
  const TemporaryFolder folder;
  const std::string file = folder.write("records.jsonl", record_line("a", "sk", "Prvý") + "{\n");
  EXPECT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(folder / "db/current"));
  const Finished skipping = run_program({"index", file, "--db", folder / "db", "--skip-invalid"});
  EXPECT_EQ(skipping.code, 0);
  EXPECT_NE(skipping.err.find(file + ":2:"), std::string::npos) << skipping.err;
}

TEST(Program, AnswersABatchForEvaluation) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("records.jsonl", record_line("a", "sk", "Malá obec") + record_line("b", "sk", "Obec"));
  ASSERT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 0);
  const std::string queries = folder.write("queries.jsonl", R"({"_id": "q1", "text": "malá obec", "lang": "sk"})"
                                                            "\n"
                                                            R"({"_id": "q2", "text": "nič také"})"
                                                            "\n");
  const Finished run = run_program({"batch", queries, "--db", folder / "db", "--limit", "5"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, "q1\ta\t1\nq1\tb\t2\n");
}

TEST(Program, ABadBatchLineIsReportedAndTheOthersAnswered) {
  const TemporaryFolder folder;
  const std::string file = folder.write("records.jsonl", record_line("a", "sk", "Obec"));
  ASSERT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 0);
  const Finished run =
      run_program({"batch", "-", "--db", folder / "db"}, "nonsense\n{\"_id\": \"q\", \"text\": \"obec\"}\n");
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, "q\ta\t1\n");
  EXPECT_TRUE(run.err.starts_with("<stdin>:1:1:")) << run.err;
}

TEST(Program, StemsWordByWord) {
  EXPECT_EQ(run_program({"stem", "--lang", "en"}, "Enterprises\nhomes\n").out,
            "Enterprises\tenterprise\nhomes\thome\n");
  EXPECT_EQ(run_program({"stem", "--lang", "sk", "--folded"}, "Žena\n").out, "Žena\tzena\n");
}

TEST(Program, AnalysesWithByteRanges) {
  const Finished run = run_program({"analyse", "Žena je", "--lang", "sk", "--json"});
  const json tokens = json::parse(run.out);
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0]["surface"], "Žena");
  EXPECT_EQ(tokens[0]["end"], 5);
  EXPECT_EQ(tokens[1]["stop"], true);
}

TEST(Program, WrongUsageIsTwo) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {}, {"fly"}, {"search"}, {"stem", "--lang", "xx"}, {"analyse", "x", "--lang", "xx"}, {"index", "x"}}) {
    EXPECT_EQ(run_program(arguments).code, 2) << (arguments.empty() ? "" : arguments[0]);
  }
}

TEST(Program, AWrongFilterIsTwoAndSaysWhatIsRight) {
  const TemporaryFolder folder;
  const std::string file = folder.write("records.jsonl", record_line("a", "sk", "Obec"));
  ASSERT_EQ(run_program({"index", file, "--db", folder / "db"}).code, 0);
  for (const char* filter : {"country", "colour=red", "country=atlantis", "year=soon"}) {
    const Finished run = run_program({"search", "obec", "--db", folder / "db", "--filter", std::string(filter)});
    EXPECT_EQ(run.code, 2) << filter;
    EXPECT_NE(run.err, "") << filter;
  }
}

TEST(Program, AMissingDatabaseIsThreeAndAMissingCorpusTwo) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program({"search", "x", "--db", folder / "nowhere"}).code, 3);
  EXPECT_EQ(run_program({"generations", "list", "--db", folder / "nowhere"}).code, 3);
  EXPECT_EQ(run_program({"check", folder / "nowhere"}).code, 2);
  EXPECT_EQ(run_program({"serve", "--db", folder / "nowhere", "--config", folder / "nowhere.toml"}).code, 2);
}

TEST(Program, AnAnswerThatCannotBeWrittenIsThree) {
  const TemporaryFolder folder;
  const std::string command =
      std::string(PRAMEN_BINARY) + " analyse slovo --lang sk > /dev/full 2> " + (folder / "stderr").string();
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 3);
}

TEST(Program, CountsWithdrawnRecordsOnce) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("records.jsonl",
                   record_line("a", "sk", "Prvý") + record_line("b", "sk", "Druhý", "", R"("related": ["nowhere"])"));
  const json report = json::parse(run_program({"check", file, "--json"}).out);
  EXPECT_EQ(report["records"], 1);
  EXPECT_EQ(report["faulty"], 1);
  EXPECT_EQ(report["problems"][0]["rule"], "dangling-related");
}

TEST(Program, AnEmptyListOfFacetsCountsNone) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      run_program({"index", folder.write("records.jsonl", record_line("a", "sk", "Obec")), "--db", folder / "db"}).code,
      0);
  EXPECT_TRUE(
      json::parse(run_program({"search", "obec", "--db", folder / "db", "--facets", "", "--json"}).out)["facets"]
          .empty());
}

TEST(Program, HelpShowsAnExampleOfEachCommand) {
  for (const char* command :
       {"check", "stamp", "index", "search", "similar", "facets", "batch", "analyse", "stem", "serve", "generations"}) {
    const Finished run = run_program({command, "--help"});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.out.find("pramen " + std::string(command)), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("Example:"), std::string::npos) << command;
  }
}

TEST(Program, RollsBackToTheGenerationBefore) {
  const TemporaryFolder folder;
  for (const char* title : {"Prvý", "Druhý"}) {
    ASSERT_EQ(
        run_program({"index", folder.write("records.jsonl", record_line("a", "sk", title)), "--db", folder / "db"})
            .code,
        0);
  }
  EXPECT_EQ(run_program({"generations", "rollback", "--db", folder / "db"}).code, 0);
  EXPECT_EQ(json::parse(run_program({"search", "", "--db", folder / "db", "--json"}).out)["hits"][0]["title"], "Prvý");
  const json list = json::parse(run_program({"generations", "list", "--db", folder / "db", "--json"}).out);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["current"], true);
}

TEST(Program, TellsAGenerationThatIsNotAsItWasWritten) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      run_program({"index", folder.write("records.jsonl", record_line("a", "sk", "Prvý")), "--db", folder / "db"}).code,
      0);
  const auto whole = run_program({"generations", "check", "--db", folder / "db"});
  EXPECT_EQ(whole.code, 0);
  for (const char* file : {"columns.bin", "forms.bin", "index.glass", "tokens.bin"}) {
    EXPECT_NE(whole.out.find(file), std::string::npos) << file;
    const std::filesystem::path path = std::filesystem::path(folder / "db") / "current" / file;
    char byte = 0;
    const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(path) / 2);
    const auto flip = [&] {
      std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
      stream.seekg(middle).get(byte);
      stream.seekp(middle).put(static_cast<char>(byte ^ 1));
    };
    flip();
    const auto damaged = run_program({"generations", "check", "--db", folder / "db", "--json"});
    EXPECT_EQ(damaged.code, 3);
    const json report = json::parse(damaged.out);
    EXPECT_EQ(report["whole"], false);
    for (const json& one : report["files"]) EXPECT_EQ(one["state"], one["file"] == file ? "damaged" : "whole") << file;
    flip();
  }
  std::filesystem::remove(std::filesystem::path(folder / "db/current/tokens.bin"));
  EXPECT_NE(run_program({"generations", "check", "--db", folder / "db"}).out.find("missing"), std::string::npos);
}

TEST(Program, StampsATranslationWithItsOriginal) {
  const TemporaryFolder folder;
  folder.write("records/definition/a.sk.md", "---\nkind: definition\ntitle: Pojem\n---\n\nTelo.\n");
  const std::string translation =
      folder.write("records/definition/a.en.md", "---\ntranslation_of: 0000000000000000\ntitle: Term\n---\n\nBody.\n");
  EXPECT_NE(run_program({"check", folder.path()}).out.find("the original has changed"), std::string::npos);
  EXPECT_EQ(run_program({"stamp", translation}).code, 0);
  EXPECT_EQ(run_program({"check", folder.path()}).out, "");
  EXPECT_EQ(run_program({"stamp", folder / "records/definition/a.sk.md"}).code, 1);
}

TEST(Program, InterruptedIndexingLeavesTheDatabaseAsItWas) {
  const TemporaryFolder folder;
  ASSERT_EQ(
      run_program({"index", folder.write("records.jsonl", record_line("a", "sk", "Prvý")), "--db", folder / "db"}).code,
      0);
  std::string many;
  for (int i = 0; i < 60000; ++i)
    many += record_line("r" + std::to_string(i), "sk", "Obec " + std::to_string(i), "telo záznamu");
  const std::string file = folder.write("many.jsonl", many);
  const TemporaryFolder output;
  const pid_t child = tests::start_program(output, {"index", file, "--db", folder / "db"});
  ::usleep(300'000);
  ::kill(child, SIGINT);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 130) << tests::slurp(output / "stderr");
  EXPECT_EQ(json::parse(run_program({"search", "", "--db", folder / "db", "--json"}).out)["total"], 1);
}

}  // namespace
}  // namespace pramen
