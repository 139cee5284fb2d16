#include "corpus/source_files.h"

#include "corpus/characters.h"
#include "corpus/corpus_files.h"
#include "corpus/digest.h"
#include "corpus/document.h"
#include "corpus/pdf_text.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

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
  return path;
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
