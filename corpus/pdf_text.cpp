#include "corpus/pdf_text.h"

#include <algorithm>
#include <csignal>

#include "corpus/characters.h"
#include "corpus/child_output.h"

namespace pramen::corpus {
namespace {

constexpr char page_end = '\f';

// What pdftotext writes is UTF-8, but for what a font may make of it. A character that was cut is dropped.
void make_sound(std::string& text) {
  std::size_t at = first_invalid_utf8(text);
  if (at == std::string::npos) return;
  std::string sound = text.substr(0, at);
  for (; at < text.size(); ++at) {
    const std::size_t length = character_length(text, at);
    if (length == 0) continue;
    sound.append(text, at, length);
    at += length - 1;
  }
  text = std::move(sound);
}

// The lines of a paragraph become one; empty lines and ends of pages part paragraphs.
std::string paragraphs(std::string_view lines) {
  std::string text;
  bool new_paragraph = true;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    std::string line = fold_spaces(lines.substr(at, end - at));
    at = end + 1;
    if (is_blank(line)) {
      new_paragraph = true;
      continue;
    }
    if (!text.empty()) text += new_paragraph ? '\n' : ' ';
    text += line;
    new_paragraph = false;
  }
  return text;
}

PdfText failed(Sentence fault, Sentence hint) {
  PdfText failure;
  failure.fault = std::move(fault);
  failure.hint = std::move(hint);
  return failure;
}

PdfText failure_of(const ChildOutput& output) {
  constexpr int ended_by_signal = 128;
  const Sentence simpler = say("print it into a new PDF");
  if (output.complaints.find("assword") != std::string::npos)
    return failed(say("it takes a password"), say("save it without one"));
  if (output.too_slow || output.code == ended_by_signal + SIGXCPU)
    return failed(say("reading it takes too long"), simpler);
  if (output.code >= ended_by_signal || output.complaints.find("memory") != std::string::npos)
    return failed(say("reading it takes too much memory, or it is broken"), simpler);
  return failed(say("it is no sound PDF"), say("save it again as PDF"));
}

}  // namespace

PdfText pdf_text(const std::filesystem::path& program, const std::filesystem::path& file, const PdfLimits& limits) {
  std::error_code error;
  if (std::filesystem::file_size(file, error) > limits.file_bytes && !error)
    return failed(say("it has more than {} MB", limits.file_bytes >> 20),
                  say("make its pictures smaller, or split it"));
  ChildOutput output = output_of(program, {"-enc", "UTF-8", file.string(), "-"},
                                 {.child = {.memory_bytes = limits.memory_bytes, .processor_s = limits.processor_s},
                                  .patience = limits.patience,
                                  .bytes = limits.text_bytes});
  if (!output.too_long && output.code != 0) return failure_of(output);
  PdfText found;
  found.cut = output.too_long;
  if (found.cut) output.text.resize(limits.text_bytes);
  make_sound(output.text);
  found.pages = std::ranges::count(output.text, page_end);
  std::ranges::replace(output.text, page_end, '\n');
  blank_controls(output.text);
  found.text = paragraphs(output.text);
  if (found.text.empty())
    return failed(say("it holds no text, only pictures perhaps"), say("run it through text recognition"));
  return found;
}

}  // namespace pramen::corpus
