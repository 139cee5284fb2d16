// The files that records name beside themselves: documents that hold their bodies, PDFs that are attached to them.
//
// A name is a path from the folder of the record's file, and leads nowhere out of the corpus. One thread.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "corpus/findings.h"
#include "corpus/record.h"

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

 private:
  std::optional<std::filesystem::path> found(const std::string& name, Place at, Findings& findings);
  const std::filesystem::path* pdf_reader(Place at, Findings& findings);

  std::filesystem::path folder_;
  std::set<std::filesystem::path> named_;
  std::optional<std::filesystem::path> pdf_reader_;
  bool pdf_reader_sought_ = false;
};

}  // namespace pramen::corpus
