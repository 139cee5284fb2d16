// A text document, Word (.docx) or HTML, as Markdown: headings, paragraphs, lists, tables, links, bold and italic.
// Everything else is left out; nothing in it is executed or fetched.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "corpus/sentence.h"

namespace pramen::corpus {

inline constexpr std::size_t max_document_bytes = 32 << 20;      // of the file
inline constexpr std::size_t max_document_xml_bytes = 16 << 20;  // unpacked, of a part of a .docx
inline constexpr std::size_t max_html_bytes = 8 << 20;

struct Document {
  std::string title;  // of the document, or its heading; empty where it has none
  std::string markdown;
  Sentence fault, hint;  // why there is no Markdown, and what to do
};

// By the ending of the name. Whatever the file holds, it takes bounded time and memory.
Document read_document(const std::filesystem::path& file);
bool is_document(const std::filesystem::path& file);

// The two forms.
Document read_docx(const std::filesystem::path& file);
Document read_html(const std::filesystem::path& file);

}  // namespace pramen::corpus
