// Each row is a file somebody could put into a corpus, in error or in malice, and
// the rule, line and column that must be named. All of them lie in one corpus,
// among sound records that must come through unharmed.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/corpus/corpus_folder.h"

namespace pramen::corpus {
namespace {

struct Hostile {
  std::string extension;  // .sk.md, .json, .jsonl, .csv
  std::string text;
  std::string mark;  // of the first problem, "line:column rule"
};

std::string times(std::size_t count, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string laughs() {
  std::string front = "a0: &a0 [lol, lol]\n";
  for (int i = 1; i < 10; ++i) {
    const auto n = std::to_string(i), last = "*a" + std::to_string(i - 1);
    front += "a" + n + ": &a" + n + " [" + last + ", " + last + ", " + last + "]\n";
  }
  return definition(front);
}

Hostile md(std::string text, std::string mark) { return {".sk.md", std::move(text), std::move(mark)}; }
Hostile front(std::string_view lines, std::string mark) { return md(definition(lines), std::move(mark)); }
Hostile json(std::string text, std::string mark) { return {".json", std::move(text), std::move(mark)}; }
// `more` begins at column 54.
Hostile fact(std::string_view more, std::string mark) { return json(json_record("ID", more), std::move(mark)); }
Hostile csv(std::string text, std::string mark) { return {".csv", std::move(text), std::move(mark)}; }

std::string text_of(std::string_view words) {
  return R"({"id": "ID", "kind": "definition", "texts": {"sk": )" + std::string(words) + "}}";
}

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::vector<Hostile> front_matter_rows() {
  return {
      md("", "1:1 broken-front-matter"),
      md("just a body\n", "1:1 broken-front-matter"),
      md("---\n", "1:1 broken-front-matter"),
      md("---\ntitle: never closed\n", "1:1 broken-front-matter"),
      md("---\n---\nbody\n", "1:1 broken-front-matter"),
      md("---\n- a\n- b\n---\n", "2:1 broken-front-matter"),
      md("---\nonly words\n---\n", "2:1 broken-front-matter"),
      md("\n---\ntitle: late\n---\n", "1:1 broken-front-matter"),
      md("---\r\nkind: definition\r\ntitle: \"open\r\n---\r\n", "3:8 broken-front-matter"),
      front("city: a: b\n", "4:8 broken-front-matter"),
      front("city: 'open\n", "4:7 broken-front-matter"),
      front("city: \"a\\qb\"\n", "4:9 broken-front-matter"),
      front("topics: [housing\n", "5:1 broken-front-matter"),
      front("topics: [housing]]\n", "4:18 broken-front-matter"),
      front("sources: {a: b\n", "5:1 broken-front-matter"),
      front("\tcity: x\n", "4:1 broken-front-matter"),
      front("city: @x\n", "4:7 broken-front-matter"),
      front("city: `x`\n", "4:7 broken-front-matter"),
      front("city\n", "4:1 broken-front-matter"),
      front(" city: x\n", "4:6 broken-front-matter"),
      front("city: *x\n", "4:7 broken-front-matter"),
      front("city: &x Brno\n", "4:7 broken-front-matter"),
      front("city: !!str Brno\n", "4:7 broken-front-matter"),
      front("city: !<tag:yaml.org,2002:binary> aGVq\n", "4:7 broken-front-matter"),
      front("? [a, b]\n: c\n", "4:3 broken-front-matter"),
      front("--- more\n", "4:1 broken-front-matter"),
      md("---\n%YAML 1.1\n--- {a: b}\n---\n", "2:1 broken-front-matter"),
      md(laughs(), "4:5 broken-front-matter"),
      front("city: " + times(100000, "[") + "\n", "4:22 broken-front-matter"),
      md("---\n" + times(mebibyte - 100, "[") + "\n---\n", "2:17 broken-front-matter"),
      md("---\n" + times(mebibyte - 100, "{") + "\n---\n", "2:2 broken-front-matter"),
      md("---\na: " + times(200000, "- ") + "\n---\n", "2:4 broken-front-matter"),
      md("---\n" + times(200000, "- ") + "\n---\n", "2:33 broken-front-matter"),
      md("---\n" + times(200000, "? ") + "\n---\n", "2:3 broken-front-matter"),
      front("city: Brno\ncity: Praha\n", "5:1 doubled-key"),
      front("title: second\n", "4:1 doubled-key"),
      front("sources:\n  - url: https://a.sk\n    url: https://b.sk\n", "6:5 doubled-key"),
  };
}

std::vector<Hostile> fact_rows() {
  return {
      front("topics: housing\n", "4:9 wrong-kind-of-value"),
      front("topics: [[housing]]\n", "4:10 wrong-kind-of-value"),
      front("topics: [housing, ~]\n", "4:19 wrong-kind-of-value"),
      front("topics: {housing: yes}\n", "4:9 wrong-kind-of-value"),
      front("topics: [housing, hosing]\n", "4:19 not-in-vocabulary"),
      front("topics:\n  - housing\n  - nonsense\n", "6:5 not-in-vocabulary"),
      front("country: [sk]\n", "4:10 wrong-kind-of-value"),
      front("country: SK\n", "4:10 not-in-vocabulary"),
      front("country: true\n", "4:10 not-in-vocabulary"),
      front("country: \"\"\n", "4:10 not-in-vocabulary"),
      front("year: \"2015\"\n", "4:7 wrong-kind-of-value"),
      front("year: 2015.5\n", "4:7 wrong-kind-of-value"),
      front("year: circa 2015\n", "4:7 wrong-kind-of-value"),
      front("year: [2015]\n", "4:7 wrong-kind-of-value"),
      front("year: 999\n", "4:7 out-of-range"),
      front("year: 2101\n", "4:7 out-of-range"),
      front("year: -5\n", "4:7 out-of-range"),
      front("year: 99999999999999999999\n", "4:7 out-of-range"),
      front("year: 1e999\n", "4:7 out-of-range"),
      front("year: .inf\n", "4:7 out-of-range"),
      front("lat: 90.01\n", "4:6 out-of-range"),
      front("lat: .nan\n", "4:6 out-of-range"),
      front("lon: -1e999\n", "4:6 out-of-range"),
      front("lat: 48,1\n", "4:6 wrong-kind-of-value"),
      front("lat: \"48.1\"\n", "4:6 wrong-kind-of-value"),
      front("lat: 0x\n", "4:6 wrong-kind-of-value"),
      front("city: [Brno]\n", "4:7 wrong-kind-of-value"),
      front("web: example.org\n", "4:6 bad-url"),
      front("web: javascript:alert(1)\n", "4:6 bad-url"),
      front("web: ftp://example.org\n", "4:6 bad-url"),
      front("web: https://\n", "4:6 bad-url"),
      front("web: https:///path\n", "4:6 bad-url"),
      front("web: https://exa mple.org\n", "4:6 bad-url"),
      front("web: \"https://example.org/\\u0085\"\n", "4:6 control-character"),
      front("related: x\n", "4:10 wrong-kind-of-value"),
      front("related: [Some-Id]\n", "4:11 bad-id"),
      front("related: [good-0, nowhere]\n", "4:19 dangling-related"),
      front("sources: https://a.sk\n", "4:10 wrong-kind-of-value"),
      front("sources: [https://a.sk]\n", "4:11 wrong-kind-of-value"),
      front("sources:\n  - publisher: P\n", "5:5 wrong-kind-of-value"),
      front("sources:\n  - titel: T\n    url: https://a.sk\n", "5:5 unknown-field"),
      front("sources:\n  - title: T\n    url: a.sk\n", "6:10 bad-url"),
      front("sources:\n  - title: T\n    year: soon\n", "6:11 wrong-kind-of-value"),
      front("topcis: [housing]\n", "4:1 unknown-field"),
      front("texts: {}\n", "4:1 unknown-field"),
      front("<<: {a: b}\n", "4:1 unknown-field"),
      front("id: other\n", "4:5 bad-id"),
      front("original: en\n", "4:11 bad-file-name"),
      front("summary: [a]\n", "4:10 wrong-kind-of-value"),
      front("alternative: a\n", "4:14 wrong-kind-of-value"),
      front("city: \"a\\0b\"\n", "4:7 control-character"),
      md("---\ntitle: T\n---\n", "1:1 missing-kind"),
      md("---\nkind: definition\n---\n", "1:1 missing-title"),
      md("---\nkind: definition\ntitle:\n---\n", "3:1 missing-title"),
      md("---\nkind: definition\ntitle: ~\n---\n", "3:1 missing-title"),
      md("---\nkind: definition\ntitle: '  '\n---\n", "3:1 missing-title"),
      md("---\nkind: definition\ntitle: \"\u00A0\u200B\"\n---\n", "3:1 missing-title"),
      md("---\nkind: definition\ntitle: [a]\n---\n", "3:8 wrong-kind-of-value"),
      md("---\nkind: definition\ntitle: {a: b}\n---\n", "3:8 wrong-kind-of-value"),
      md("---\nkind: definitoin\ntitle: T\n---\n", "2:7 unknown-kind"),
      md("---\nkind: [definition]\ntitle: T\n---\n", "2:7 wrong-kind-of-value"),
      md("---\nkind: case_study\ntitle: T\n---\n", "2:7 bad-file-name"),
      md("---\ntranslation_of: 0123456789abcdef\ntitle: T\n---\n", "2:1 translation-without-original"),
      md(definition({}, "ok \xC3\xA1\xFF rest\n"), "6:5 invalid-utf8"),
      md(definition({}, "overlong \xC0\xAF\n"), "6:10 invalid-utf8"),
      md(definition({}, "surrogate \xED\xA0\x80\n"), "6:11 invalid-utf8"),
      md(definition({}, "cut \xE2\x82"), "6:5 invalid-utf8"),
      md(definition({}, "beyond \xF4\x90\x80\x80\n"), "6:8 invalid-utf8"),
      md("\xFF\xFE-\0-\0", "1:1 invalid-utf8"),
      md(definition({}, std::string("nul \0 here\n", 11)), "6:5 control-character"),
      md(definition({}, "bell \a\n"), "6:6 control-character"),
      md(definition({}, "žluť \x1B[31m red\n"), "6:6 control-character"),
      md(definition({}, "next line \xC2\x85\n"), "6:11 control-character"),
      md(definition("city: a\x7F"
                    "b\n"),
         "4:8 control-character"),
      md(definition({}, times(mebibyte, "x")), "1:1 too-large"),
      {".xx.md", definition(), "1:1 unknown-language"},
      {".md", definition(), "1:1 bad-file-name"},
      {".sk.en.md", definition(), "1:1 bad-file-name"},
      {"_.sk.md", definition(), "1:1 bad-id"},
      {".txt", "notes", "1:1 bad-file-name"},
  };
}

std::vector<Hostile> json_rows() {
  return {
      json("", "1:1 broken-json"),
      json("[]", "1:1 broken-json"),
      json("7", "1:1 broken-json"),
      json("nul", "1:1 broken-json"),
      json("{", "1:2 broken-json"),
      json("{\"id\": \"ID\"", "1:12 broken-json"),
      json("{\"id\": \"ID\",}", "1:12 broken-json"),
      json("{\n  \"id\": \"ID\"\n  \"kind\": 1}", "3:3 broken-json"),
      json("{\"id\" \"ID\"}", "1:7 broken-json"),
      json("{id: 1}", "1:2 broken-json"),
      json("{\"id\": 'x'}", "1:8 broken-json"),
      json("{\"id\": \"open}", "1:8 broken-json"),
      json("{\"id\": \"a\nb\"}", "1:10 broken-json"),
      json("{\"id\": \"\\x\"}", "1:10 broken-json"),
      json("{\"id\": \"\\ud800\"}", "1:15 broken-json"),
      json("{\"id\": \"\\udc00\"}", "1:14 broken-json"),
      json("{\"id\": 01}", "1:9 broken-json"),
      json("{\"id\": NaN}", "1:8 broken-json"),
      json("{} {}", "1:4 broken-json"),
      json(json_record("ID") + "]", "1:90 broken-json"),
      json(times(100000, "["), "1:17 broken-json"),
      json(times(mebibyte, "["), "1:17 broken-json"),
      json(times(100000, "{\"a\":"), "1:81 broken-json"),
      json(times(mebibyte + 1, " "), "1:1 too-large"),
      fact("\"year\": 1e999, ", "1:62 out-of-range"),
      fact("\"year\": 99999999999999999999, ", "1:62 out-of-range"),
      fact("\"year\": 18446744073709551615, ", "1:62 out-of-range"),
      fact("\"year\": -9999999999999999999, ", "1:62 out-of-range"),
      fact("\"year\": \"2015\", ", "1:62 wrong-kind-of-value"),
      fact("\"year\": 2015.0, ", "1:62 wrong-kind-of-value"),
      fact("\"lat\": 90.5, ", "1:61 out-of-range"),
      fact("\"topics\": \"housing\", ", "1:64 wrong-kind-of-value"),
      fact("\"topics\": [\"housing\", 7], ", "1:76 wrong-kind-of-value"),
      fact("\"topics\": [\"housing\", \"hosing\"], ", "1:76 not-in-vocabulary"),
      fact("\"country\": [\"sk\"], ", "1:65 wrong-kind-of-value"),
      fact("\"city\": 7, ", "1:62 wrong-kind-of-value"),
      fact("\"city\": \"a\\u0000b\", ", "1:62 control-character"),
      fact("\"city\": \"a\", \"city\": \"b\", ", "1:67 doubled-key"),
      fact("\"ctiy\": \"a\", ", "1:54 unknown-field"),
      fact("\"related\": [\"nowhere\"], ", "1:66 dangling-related"),
      fact("\"related\": [\"ID\"], ", "1:66 dangling-related"),
      fact("\"sources\": [{}], ", "1:66 wrong-kind-of-value"),
      fact("\"web\": \"//a.sk\", ", "1:61 bad-url"),
      json("{\"kind\": \"definition\", \"texts\": {\"sk\": {\"title\": \"T\"}}}", "1:1 missing-id"),
      json("{\"id\": \"A b\", \"kind\": \"definition\", \"texts\": {\"sk\": {\"title\": \"T\"}}}", "1:8 bad-id"),
      json("{\"id\": 7, \"kind\": \"definition\", \"texts\": {\"sk\": {\"title\": \"T\"}}}", "1:8 wrong-kind-of-value"),
      json("{\"id\": \"ID\", \"texts\": {\"sk\": {\"title\": \"T\"}}}", "1:1 missing-kind"),
      json("{\"id\": \"ID\", \"kind\": \"x\", \"texts\": {\"sk\": {\"title\": \"T\"}}}", "1:22 unknown-kind"),
      json("{\"id\": \"ID\", \"kind\": \"definition\"}", "1:1 missing-title"),
      json("{\"id\": \"ID\", \"kind\": \"definition\", \"texts\": {}}", "1:36 missing-title"),
      json("{\"id\": \"ID\", \"kind\": \"definition\", \"texts\": []}", "1:45 wrong-kind-of-value"),
      json(text_of("[]"), "1:52 wrong-kind-of-value"),
      json(text_of("{}"), "1:52 missing-title"),
      json(text_of("{\"title\": null}"), "1:53 missing-title"),
      json(text_of("{\"title\": \" \"}"), "1:53 missing-title"),
      json(text_of("{\"title\": 5}"), "1:62 wrong-kind-of-value"),
      json(text_of("{\"title\": \"T\", \"bodi\": \"\"}"), "1:67 unknown-field"),
      json(text_of("{\"title\": \"T\", \"year\": 2015}"), "1:67 unknown-field"),
      json(text_of("{\"title\": \"T\", \"translation_of\": \"0123456789abcdef\"}"), "1:67 bad-translation-hash"),
      json(text_of("{\"title\": \"T\"}, \"xx\": {\"title\": \"T\"}"), "1:1 missing-original"),
      json(text_of("{\"title\": \"T\"}, \"en\": {\"title\": \"T\", \"year\": 2015}}, \"original\": \"sk\", \"x\": {"),
           "1:89 facts-in-translation"),
      json("{\"id\": \"ID\", \"kind\": \"definition\", \"original\": \"en\", \"texts\": {\"sk\": {\"title\": \"T\"}}}",
           "1:1 missing-title"),
      json("{\"id\": \"ID\", \"kind\": \"definition\", \"original\": \"xx\", \"texts\": {\"sk\": {\"title\": \"T\"}}}",
           "1:48 unknown-language"),
      json("{\"id\": \"ID\", \"b\xFF\": 1}", "1:16 invalid-utf8"),
      {".jsonl", "\n\n" + json_record("ID") + "\n{broken\n", "4:2 broken-json"},
      {".jsonl", json_record("ID") + "\n" + times(mebibyte + 5, "y") + "\n\n", "2:1 too-large"},
      {".jsonl", json_record("ID") + "\n" + json_record("ID") + "\n", "2:8 doubled-id"},
      {".jsonl", "\xEF\xBB\xBF" + json_record("ID") + "\r\n\xE9\n", "2:1 invalid-utf8"},
  };
}

std::vector<Hostile> csv_rows() {
  const std::string head = "id,kind,title_sk,year,topics\n";
  return {
      csv("", "1:1 broken-csv"),
      csv("kind,title_sk\ndefinition,T\n", "1:1 missing-id"),
      csv("id,title_sk\nID,T\n", "1:1 missing-kind"),
      csv("id,kind\nID,definition\n", "1:1 missing-title"),
      csv("id,kind,title_sk,nonsense\nID,definition,T,x\n", "1:18 unknown-field"),
      csv("id,kind,title_xx,title_sk\nID,definition,T,T\n", "1:9 unknown-language"),
      csv("id,kind,title_sk,title_sk\nID,definition,T,T\n", "1:18 doubled-key"),
      csv(head + "ID,definition,T,2015\n", "2:1 broken-csv"),
      csv(head + "ID,definition,T,2015,,x\n", "2:23 broken-csv"),
      csv(head + "ID,definition,\"T,2015,\n", "2:15 broken-csv"),
      csv(head + "ID,definition,\"T\"x,2015,\n", "2:18 broken-csv"),
      csv(head + "ID,definition,T,nineteen,\n", "2:17 wrong-kind-of-value"),
      csv(head + "ID,definition,T,99999999999999999999,\n", "2:17 out-of-range"),
      csv(head + "ID,definition,T,1e999,\n", "2:17 out-of-range"),
      csv(head + "ID,definition,T,nan,\n", "2:17 wrong-kind-of-value"),
      csv(head + "ID,definition,T,,housing; hosing\n", "2:27 not-in-vocabulary"),
      csv(head + "ID,definition,\"a\nb\",,\"housing;hosing\"\n", "3:14 not-in-vocabulary"),
      csv(head + "ID,definition,,,\n", "2:1 missing-title"),
      csv(head + ",definition,T,,\n", "2:1 missing-id"),
      csv(head + "ID,,T,,\n", "2:1 missing-kind"),
      csv(head + "ID,definition,\xC3\x28,,\n", "2:15 invalid-utf8"),
      csv(head + "ID,definition,a\x01,,\n", "2:16 control-character"),
      csv(head + "ID,definition,\"" + times(mebibyte, "z") + "\",,\n", "2:1 too-large"),
      csv(head + "ID,definition,\"" + times(mebibyte, "z\n"), "2:15 broken-csv"),
  };
}

class HostileCorpus : public testing::Test {
 protected:
  void add(const std::vector<Hostile>& rows) {
    for (const auto& row : rows) {
      // Two letters, so that places in the rows can be counted.
      const std::string id = {static_cast<char>('a' + count_ / 26), static_cast<char>('a' + count_ % 26)};
      ++count_;
      const bool markdown = row.extension.ends_with(".md") || row.extension == ".txt";
      const std::string name = (markdown                   ? "records/definition/"
                                : row.extension == ".json" ? "records/"
                                                           : "") +
                               id + row.extension;
      std::string text = row.text;
      for (auto at = text.find("ID"); at != std::string::npos; at = text.find("ID")) text.replace(at, 2, id);
      folder_.write(name, text);
      rows_.emplace((folder_ / name).string(), row);
    }
  }

  CorpusFolder folder_;
  std::map<std::string, Hostile> rows_;
  int count_ = 0;
};

TEST_F(HostileCorpus, NamesEveryFaultAndSparesTheGood) {
  constexpr int good = 40;
  for (int i = 0; i < good; i += 2) {
    folder_.write("records/definition/good-" + std::to_string(i) + ".sk.md", definition("year: 2015\n"));
    folder_.write("records/good-" + std::to_string(i + 1) + ".json", json_record("good-" + std::to_string(i + 1)));
  }
  add(front_matter_rows());
  add(fact_rows());
  add(json_rows());
  add(csv_rows());
  EXPECT_GE(rows_.size(), 200u);
  const Reading reading = folder_.read();
  for (int i = 0; i < good; ++i) EXPECT_TRUE(reading.record("good-" + std::to_string(i))) << i;

  std::map<std::string, std::vector<std::string>> found;
  const auto marks_of_all = reading.marks();
  for (std::size_t i = 0; i < reading.problems.size(); ++i) {
    found[reading.problems[i].where.file].push_back(marks_of_all[i]);
  }
  for (const auto& [file, row] : rows_) {
    const auto& marks = found[file];
    EXPECT_TRUE(std::ranges::find(marks, row.mark) != marks.end())
        << file << "\n"
        << row.text.substr(0, 200) << "\nexpected " << row.mark << "\nfound    " << testing::PrintToString(marks);
  }
}

}  // namespace
}  // namespace pramen::corpus
