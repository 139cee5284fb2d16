#include "corpus/source_files.h"

#include <chrono>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "corpus/characters.h"
#include "corpus/child_output.h"
#include "corpus/corpus_files.h"
#include "corpus/digest.h"
#include "corpus/document.h"
#include "corpus/pdf_text.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

std::optional<UnitHash> hash_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  UnitHasher hasher('f');
  std::string piece(std::size_t{1} << 20, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    hasher.add(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (!in.eof()) return std::nullopt;
  return hasher.hash();
}

}  // namespace

SourceFiles::SourceFiles(const fs::path& corpus) : folder_(fs::is_directory(corpus) ? corpus : folder_of(corpus)) {}

std::string SourceFiles::body(const std::string& name, Place at, Findings& findings) {
  const auto file = found(name, at, findings);
  if (!file) return {};
  Document document;
  if (is_document(*file)) {
    document = read_document(*file);
  } else {
    document.fault = say("it is neither .docx nor .html");
    document.hint = say("attach a PDF, or save it as one of the two");
  }
  if (document.fault.empty()) return std::move(document.markdown);
  findings.fault(at, "broken-body-file", say("the body file {} cannot be read: {}", in_quotes(name), document.fault),
                 document.hint);
  return {};
}

void SourceFiles::read(Attachment& attachment, Place at, Findings& findings) {
  const auto file = found(attachment.file, at, findings);
  if (!file) return;
  const auto unsearched = [&](const Sentence& why, const Sentence& hint) {
    findings.warning(at, "unread-attachment",
                     say("the attachment {} is listed but not searched: {}", in_quotes(attachment.file), why), hint);
  };
  if (file->extension() != ".pdf") return unsearched(say("it is no .pdf"), say("save it as PDF"));
  const fs::path* reader = pdf_reader(at, findings);
  if (reader == nullptr) return;
  PdfText text = pdf_text(*reader, *file);
  if (!text.fault.empty()) return unsearched(text.fault, text.hint);
  if (text.cut) {
    findings.warning(at, "unread-attachment",
                     say("of the attachment {} only the first {} MB of text are searched", in_quotes(attachment.file),
                         PdfLimits().text_bytes >> 20),
                     say("split it into several"));
  }
  attachment.pages = text.cut ? 0 : text.pages;
  attachment.text = std::move(text.text);
  attachment.text_hash = digest(attachment.text, 16);
}

bool SourceFiles::named(const fs::path& file) const {
  std::error_code error;
  return named_.contains(fs::weakly_canonical(file, error));
}

std::optional<fs::path> SourceFiles::found(const std::string& name, Place at, Findings& findings) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(folder_of(findings.file()) / name, error);
  if (error || name.empty() || fs::path(name).is_absolute() || !lies_within(path, folder_)) {
    findings.fault(at, "outside-file", say("{} leads out of the corpus", in_quotes(name)),
                   say("put the file into the corpus and give its path from the folder of this record"));
    return std::nullopt;
  }
  if (!fs::is_regular_file(path, error)) {
    findings.fault(at, "missing-file", say("there is no file {}", in_quotes(name)),
                   say("give its path from the folder of this record"));
    return std::nullopt;
  }
  named_.insert(path);
  fresh_.push_back(path);
  return path;
}

std::optional<std::vector<UnitFile>> SourceFiles::take_named(const fs::path& of) {
  const std::vector<fs::path> named = std::exchange(fresh_, {});
  std::vector<UnitFile> files;
  for (const fs::path& path : named) {
    std::error_code error;
    const auto written = fs::last_write_time(path, error);
    if (error || written > fs::file_time_type::clock::now() - std::chrono::seconds(2)) return std::nullopt;
    const auto hash = hash_of(path);
    const fs::path place = fs::relative(path, folder_of(of), error);
    if (!hash || error) return std::nullopt;
    files.push_back({place.generic_string(), *hash});
  }
  return files;
}

bool SourceFiles::is_same(const UnitFile& file, const fs::path& of) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(folder_of(of) / file.path, error);
  if (error || !lies_within(path, folder_) || hash_of(path) != file.hash) return false;
  named_.insert(path);
  return true;
}

// Said once: what is missing is missing for all of them.
const fs::path* SourceFiles::pdf_reader(Place at, Findings& findings) {
  if (!pdf_reader_sought_) {
    pdf_reader_sought_ = true;
    pdf_reader_ = program_named("pdftotext");
    if (!pdf_reader_) {
      findings.warning(at, "missing-program",
                       say("attachments are listed but not searched: there is no pdftotext here"),
                       say("install the package poppler-utils"));
    }
  }
  return pdf_reader_ ? &*pdf_reader_ : nullptr;
}

}  // namespace pramen::corpus
