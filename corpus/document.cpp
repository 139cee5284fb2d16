#include "corpus/document.h"

#include "corpus/characters.h"
#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

bool is_html(const std::filesystem::path& file) { return file.extension() == ".html" || file.extension() == ".htm"; }

}  // namespace

bool is_document(const std::filesystem::path& file) { return file.extension() == ".docx" || is_html(file); }

Document read_document(const std::filesystem::path& file) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  const std::size_t most = is_html(file) ? max_html_bytes : max_document_bytes;
  if (!error && bytes > most)
    return {.title = {},
            .markdown = {},
            .fault = say("it has more than {} MB", most >> 20),
            .hint = say("shorten it, or take the pictures out")};
  Document document = is_html(file) ? read_html(file) : read_docx(file);
  document.title = fold_spaces(document.title);
  document.markdown = clean_body(document.markdown);
  if (document.markdown.size() > max_record_bytes) {
    document.fault = say("its text has more than {} bytes", max_record_bytes);
    document.hint = say("shorten or split it");
  } else if (document.fault.empty() && is_blank(document.markdown)) {
    document.fault = say("it holds no text");
    document.hint = say("is it a picture of a text?");
  }
  return document;
}

}  // namespace pramen::corpus
