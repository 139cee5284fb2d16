#include "query/spelling.h"

#include <utility>

#include "stemmers/folding.h"
#include "stemmers/letters.h"

namespace pramen::query {
namespace {

using stemmers::Letters;

// Of the script in which the word is written.
const Letters& alphabet(std::string_view word) {
  static const Letters latin = stemmers::encode("abcdefghijklmnopqrstuvwxyz");
  static const Letters cyrillic = stemmers::encode("абвгдежзийклмнопрстуфхцчшщъьюя");
  return static_cast<unsigned char>(word.front()) < 0x80 ? latin : cyrillic;
}

template <typename Sink>
void each_mistake(const Letters& word, const Letters& letters, const Sink& sink) {
  for (std::size_t i = 0; i <= word.size(); ++i) {
    for (const char letter : letters) {
      Letters changed = word;
      sink(changed.insert(i, 1, letter));
      if (i == word.size() || word[i] == letter) continue;
      changed = word;
      changed[i] = letter;
      sink(changed);
    }
    if (i == word.size()) break;
    sink(Letters(word).erase(i, 1));
    if (i + 1 == word.size() || word[i] == word[i + 1]) continue;
    Letters changed = word;
    std::swap(changed[i], changed[i + 1]);
    sink(changed);
  }
}

}  // namespace

std::optional<Spelling> likely_spelling(const indexer::Forms& forms, std::string_view lang, std::string_view word) {
  const Letters typed = stemmers::encode(stemmers::fold_marks(word));
  if (typed.size() < min_spelling_letters) return std::nullopt;
  std::optional<Spelling> best;
  std::uint64_t best_weight = 0;
  const auto consider = [&](indexer::Form form, bool begins_alike) {
    const std::uint64_t weight = std::uint64_t{forms.records(form)} * (begins_alike ? 4 : 1);
    if (weight <= best_weight) return;
    best_weight = weight;
    best = Spelling{std::string(forms.text(form)), forms.records(form)};
  };
  each_mistake(typed, alphabet(word), [&](const Letters& letters) {
    const std::string meant = stemmers::decode(letters);
    const bool begins_alike = letters.front() == typed.front();
    if (const auto form = forms.find(lang, meant)) consider(*form, begins_alike);
    for (const indexer::Form form : forms.found_by(indexer::FormKey::unmarked, lang, meant))
      consider(form, begins_alike);
  });
  return best;
}

std::string likely_label_word(const indexer::LabelTrie& labels, std::string_view lang, std::string_view word) {
  const Letters typed = stemmers::encode(stemmers::fold_marks(word));
  if (typed.size() < min_spelling_letters) return {};
  std::string first, alike;
  each_mistake(typed, alphabet(word), [&](const Letters& letters) {
    if (letters.empty() || !alike.empty()) return;
    std::string& found = letters.front() == typed.front() ? alike : first;
    if (!found.empty()) return;
    const auto keys = labels.unmarked(lang, stemmers::decode(letters));
    if (!keys.empty()) found = labels.keys()[keys.front()].substr(lang.size());
  });
  return alike.empty() ? first : alike;
}

}  // namespace pramen::query
