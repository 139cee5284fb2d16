// The files of the corpus as an editor sees them: read one, and put others in its
// place or beside it, checked first by the readers of `pramen check`.
//
// What is checked is laid into a folder of its own and read there with what belongs to it (the record's other
// languages, the columns of a table). Paths are those of the corpus's own list of files. Any thread; one writer at a
// time.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/companion_files.h"
#include "corpus/corpus_files.h"
#include "corpus/problem.h"
#include "corpus/record_files.h"
#include "server/admin/corpus_mutex.h"

namespace pramen::server::editor {

struct CorpusText {
  std::string path;  // below the corpus
  std::string bytes;
  std::string tag;        // changes with the bytes
  bool readable = false;  // false: no text, or one that is too long to be shown
  bool mendable = false;  // readable, and may be put back; of what goes with the records only mappings
  bool is_table = false;  // a workbook: its faults can be told, its rows not be shown
};

struct NewText {
  std::string path;  // below the corpus
  std::string bytes;
};

struct Placed {
  std::string path;  // where an upload of this name goes; empty: nowhere, see `problem`
  corpus::Problem problem;
};

class CorpusTexts {
 public:
  // `scratch`: a folder for what is being checked; emptied now.
  CorpusTexts(std::filesystem::path corpus, std::filesystem::path scratch, admin::CorpusMutex& mutex);

  // Nothing if the corpus has no such file; found are those with records and those that go with them
  // (corpus/companion_files.h).
  std::optional<CorpusText> find(std::string_view path) const;
  // Faults and warnings there are in such a file.
  std::vector<corpus::Problem> problems_of(const CorpusText& text);
  // Where a file that comes with this name belongs: in place of the only one of its name, else as its record says. A
  // mapping belongs beside its table, which may be among `beside`. A document or PDF belongs where a text of `beside`
  // names it, else in place of the only one of its name, else into the folder documents/.
  Placed place(const std::string& name, const std::string& bytes, std::span<const NewText> beside) const;
  bool takes_new_files() const { return std::filesystem::is_directory(corpus_); }

  // Faults and warnings there would be in these files, with their paths below the corpus.
  std::vector<corpus::Problem> check(std::span<const NewText> texts);

  enum class Outcome { put, faulty, changed_meanwhile, leads_out };
  struct Result {
    Outcome outcome = Outcome::put;
    std::vector<corpus::Problem> problems;
  };
  // On disk when it returns; all of them or, where `keep_faulty` is false and one has faults, none. `tag` is that of
  // the one text whose place is taken; empty: whatever lies there.
  Result put(std::span<const NewText> texts, std::string_view tag, bool keep_faulty);

 private:
  Placed place_of_mapping(const std::string& name, std::span<const NewText> beside) const;
  std::vector<corpus::Problem> problems_with(const corpus::CompanionFile& file, const corpus::Schema& schema);
  std::vector<corpus::Problem> check_locked(std::span<const NewText> texts);
  std::vector<std::string> companions(const NewText& text) const;
  std::string below(const std::string& path) const;

  const std::filesystem::path corpus_, base_, scratch_;
  admin::CorpusMutex& mutex_;
  corpus::RecordFiles files_;
};

}  // namespace pramen::server::editor
