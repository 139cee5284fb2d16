#include "corpus/record_files.h"

#include <algorithm>

#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

// "<id>.<language>.md" -> id
std::string id_of(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.find('.'));
}

std::string folder_of(const CorpusFile& file) {
  if (file.folder == 0) return {};
  const auto slash = file.path.rfind('/', file.folder - 2);
  return file.path.substr(slash + 1, file.folder - slash - 2);
}

std::string_view parent(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

}  // namespace

void RecordFiles::refresh(const Schema& schema) {
  homes_.clear();
  for (const CorpusFile& file : corpus_files(root_)) {
    switch (file.form) {
      case FileForm::markdown:
        add(id_of(file.path), {.form = file.form, .files = {file.path}, .folder = folder_of(file)});
        break;
      case FileForm::json:
      case FileForm::jsonl:
      case FileForm::csv:
      case FileForm::xlsx:
        for (const auto& [id, line] : listed(file, schema).ids)
          add(id, {.form = file.form, .files = {file.path}, .folder = {}, .line = line});
        break;
      default: break;
    }
  }
}

const RecordHome* RecordFiles::find(std::string_view id) const {
  const auto found = homes_.find(id);
  return found == homes_.end() ? nullptr : &found->second;
}

std::vector<std::string> RecordFiles::ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, home] : homes_) ids.push_back(id);
  return ids;
}

void RecordFiles::add(const std::string& id, RecordHome home) {
  const auto [found, fresh] = homes_.try_emplace(id, home);
  if (fresh) return;
  RecordHome& first = found->second;
  const bool same_group = first.form == FileForm::markdown && home.form == FileForm::markdown &&
                          parent(first.files.front()) == parent(home.files.front());
  if (same_group)
    first.files.push_back(std::move(home.files.front()));
  else
    first.doubled = true;
}

const RecordFiles::Listed& RecordFiles::listed(const CorpusFile& file, const Schema& schema) {
  std::error_code error;
  const auto changed = std::filesystem::last_write_time(file.path, error);
  Listed& known = listed_[file.path];
  if (!error && known.bytes == file.bytes && known.changed == changed) return known;
  known = {.bytes = file.bytes, .changed = changed, .ids = {}};
  // A record with a fault has a home, too. Relations lead out of the one file, so they say nothing here.
  std::map<std::string, std::uint32_t> faulty;
  Visitor visitor;
  visitor.placed = [&](Record&& record, const RecordPlaces& places) {
    known.ids.emplace_back(std::move(record.id), places.empty() ? 1 : places.begin()->second.title.line);
  };
  visitor.problem = [&](Problem&& problem) {
    if (!problem.record.empty())
      faulty.try_emplace(std::move(problem.record), static_cast<std::uint32_t>(problem.where.line));
  };
  read_corpus(file.path, schema, visitor);
  for (const auto& [id, line] : faulty) {
    if (std::ranges::find(known.ids, id, &std::pair<std::string, std::uint32_t>::first) == known.ids.end())
      known.ids.emplace_back(id, line);
  }
  return known;
}

}  // namespace pramen::corpus
