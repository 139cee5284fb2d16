// The files that records name beside themselves: documents that hold their bodies, PDFs that are attached to them.
//
// A name is a path from the folder of the record's file, and leads nowhere out of the corpus. One thread.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/findings.h"
#include "corpus/record.h"
#include "corpus/units.h"

namespace pramen::corpus {

class SourceFiles {
 public:
  // `corpus`: a folder, or the file that is a corpus.
  explicit SourceFiles(const std::filesystem::path& corpus);

  // The Markdown of a document that a record in findings.file() names at `at`; empty with a fault where it cannot be
  // read.
  std::string body(const std::string& name, Place at, Findings& findings);
  // Fills in what the file says. A record whose attachment cannot be read is sound all the same, and warned of; one
  // that names a file which is not there is not.
  void read(Attachment& attachment, Place at, Findings& findings);

  // Whether a record has named it so far.
  bool named(const std::filesystem::path& file) const;

  // Those that were named since it was asked last, as they are now; `of` is the first file of the unit that names them.
  // Nothing where one cannot be read or was written a moment ago, so that it may not be what was read.
  std::optional<std::vector<UnitFile>> take_named(const std::filesystem::path& of);
  // Whether it is still the same; then it counts as named.
  bool is_same(const UnitFile& file, const std::filesystem::path& of);

 private:
  std::optional<std::filesystem::path> found(const std::string& name, Place at, Findings& findings);
  const std::filesystem::path* pdf_reader(Place at, Findings& findings);

  std::filesystem::path folder_;
  std::set<std::filesystem::path> named_;
  std::vector<std::filesystem::path> fresh_;  // those of them that take_named() has not told
  std::optional<std::filesystem::path> pdf_reader_;
  bool pdf_reader_sought_ = false;
};

}  // namespace pramen::corpus
