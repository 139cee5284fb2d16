#include "query/reasons.h"

#include <fmt/format.h>

#include <algorithm>

namespace pramen::query {
namespace {

// The forms of words are quoted, never declined, so that one pattern serves
// every word.
struct Sentence {
  std::string_view lang, begin, as_typed, as_other;
};

constexpr Sentence sentences[] = {
    {"en", "Contains ", "“{}” as typed", "“{}” as “{}”"},
    {"sk", "Obsahuje ", "„{}“ v zadanom tvare", "„{}“ ako „{}“"},
    {"cs", "Obsahuje ", "„{}“ v zadaném tvaru", "„{}“ jako „{}“"},
    {"de", "Enthält ", "„{}“ wie eingegeben", "„{}“ als „{}“"},
    {"hu", "Megtalálható benne: ", "„{}” a beírt alakban", "„{}” mint „{}”"},
    {"bg", "Съдържа ", "„{}“ във въведената форма", "„{}“ като „{}“"},
};

}  // namespace

std::string reason_sentence(const std::vector<Reason>& reasons, std::string_view lang) {
  if (reasons.empty()) return {};
  const auto found = std::ranges::find(sentences, lang, &Sentence::lang);
  const Sentence& sentence = found == std::end(sentences) ? sentences[0] : *found;
  std::vector<std::string> parts;
  for (const Reason& reason : reasons) {
    parts.push_back(reason.closeness == Closeness::exact
                        ? fmt::format(fmt::runtime(sentence.as_typed), reason.typed)
                        : fmt::format(fmt::runtime(sentence.as_other), reason.typed, reason.found));
  }
  return fmt::format("{}{}.", sentence.begin, fmt::join(parts, ", "));
}

}  // namespace pramen::query
