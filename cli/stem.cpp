#include <fmt/format.h>

#include <iostream>

#include "cli/commands.h"
#include "stemmers/language.h"

namespace pramen::cli {

int stem(const StemOptions& options) {
  const stemmers::Languages languages;
  const stemmers::Language* language = languages.find(options.lang);
  if (language == nullptr) {
    fmt::print(stderr, "pramen: there is no language {} (sk, cs, de, hu, bg, en)\n", options.lang);
    return wrong_usage;
  }
  std::ios::sync_with_stdio(false);
  std::string word;
  while (std::getline(std::cin, word)) {
    if (word.ends_with('\r')) word.pop_back();
    std::cout << fmt::format("{}\t{}\n", word, fmt::join(language->lemmas(word, options.folded), "\t"));
  }
  return done;
}

}  // namespace pramen::cli
