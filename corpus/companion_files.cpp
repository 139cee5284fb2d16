#include "corpus/companion_files.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "corpus/corpus_files.h"
#include "corpus/table_mapping.h"
#include "corpus/thesaurus_files.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

// Of a file at the top of the folder.
std::optional<CompanionForm> form_at_top(const fs::path& file) {
  const std::string name = file.filename();
  if (name == "schema.json") return CompanionForm::schema;
  if (name == watched_queries_name) return CompanionForm::queries;
  if (name == best_bets_name) return CompanionForm::best_bets;
  if ((file.stem() == "thesaurus" || file.stem() == "synonyms") && thesaurus_format(file))
    return CompanionForm::thesaurus;
  return std::nullopt;
}

template <typename Take>
void each_file(const fs::path& folder, const fs::path& root, const Take& take) {
  std::error_code error;
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (fs::is_regular_file(it->path(), ignored) && lies_within(it->path(), root)) take(it->path());
  }
}

}  // namespace

std::vector<CompanionFile> companion_files(const fs::path& root) {
  std::vector<CompanionFile> files;
  const std::vector<CorpusFile> records = corpus_files(root);
  if (std::error_code ignored; fs::is_directory(root, ignored)) {
    each_file(root, root, [&](const fs::path& file) {
      if (const auto form = form_at_top(file)) files.push_back({file.string(), *form});
    });
    each_file(root / "vocabulary", root, [&](const fs::path& file) {
      if (file.extension() == ".json" && !is_left_behind(file.filename().string()))
        files.push_back({file.string(), CompanionForm::schema});
    });
  }
  for (const CorpusFile& table : records) {
    if (table.form != FileForm::csv && table.form != FileForm::xlsx) continue;
    const fs::path mapping = fs::path(table.path).replace_extension(mapping_ending);
    std::error_code ignored;
    const fs::path folder = fs::is_directory(root, ignored) ? root : fs::absolute(root).parent_path();
    if (fs::is_regular_file(mapping, ignored) && lies_within(mapping, folder))
      files.push_back({mapping.string(), CompanionForm::mapping, table.path});
  }
  std::ranges::sort(files, {}, &CompanionFile::path);
  const auto doubled = std::ranges::unique(files, {}, &CompanionFile::path);  // x.csv and x.xlsx have one mapping
  files.erase(doubled.begin(), doubled.end());
  return files;
}

}  // namespace pramen::corpus
