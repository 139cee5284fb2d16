// Records for a test as lines of JSON: a world in two lines.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/builder.h"
#include "tests/support/temporary_folder.h"

namespace pramen::tests {

// {"id": …, "kind": "case_study", "original": lang, extra…, "texts": {lang: {"title", "body"}}}
// `extra` is further members, such as R"("country": "sk", "year": 2015)".
inline std::string record_line(const std::string& id, const std::string& lang, const std::string& title,
                               const std::string& body = "", const std::string& extra = "") {
  return R"({"id": ")" + id + R"(", "kind": "case_study", "original": ")" + lang + R"(", )" +
         (extra.empty() ? "" : extra + ", ") + R"("texts": {")" + lang + R"(": {"title": ")" + title +
         R"(", "body": ")" + body + "\"}}}\n";
}

// Builds a database of these lines in `folder`/db and returns its report.
inline indexer::BuildReport build_lines(const TemporaryFolder& folder, const std::vector<std::string>& lines,
                                        indexer::BuildOptions options = {},
                                        std::vector<corpus::Problem>* problems = nullptr) {
  std::string text;
  for (const std::string& line : lines) text += line;
  options.corpus = folder.write("records.jsonl", text);
  options.database = folder / "db";
  return indexer::build(options, [&](corpus::Problem&& problem) {
    if (problems != nullptr) problems->push_back(std::move(problem));
  });
}

}  // namespace pramen::tests
