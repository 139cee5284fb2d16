#include "cli/report/text_reading.h"

#include <functional>
#include <utility>

#include "cli/report/sentences.h"

namespace pramen::report {
namespace {

class Reader {
 public:
  Reader(TextReading& reading, const stemmers::Language& language) : reading_(reading), language_(language) {}

  void add_name(std::string name, std::uint32_t line) {
    std::vector<Sentence> one;
    one.push_back({.text = std::move(name), .prose = false});
    add(std::move(one), line, false);
  }

  void add(std::vector<Sentence>&& sentences, std::uint32_t line, bool in_lines) {
    const std::uint32_t paragraph = reading_.sentences.empty() ? 0 : reading_.sentences.back().paragraph + 1;
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
      std::string form = language_.exact_form(text.substr(span.begin, span.end - span.begin), span);
      if (form.empty()) continue;
      reading_.words.push_back(std::hash<std::string>()(form));
      reading_.forms.push_back(std::move(form));
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
  reader.add_name(text.title, places.title.line);
  for (const std::string& name : text.alternative) reader.add_name(name, places.title.line);
  reader.add(sentences_of(text.summary), places.summary.line, false);
  reader.add(sentences_of(text.body), places.body.line, places.body_in_lines);
  return reading;
}

}  // namespace pramen::report
