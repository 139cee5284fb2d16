#include "server/editor/words.h"

#include <algorithm>
#include <stdexcept>

#include "server/assets.h"

namespace pramen::server::editor {
namespace {

const std::vector<Texts>& all_words() {
  static const std::vector<Texts> all = [] {
    std::vector<Texts> words;
    for (const Texts& texts : all_texts())
      words.emplace_back(texts.code(), web_file("locales/editor/" + texts.code() + ".json"));
    return words;
  }();
  return all;
}

}  // namespace

const Texts& words_in(const std::string& lang) {
  const auto& all = all_words();
  const auto found = std::ranges::find(all, lang, &Texts::code);
  return found == all.end() ? all.front() : *found;
}

void check_words() {
  const std::string missing = missing_texts(all_words());
  if (!missing.empty()) throw std::runtime_error("texts of the editors' page are missing:" + missing);
}

}  // namespace pramen::server::editor
