// Which files of a corpus hold records, in the order they are read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"

namespace pramen::corpus {

// At the top of a corpus folder, and no records: searches that a preview watches (docs/editors.md), and what editors
// put first (docs/best-bets.md).
inline constexpr std::string_view watched_queries_name = "queries.jsonl", best_bets_name = "best_bets.jsonl";

// `beside`: a document or PDF, which records may name; on its own it is no record.
enum class FileForm { markdown, json, jsonl, csv, xlsx, beside, link_outside, unreadable, unknown };

struct CorpusFile {
  std::string path;  // as problems name it
  FileForm form = FileForm::unknown;
  std::uint64_t bytes = 0;
  std::uint32_t folder = 0;  // length of "root/records/<kind>/" in path; 0 if it lies in no such folder
  Sentence reason;           // of unreadable
};

// `root` is a folder or a file. Sorted by path, bytewise; hidden files and those
// that end in ~ are left out. Throws std::runtime_error if `root` cannot be opened.
std::vector<CorpusFile> corpus_files(const std::filesystem::path& root);

// By its ending; whether it is there does not matter.
FileForm form_of(const std::filesystem::path& file);
// What is hidden, and what editors and spreadsheets leave behind: no part of a corpus.
bool is_left_behind(std::string_view name);
// Whether the path, its links followed as far as it exists, lies in the folder or is it.
bool lies_within(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace pramen::corpus
