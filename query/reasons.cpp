#include "query/reasons.h"

#include <fmt/format.h>

#include <algorithm>

namespace pramen::query {
namespace {

// The forms of words are quoted, never declined, so that one pattern serves
// every word.
struct Sentence {
  std::string_view lang, begin, as_typed, as_other, as_similar, as_part, as_relative, as_concept, by_facts, pinned;
};

constexpr Sentence sentences[] = {
    {"en", "Contains ", "“{}” as typed", "“{}” as “{}”", "“{}” as the similar “{}”", "“{}” within “{}”",
     "“{}” through the related “{}”", "“{1}” through the concept “{0}”", "the concept “{0}” by its facts",
     "Recommended by the editors."},
    {"sk", "Obsahuje ", "„{}“ v zadanom tvare", "„{}“ ako „{}“", "„{}“ ako podobné „{}“", "„{}“ v slove „{}“",
     "„{}“ cez príbuzné „{}“", "„{1}“ cez pojem „{0}“", "pojem „{0}“ podľa údajov záznamu", "Odporúča redakcia."},
    {"cs", "Obsahuje ", "„{}“ v zadaném tvaru", "„{}“ jako „{}“", "„{}“ jako podobné „{}“", "„{}“ ve slově „{}“",
     "„{}“ přes příbuzné „{}“", "„{1}“ přes pojem „{0}“", "pojem „{0}“ podle údajů záznamu", "Doporučuje redakce."},
    {"de", "Enthält ", "„{}“ wie eingegeben", "„{}“ als „{}“", "„{}“ als das ähnliche „{}“", "„{}“ in „{}“",
     "„{}“ über das verwandte „{}“", "„{1}“ über den Begriff „{0}“", "den Begriff „{0}“ laut den Angaben",
     "Von der Redaktion empfohlen."},
    {"hu", "Megtalálható benne: ", "„{}” a beírt alakban", "„{}” mint „{}”", "„{}” mint a hasonló „{}”",
     "„{}” ebben: „{}”", "„{}” a rokon „{}” révén", "„{1}” a következő fogalom révén: „{0}”",
     "a következő fogalom az adatok alapján: „{0}”", "A szerkesztőség ajánlja."},
    {"bg", "Съдържа ", "„{}“ във въведената форма", "„{}“ като „{}“", "„{}“ като сходното „{}“", "„{}“ в „{}“",
     "„{}“ чрез сродното „{}“", "„{1}“ чрез понятието „{0}“", "понятието „{0}“ според данните на записа",
     "Препоръчано от редакцията."},
};

std::string_view pattern(const Sentence& sentence, Closeness closeness, bool in_text) {
  switch (closeness) {
    case Closeness::exact: return sentence.as_typed;
    case Closeness::lemma:
    case Closeness::folded: return sentence.as_other;
    case Closeness::similar: return sentence.as_similar;
    case Closeness::part: return sentence.as_part;
    case Closeness::family: return sentence.as_relative;
    case Closeness::concepts: return in_text ? sentence.as_concept : sentence.by_facts;
  }
  return {};
}

const Sentence& sentence_in(std::string_view lang) {
  const auto found = std::ranges::find(sentences, lang, &Sentence::lang);
  return found == std::end(sentences) ? sentences[0] : *found;
}

}  // namespace

std::string reason_sentence(const std::vector<Reason>& reasons, std::string_view lang) {
  if (reasons.empty()) return {};
  const Sentence& sentence = sentence_in(lang);
  std::vector<std::string> parts;
  for (const Reason& reason : reasons) {
    std::string part = fmt::format(fmt::runtime(pattern(sentence, reason.closeness, !reason.found.empty())),
                                   reason.typed, reason.found);
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
  }
  return fmt::format("{}{}.", sentence.begin, fmt::join(parts, ", "));
}

std::string pinned_sentence(std::string_view lang) { return std::string(sentence_in(lang).pinned); }

}  // namespace pramen::query
