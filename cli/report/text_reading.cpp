#include "cli/report/text_reading.h"

#include <functional>
#include <utility>

#include "cli/report/sentences.h"

namespace pramen::report {
namespace {

class Reader {
 public:
  Reader(TextReading& reading, const stemmers::Language& language) : reading_(reading), language_(language) {}

  void add(std::vector<Sentence>&& sentences, std::uint32_t line, bool in_lines, std::uint32_t paragraph) {
    for (Sentence& sentence : sentences) {
      ReadSentence read{.text = std::move(sentence.text),
                        .line = line + (in_lines ? sentence.line : 0),
                        .paragraph = paragraph + sentence.paragraph,
                        .prose = sentence.prose,
                        .first_word = static_cast<std::uint32_t>(reading_.words.size())};
      add_words(read.text);
      read.words = static_cast<std::uint32_t>(reading_.words.size()) - read.first_word;
      reading_.sentences.push_back(std::move(read));
    }
  }

 private:
  void add_words(std::string_view text) {
    spans_.clear();
    language_.split(text, spans_);
    for (const stemmers::Span& span : spans_) {
      const std::string form = language_.exact_form(text.substr(span.begin, span.end - span.begin), span);
      if (!form.empty()) reading_.words.push_back(std::hash<std::string>()(form));
    }
  }

  TextReading& reading_;
  const stemmers::Language& language_;
  std::vector<stemmers::Span> spans_;
};

}  // namespace

TextReading read_text(std::string_view lang, const corpus::Text& text, const corpus::TextPlaces& places,
                      const stemmers::Language& language) {
  TextReading reading{.lang = lang, .text = &text, .places = &places};
  Reader reader(reading, language);
  reader.add(sentences_of(text.summary), places.summary.line, false, 0);
  reader.add(sentences_of(text.body), places.body.line, places.body_in_lines, 1);
  return reading;
}

}  // namespace pramen::report
