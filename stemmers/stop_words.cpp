#include "stemmers/stop_words.h"

#include <algorithm>

#include "pramen_stemmers_files.h"
#include "stemmers/folding.h"

namespace pramen::stemmers {

std::unordered_set<std::string> stop_words(std::string_view lang) {
  const std::string path = std::string(lang) + "/stop_words.txt";
  const auto files = embedded_files();
  const auto file = std::ranges::find(files, std::string_view(path), &EmbeddedFile::path);
  std::unordered_set<std::string> words;
  if (file == files.end()) return words;
  std::string_view rest = file->bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty() && line.front() != '#') words.insert(fold_marks(line));
  }
  return words;
}

}  // namespace pramen::stemmers
