// The text of a PDF, by poppler's `pdftotext` as a child process with little memory and time: what reads the files of
// strangers may fall, and falls alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/sentence.h"

namespace pramen::corpus {

struct PdfLimits {
  std::uint64_t file_bytes = 64 << 20;
  std::uint64_t memory_bytes = 512 << 20;
  std::uint64_t processor_s = 10;
  std::chrono::seconds patience{20};
  std::size_t text_bytes = 2 << 20;  // what is longer is cut there
};

struct PdfText {
  std::string text;  // a line for each paragraph
  std::int64_t pages = 0;
  bool cut = false;
  Sentence fault, hint;  // why there is no text, and what to do
};

// `program`: pdftotext. Throws std::runtime_error only if no process can be started at all.
PdfText pdf_text(const std::filesystem::path& program, const std::filesystem::path& file, const PdfLimits& limits = {});

}  // namespace pramen::corpus
