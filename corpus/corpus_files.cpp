// Links are followed inside the corpus only, and a folder behind a link only if it
// is not read on its own; so no walk goes round in circles.
#include "corpus/corpus_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "corpus/document.h"
#include "corpus/table_mapping.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

// How the columns of a table are to be read is no record either.
bool is_ignored(const std::string& name) { return is_left_behind(name) || name.ends_with(mapping_ending); }

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

class Walk {
 public:
  explicit Walk(const fs::path& root) : root_(root), real_root_(fs::canonical(root)) {}

  std::vector<CorpusFile> files() {
    const fs::path records = root_ / "records";
    std::error_code error;
    if (fs::is_symlink(records)) {
      link(records, 0);
    } else if (fs::is_directory(records, error)) {
      folder(records, 0);
    }
    top_level();
    std::ranges::sort(files_, {}, &CorpusFile::path);
    return std::move(files_);
  }

 private:
  static constexpr int deepest = 32;

  void top_level() {
    for (const auto& entry : fs::directory_iterator(root_)) {
      const std::string name = entry.path().filename();
      const FileForm form = form_of(name);
      const bool wanted = form == FileForm::jsonl || form == FileForm::csv || form == FileForm::xlsx;
      if (wanted && !is_ignored(name) && !is_no_record(entry.path())) visit(entry.path(), 0);
    }
  }

  static bool is_no_record(const fs::path& file) {
    const std::string name = file.filename();
    return file.stem() == "thesaurus" || file.stem() == "synonyms" || name == watched_queries_name ||
           name == best_bets_name;
  }

  void folder(const fs::path& path, int depth) {
    std::error_code error;
    fs::directory_iterator it(path, error);
    if (depth > deepest) return add_unreadable(path, say("folders are nested too deep"));
    for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
      if (!is_ignored(it->path().filename())) visit(it->path(), depth);
    }
    if (error) add_unreadable(path, verbatim(error.message()));
  }

  void visit(const fs::path& path, int depth) {
    std::error_code error;
    const auto status = fs::symlink_status(path, error);
    if (fs::is_symlink(status)) return link(path, depth);
    if (fs::is_directory(status)) return folder(path, depth + 1);
    add(path, form_of(path));
  }

  void link(const fs::path& path, int depth) {
    std::error_code error;
    const fs::path target = fs::canonical(path, error);
    if (error) return add_unreadable(path, say("the link leads nowhere"));
    if (!is_within(target, real_root_)) return add(path, FileForm::link_outside);
    if (!fs::is_directory(target, error)) return add(path, form_of(path));
    if (is_within(target, real_root_ / "records") || is_within(real_root_, target)) return;
    if (linked_.insert(target).second) folder(path, depth + 1);
  }

  void add(const fs::path& path, FileForm form) {
    CorpusFile file{.path = path.string(), .form = form};
    std::error_code error;
    const auto size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
    file.bytes = error ? 0 : size;
    const std::string records = (root_ / "records/").string();
    if (file.path.starts_with(records)) {
      const auto slash = file.path.find('/', records.size());
      if (slash != std::string::npos) file.folder = static_cast<std::uint32_t>(slash + 1);
    }
    files_.push_back(std::move(file));
  }

  void add_unreadable(const fs::path& path, Sentence reason) {
    files_.push_back({.path = path.string(), .form = FileForm::unreadable, .reason = std::move(reason)});
  }

  fs::path root_, real_root_;
  std::set<fs::path> linked_;
  std::vector<CorpusFile> files_;
};

}  // namespace

FileForm form_of(const fs::path& file) {
  const auto extension = file.extension();
  if (extension == ".md") return FileForm::markdown;
  if (extension == ".json") return FileForm::json;
  if (extension == ".jsonl") return FileForm::jsonl;
  if (extension == ".csv") return FileForm::csv;
  if (extension == ".xlsx") return FileForm::xlsx;
  if (extension == ".pdf" || is_document(file)) return FileForm::beside;
  return FileForm::unknown;
}

bool is_left_behind(std::string_view name) {
  return name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
}

bool lies_within(const fs::path& path, const fs::path& folder) {
  return is_within(fs::weakly_canonical(path), fs::canonical(folder));
}

std::vector<CorpusFile> corpus_files(const fs::path& root) {
  std::error_code error;
  const auto status = fs::status(root, error);
  if (!fs::exists(status)) throw std::runtime_error(fmt::format("{}: there is no such corpus", root.string()));
  if (fs::is_directory(status)) {
    try {
      return Walk(root).files();
    } catch (const fs::filesystem_error& failure) {
      throw std::runtime_error(fmt::format("{}: cannot be opened: {}", root.string(), failure.code().message()));
    }
  }
  if (!fs::is_regular_file(status)) throw std::runtime_error(fmt::format("{}: neither folder nor file", root.string()));
  return {{.path = root.string(), .form = form_of(root), .bytes = fs::file_size(root, error)}};
}

}  // namespace pramen::corpus
