#include "corpus/pdf_text.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "corpus/characters.h"
#include "corpus/child.h"

namespace pramen::corpus {
namespace {

using Clock = std::chrono::steady_clock;

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

struct Output {
  std::string text, complaints;
  bool too_long = false, too_slow = false;
  int code = 0;
};

Output output_of(const std::filesystem::path& program, const std::filesystem::path& file, const PdfLimits& limits) {
  constexpr std::size_t longest_complaint = 4096;
  Output output;
  Child child(program, {"-enc", "UTF-8", file.string(), "-"},
              {.memory_bytes = limits.memory_bytes, .processor_s = limits.processor_s});
  const auto until = Clock::now() + limits.patience;
  const auto take = [&](std::string_view bytes) { output.text += bytes; };
  const auto hear = [&](std::string_view bytes) {
    if (output.complaints.size() < longest_complaint) output.complaints += bytes;
  };
  while (child.read(std::chrono::milliseconds(100), take, hear)) {
    output.too_long = output.text.size() > limits.text_bytes;
    output.too_slow = Clock::now() >= until;
    if (output.too_long || output.too_slow) break;
  }
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  child.end_after(output.too_long ? std::chrono::milliseconds(0) : left);
  output.code = child.wait();
  return output;
}

PdfText failed(Sentence fault, Sentence hint) {
  PdfText failure;
  failure.fault = std::move(fault);
  failure.hint = std::move(hint);
  return failure;
}

PdfText failure_of(const Output& output) {
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
  Output output = output_of(program, file, limits);
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

std::optional<std::filesystem::path> program_named(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? "/usr/bin:/bin" : path;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const std::filesystem::path program = std::filesystem::path(folders.substr(0, end)) / name;
    folders.remove_prefix(std::min(end + 1, folders.size()));
    if (program.is_absolute() && ::access(program.c_str(), X_OK) == 0) return program;
  }
  return std::nullopt;
}

}  // namespace pramen::corpus
