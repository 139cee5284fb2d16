#include "cli/report/shared_sentences.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace pramen::report {

void SharedSentencesReader::add(Number number, Catalogue& catalogue, const TextReading& reading) {
  const auto text = static_cast<std::uint64_t>(texts_.size());
  texts_.push_back({number, catalogue.file_number(reading.places->file)});
  const std::uint64_t seed = std::hash<std::string_view>()(reading.lang);
  for (const ReadSentence& sentence : reading.sentences) {
    if (!sentence.prose || sentence.words < fewest_words) continue;
    const auto words = reading.words_of(sentence);
    const std::uint64_t hash = hash_of(words, seed);
    const std::uint64_t here = text << 32 | sentence.line;
    const auto first = first_.add(hash, here);
    if (!first || texts_[*first >> 32].record == number) continue;
    Shared& shared = shared_[hash];
    if (shared.places.empty()) {
      shared = {.text = sentence.text, .lang = std::string(reading.lang), .places = {*first}};
    }
    if (texts_[shared.places.back() >> 32].record != number) shared.places.push_back(here);
  }
}

std::vector<SharedSentence> SharedSentencesReader::finish(const Catalogue& catalogue) const {
  std::vector<SharedSentence> result;
  for (const auto& [hash, shared] : shared_) {
    SharedSentence sentence{.text = shared.text, .lang = shared.lang};
    for (const std::uint64_t place : shared.places) {
      const TextAt& at = texts_[place >> 32];
      if (catalogue[at.record].withdrawn) continue;
      ++sentence.records;
      if (sentence.places.size() == SharedSentence::most_places) continue;
      SharedSentence::At found;
      found.record = catalogue[at.record].id;
      found.where.file = catalogue.file(at.file);
      found.where.line = static_cast<std::uint32_t>(place);
      sentence.places.push_back(std::move(found));
    }
    if (sentence.records > 1) result.push_back(std::move(sentence));
  }
  std::ranges::sort(result, [](const SharedSentence& a, const SharedSentence& b) {
    return a.records != b.records ? a.records > b.records : a.text < b.text;
  });
  return result;
}

}  // namespace pramen::report
