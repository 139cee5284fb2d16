// A text of a record as the checks look at it: its sentences and the hashes of its
// words. Made of one text alone, so that threads can do it side by side.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/places.h"
#include "corpus/problem.h"
#include "corpus/record.h"
#include "stemmers/language.h"

namespace pramen::report {

struct ReadSentence {
  std::string text;             // without markup
  std::uint32_t line = 0;       // of the file
  std::uint32_t paragraph = 0;  // each name and the summary are one
  bool prose = true;
  std::uint32_t first_word = 0, words = 0;
};

// Looks at the text and its places, which must outlive it.
struct TextReading {
  std::string_view lang;
  const corpus::Text* text = nullptr;
  const corpus::TextPlaces* places = nullptr;
  std::vector<ReadSentence> sentences;  // title and other names, no prose; the summary; the body
  std::vector<std::string> forms;       // every word of the sentences in lower case, marks kept
  std::vector<std::uint64_t> words;     // their hashes

  std::span<const std::string> forms_of(const ReadSentence& sentence) const {
    return std::span(forms).subspan(sentence.first_word, sentence.words);
  }
  std::span<const std::uint64_t> words_of(const ReadSentence& sentence) const {
    return std::span(words).subspan(sentence.first_word, sentence.words);
  }
  corpus::Position where(std::uint32_t line) const { return {.file = places->file, .line = line, .column = 1}; }
};

TextReading read_text(std::string_view lang, const corpus::Text& text, const corpus::TextPlaces& places,
                      const stemmers::Language& language);

}  // namespace pramen::report
