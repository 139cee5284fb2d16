#include "query/shared_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace pramen::query {
namespace {

constexpr std::size_t said_facets = 3, said_concepts = 3, said_words = 4;

// Labels and words stand in brackets as they are, never declined, so that one pattern
// serves all of them.
struct Sentence {
  std::string_view lang, begin, concepts, words, quoted;
};

constexpr Sentence sentences[] = {
    {"en", "They share: ", "concepts", "words", "“{}”"},
    {"sk", "Spoločné majú: ", "pojmy", "slová", "„{}“"},
    {"cs", "Společné mají: ", "pojmy", "slova", "„{}“"},
    {"de", "Gemeinsam haben sie: ", "Begriffe", "Wörter", "„{}“"},
    {"hu", "Közös bennük: ", "fogalmak", "szavak", "„{}”"},
    {"bg", "Общото между тях: ", "понятия", "думи", "„{}“"},
};

std::string labels(std::span<const SharedValue> values) {
  std::string list;
  for (const SharedValue& value : values) list += (list.empty() ? "" : ", ") + value.label;
  return list;
}

}  // namespace

std::string shared_sentence(const SimilarRecord& record, std::string_view lang) {
  const auto found = std::ranges::find(sentences, lang, &Sentence::lang);
  const Sentence& sentence = found == std::end(sentences) ? sentences[0] : *found;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < std::min(record.shared.size(), said_facets); ++i)
    parts.push_back(fmt::format("{} ({})", record.shared[i].label, labels(record.shared[i].values)));
  const std::span concepts = std::span(record.concepts).first(std::min(record.concepts.size(), said_concepts));
  if (!concepts.empty()) parts.push_back(fmt::format("{} ({})", sentence.concepts, labels(concepts)));
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(record.words.size(), said_words); ++i)
    words.push_back(fmt::format(fmt::runtime(sentence.quoted), record.words[i]));
  if (!words.empty()) parts.push_back(fmt::format("{} ({})", sentence.words, fmt::join(words, ", ")));
  return fmt::format("{}{}.", sentence.begin, fmt::join(parts, ", "));
}

}  // namespace pramen::query
