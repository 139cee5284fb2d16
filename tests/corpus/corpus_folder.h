// A corpus in a temporary folder, and what reading it gives.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/reader.h"

namespace pramen::corpus {

struct Reading {
  std::vector<Record> records;
  std::vector<Problem> problems;
  ReadReport report;

  // "line:column rule" of all problems, for short comparisons.
  std::vector<std::string> marks() const {
    std::vector<std::string> marks;
    for (const auto& problem : problems) {
      marks.push_back(std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column) + " " +
                      problem.rule);
    }
    return marks;
  }
  const Record* record(std::string_view id) const {
    for (const auto& record : records) {
      if (record.id == id) return &record;
    }
    return nullptr;
  }
};

inline Reading read_all(const std::filesystem::path& corpus) {
  Reading reading;
  const ProblemSink problem = [&](Problem&& found) { reading.problems.push_back(std::move(found)); };
  const auto schema = corpus_schema(corpus, problem);
  if (!schema) return reading;
  reading.report = read_corpus(corpus, *schema,
                               {.record = [&](Record&& record) { reading.records.push_back(std::move(record)); },
                                .problem = problem,
                                .progress = {},
                                .files_in = corpus});
  return reading;
}

class CorpusFolder {
 public:
  CorpusFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "pramen-corpus-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~CorpusFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  CorpusFolder(const CorpusFolder&) = delete;
  CorpusFolder& operator=(const CorpusFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  std::filesystem::path write(std::string_view name, std::string_view text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
    return file;
  }
  Reading read() const { return read_all(path_); }

 private:
  std::filesystem::path path_;
};

// A sound Markdown record with `more` lines of front matter, which begin at line 4.
inline std::string definition(std::string_view more = {}, std::string_view body = "Body.\n") {
  return "---\nkind: definition\ntitle: A title\n" + std::string(more) + "---\n\n" + std::string(body);
}

// A sound JSON record in one line.
inline std::string json_record(std::string_view id, std::string_view more = {}) {
  return "{\"id\": \"" + std::string(id) + "\", \"kind\": \"definition\", \"original\": \"sk\", " + std::string(more) +
         "\"texts\": {\"sk\": {\"title\": \"Názov\"}}}";
}

}  // namespace pramen::corpus
