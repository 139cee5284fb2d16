#include "query/reasons.h"

#include <fmt/format.h>

#include <algorithm>

namespace pramen::query {
namespace {

// The forms of words are quoted, never declined, so that one pattern serves
// every word.
struct Sentence {
  std::string_view lang, begin, as_typed, as_other, as_similar, as_part, as_relative;
};

constexpr Sentence sentences[] = {
    {"en", "Contains ", "“{}” as typed", "“{}” as “{}”", "“{}” as the similar “{}”", "“{}” within “{}”",
     "“{}” through the related “{}”"},
    {"sk", "Obsahuje ", "„{}“ v zadanom tvare", "„{}“ ako „{}“", "„{}“ ako podobné „{}“", "„{}“ v slove „{}“",
     "„{}“ cez príbuzné „{}“"},
    {"cs", "Obsahuje ", "„{}“ v zadaném tvaru", "„{}“ jako „{}“", "„{}“ jako podobné „{}“", "„{}“ ve slově „{}“",
     "„{}“ přes příbuzné „{}“"},
    {"de", "Enthält ", "„{}“ wie eingegeben", "„{}“ als „{}“", "„{}“ als das ähnliche „{}“", "„{}“ in „{}“",
     "„{}“ über das verwandte „{}“"},
    {"hu", "Megtalálható benne: ", "„{}” a beírt alakban", "„{}” mint „{}”", "„{}” mint a hasonló „{}”",
     "„{}” ebben: „{}”", "„{}” a rokon „{}” révén"},
    {"bg", "Съдържа ", "„{}“ във въведената форма", "„{}“ като „{}“", "„{}“ като сходното „{}“", "„{}“ в „{}“",
     "„{}“ чрез сродното „{}“"},
};

std::string_view pattern(const Sentence& sentence, Closeness closeness) {
  switch (closeness) {
    case Closeness::exact: return sentence.as_typed;
    case Closeness::lemma:
    case Closeness::folded: return sentence.as_other;
    case Closeness::similar: return sentence.as_similar;
    case Closeness::part: return sentence.as_part;
    case Closeness::family: return sentence.as_relative;
  }
  return {};
}

}  // namespace

std::string reason_sentence(const std::vector<Reason>& reasons, std::string_view lang) {
  if (reasons.empty()) return {};
  const auto found = std::ranges::find(sentences, lang, &Sentence::lang);
  const Sentence& sentence = found == std::end(sentences) ? sentences[0] : *found;
  std::vector<std::string> parts;
  for (const Reason& reason : reasons) {
    parts.push_back(fmt::format(fmt::runtime(pattern(sentence, reason.closeness)), reason.typed, reason.found));
  }
  return fmt::format("{}{}.", sentence.begin, fmt::join(parts, ", "));
}

}  // namespace pramen::query
