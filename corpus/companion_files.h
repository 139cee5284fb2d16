// Files that a corpus is read with and that hold no records: its schema, vocabularies, thesaurus and synonyms, best
// bets, watched queries, and how the columns of tables are to be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace pramen::corpus {

enum class CompanionForm : std::uint8_t { schema, thesaurus, queries, best_bets, mapping };

struct CompanionFile {
  std::string path;  // as problems name it
  CompanionForm form = CompanionForm::schema;
  std::string table = {};  // of a mapping: the table that it is for
};

// `root` is a folder or a file. Those that are there, sorted by path; none that a link leads to outside of the folder.
// Throws std::runtime_error if `root` cannot be opened.
std::vector<CompanionFile> companion_files(const std::filesystem::path& root);

}  // namespace pramen::corpus
