// Where each record of a corpus lies: for whoever changes one.
//
// Looked at anew with refresh(); of a file that holds several records, or is JSON, the ids are read again only if it
// has changed. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus_files.h"
#include "corpus/schema.h"

namespace pramen::corpus {

struct RecordHome {
  FileForm form = FileForm::markdown;  // markdown, json, jsonl, csv or xlsx
  std::vector<std::string> files;      // one a language in Markdown, else one
  std::string folder;                  // of Markdown: "<kind>" where they lie in records/<kind>/, else empty
  std::uint32_t line = 1;              // in a file with several records
  bool doubled = false;                // the id stands elsewhere, too
};

class RecordFiles {
 public:
  // A folder, or a single file. Throws std::runtime_error if it cannot be opened.
  explicit RecordFiles(std::filesystem::path root) : root_(std::move(root)) {}

  void refresh(const Schema& schema);
  const RecordHome* find(std::string_view id) const;
  std::vector<std::string> ids() const;
  // What the caller itself has changed since refresh().
  void put(const std::string& id, RecordHome home) { homes_[id] = std::move(home); }

 private:
  struct Listed {
    std::uint64_t bytes = 0;
    std::filesystem::file_time_type changed;
    std::vector<std::pair<std::string, std::uint32_t>> ids;  // with their lines
  };
  void add(const std::string& id, RecordHome home);
  const Listed& listed(const CorpusFile& file, const Schema& schema);

  std::filesystem::path root_;
  std::map<std::string, RecordHome, std::less<>> homes_;
  std::map<std::string, Listed> listed_;
};

}  // namespace pramen::corpus
