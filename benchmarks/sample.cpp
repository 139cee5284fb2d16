#include "benchmarks/sample.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace pramen::benchmarks {

namespace fs = std::filesystem;

namespace {

// Without the front matter.
std::string prose(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const std::size_t end = text.find("\n---\n");
  return end == std::string::npos ? text : text.substr(end + 5);
}

}  // namespace

std::string sample_text(std::string_view lang, std::size_t bytes) {
  std::vector<fs::path> files;
  const fs::path records = fs::path(PRAMEN_SOURCE_DIR) / "corpus/records";
  for (const auto& entry : fs::recursive_directory_iterator(records)) {
    if (entry.path().filename().string().ends_with("." + std::string(lang) + ".md")) files.push_back(entry.path());
  }
  if (files.empty() && lang == "cs") return sample_text("sk", bytes);
  if (files.empty()) throw std::runtime_error("there is no record in this language");
  std::ranges::sort(files);
  std::string text;
  while (text.size() < bytes) {
    for (const fs::path& file : files) text += prose(file);
  }
  return text;
}

}  // namespace pramen::benchmarks
