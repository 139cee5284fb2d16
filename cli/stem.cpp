#include <fmt/format.h>

#include <iostream>

#include "cli/commands.h"
#include "stemmers/language.h"

namespace pramen::cli {

const stemmers::Language* find_language(const stemmers::Languages& languages, const std::string& code) {
  const stemmers::Language* language = languages.find(code);
  if (language != nullptr) return language;
  std::string known;
  for (const auto& one : languages.all()) known += (known.empty() ? "" : ", ") + one->code();
  fmt::print(stderr, "pramen: there is no language {} ({})\n", code, known);
  return nullptr;
}

int stem(const StemOptions& options) {
  const stemmers::Languages languages;
  const stemmers::Language* language = find_language(languages, options.lang);
  if (language == nullptr) return wrong_usage;
  std::ios::sync_with_stdio(false);
  std::string word;
  while (std::getline(std::cin, word)) {
    if (word.ends_with('\r')) word.pop_back();
    std::cout << word;
    for (const std::string& lemma : language->lemmas(word, options.folded)) std::cout << '\t' << lemma;
    std::cout << '\n';
  }
  return done;
}

}  // namespace pramen::cli
