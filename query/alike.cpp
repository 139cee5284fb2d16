#include "query/alike.h"

#include <algorithm>
#include <cstdint>

#include "stemmers/letters.h"

namespace pramen::query {
namespace {

using indexer::Form;
using Trigrams = std::vector<std::uint32_t>;  // ascending, each once

// Of a word without marks; the first one holds the beginning.
Trigrams trigrams(const stemmers::Letters& word) {
  Trigrams made;
  std::uint32_t last = stemmers::word_start;
  for (std::size_t i = 0; i < word.size(); ++i) {
    last = (last << 8 | static_cast<std::uint8_t>(word[i])) & 0xFFFFFF;
    if (i > 0) made.push_back(last);
  }
  std::ranges::sort(made);
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

double likeness(const Trigrams& a, const Trigrams& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++shared;
    const bool first = *i <= *j, second = *j <= *i;
    i += first ? 1 : 0;
    j += second ? 1 : 0;
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

// With its marks or without them, a form begins so.
std::vector<Form> beginning(const indexer::Forms& forms, std::string_view lang, std::string_view plain) {
  std::vector<Form> found = forms.found_by_prefix(indexer::FormKey::unmarked, lang, plain);
  const auto range = forms.with_prefix(lang, plain);
  for (Form form = range.begin; form < range.end; ++form) found.push_back(form);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if (found.size() > max_alike_compared) found.resize(max_alike_compared);
  return found;
}

}  // namespace

std::vector<Form> alike_forms(const indexer::Forms& forms, std::string_view lang, std::string_view word) {
  const stemmers::Letters letters = stemmers::without_marks(stemmers::encode(word));
  if (letters.size() < min_alike_letters) return {};
  const Trigrams own = trigrams(letters);

  struct Alike {
    double likeness;
    Form form;
  };
  std::vector<Alike> alike;
  for (const Form form : beginning(forms, lang, stemmers::decode(letters.substr(0, min_alike_letters)))) {
    const stemmers::Letters other = stemmers::without_marks(stemmers::encode(forms.text(form)));
    if (other.empty()) continue;
    if (const double is = likeness(own, trigrams(other)); is >= min_alike) alike.push_back({is, form});
  }
  const std::size_t taken = std::min(alike.size(), max_alike);
  std::ranges::partial_sort(alike, alike.begin() + static_cast<std::ptrdiff_t>(taken),
                            [](const Alike& a, const Alike& b) {
                              return a.likeness != b.likeness ? a.likeness > b.likeness : a.form < b.form;
                            });
  std::vector<Form> made;
  for (std::size_t i = 0; i < taken; ++i) made.push_back(alike[i].form);
  std::ranges::sort(made);
  return made;
}

}  // namespace pramen::query
