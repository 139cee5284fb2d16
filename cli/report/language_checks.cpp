#include "cli/report/language_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "cli/report/catalogue.h"
#include "cli/report/characters.h"
#include "cli/report/first_seen.h"
#include "stemmers/detector.h"

namespace pramen::report {
namespace {

using corpus::say;
using corpus::Sentence;

// Fewer words are often a name.
constexpr std::size_t fewest_words = 8, fewest_untranslated = 4, fewest_unmarked = 6;
// In these languages hardly a sentence has no mark.
constexpr std::array<std::string_view, 3> marked_languages = {"sk", "cs", "hu"};

std::string excerpt(std::string_view text) {
  constexpr std::size_t most = 80;
  const std::string_view cut = first_characters(text, most);
  return fmt::format("“{}{}”", cut, cut.size() < text.size() ? "…" : "");
}

// Prose of one paragraph; quotations are in the language of whom they quote.
struct Paragraph {
  std::string text;
  std::uint32_t line = 0;
  std::size_t words = 0;
  std::vector<std::string> forms;  // of the words
};

// Sentences that `left_out` has are passed over.
std::vector<Paragraph> paragraphs_of(const TextReading& reading, const std::vector<bool>& left_out) {
  std::vector<Paragraph> paragraphs;
  std::optional<std::uint32_t> last;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const ReadSentence& sentence = reading.sentences[i];
    if (!sentence.prose || left_out[i]) continue;
    if (last != sentence.paragraph) paragraphs.push_back({.text = {}, .line = sentence.line});
    last = sentence.paragraph;
    Paragraph& paragraph = paragraphs.back();
    paragraph.text += (paragraph.text.empty() ? "" : " ") + sentence.text;
    paragraph.words += sentence.words;
    const auto forms = reading.forms_of(sentence);
    paragraph.forms.insert(paragraph.forms.end(), forms.begin(), forms.end());
  }
  return paragraphs;
}

bool may_be(const stemmers::Guess& guess, std::string_view lang) {
  return guess.code.empty() || std::ranges::find(guess.fits, lang) != guess.fits.end();
}

// Two or three runs of words of about the same length.
std::vector<std::string_view> parts_of(std::string_view text) {
  constexpr std::size_t least_words = 4, most_parts = 3;
  const auto spaces = static_cast<std::size_t>(std::ranges::count(text, ' '));
  const std::size_t parts = std::clamp<std::size_t>((spaces + 1) / least_words, 1, most_parts);
  std::vector<std::string_view> runs;
  for (std::size_t i = 1, begin = 0; i <= parts; ++i) {
    const std::size_t end = i == parts ? text.size() : text.find(' ', std::max(begin, text.size() * i / parts));
    runs.push_back(text.substr(begin, end - begin));
    begin = std::min(end, text.size());
  }
  return runs;
}

class Check {
 public:
  Check(const corpus::Schema& schema, const stemmers::Languages& languages, std::span<const TextReading> texts,
        std::vector<corpus::Problem>& problems)
      : schema_(schema), languages_(languages), texts_(texts), problems_(problems) {}

  void run() {
    note_sentences();
    for (const TextReading& reading : texts_) {
      const std::vector<bool> left = untranslated(reading);
      const std::vector<Paragraph> paragraphs = paragraphs_of(reading, left);
      find_wrong_language(reading, paragraphs);
      if (std::ranges::find(marked_languages, reading.lang) != marked_languages.end())
        find_missing_marks(reading, paragraphs);
    }
  }

 private:
  void note_sentences();
  std::vector<bool> untranslated(const TextReading& reading);
  const TextReading* twin_of(const TextReading& reading, const ReadSentence& sentence) const;
  void find_wrong_language(const TextReading& reading, const std::vector<Paragraph>& paragraphs);
  bool is_foreign_throughout(std::string_view text, std::string_view lang) const;
  void find_missing_marks(const TextReading& reading, const std::vector<Paragraph>& paragraphs);
  bool has_lost_marks(const TextReading& reading, const Paragraph& paragraph) const;

  void report(const TextReading& reading, std::uint32_t line, std::string rule, Sentence what, Sentence hint) {
    problems_.push_back({.severity = corpus::Severity::warning,
                         .where = reading.where(line),
                         .rule = std::move(rule),
                         .what = std::move(what),
                         .hint = std::move(hint)});
  }

  const corpus::Schema& schema_;
  const stemmers::Languages& languages_;
  std::span<const TextReading> texts_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders_;  // texts that have a sentence, by its hash
  std::vector<corpus::Problem>& problems_;
};

// The same sentence in another language's text: one of the two was not translated, unless
// it may be of this language too (names, and much of Slovak and Czech).
std::vector<bool> Check::untranslated(const TextReading& reading) {
  std::vector<bool> left(reading.sentences.size());
  std::size_t count = 0, first = 0;
  const TextReading* twin = nullptr;
  for (std::size_t i = 0; texts_.size() > 1 && i < reading.sentences.size(); ++i) {
    const ReadSentence& sentence = reading.sentences[i];
    if (!sentence.prose || sentence.words < fewest_untranslated) continue;
    const TextReading* same = twin_of(reading, sentence);
    if (same == nullptr) continue;
    const stemmers::Guess guess = stemmers::detect(languages_, sentence.text);
    if (may_be(guess, reading.lang) || !may_be(guess, same->lang)) continue;
    left[i] = true;
    if (count++ > 0) continue;
    first = i;
    twin = same;
  }
  if (count == 0) return left;
  const ReadSentence& sentence = reading.sentences[first];
  report(reading, sentence.line, "untranslated",
         say("{} stands in the {} text too{}", excerpt(sentence.text), language_name(schema_, twin->lang),
             count == 1 ? Sentence() : say(", as do {} more sentences", count - 1)),
         say("translate it into {}", language_name(schema_, reading.lang)));
  return left;
}

void Check::note_sentences() {
  if (texts_.size() < 2) return;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    for (const ReadSentence& sentence : texts_[i].sentences) {
      if (!sentence.prose || sentence.words < fewest_untranslated) continue;
      std::vector<std::size_t>& holders = holders_[hash_of(texts_[i].words_of(sentence))];
      if (holders.empty() || holders.back() != i) holders.push_back(i);
    }
  }
}

// Another text that has the sentence; null: none.
const TextReading* Check::twin_of(const TextReading& reading, const ReadSentence& sentence) const {
  for (const std::size_t i : holders_.at(hash_of(reading.words_of(sentence)))) {
    if (&texts_[i] != &reading) return &texts_[i];
  }
  return nullptr;
}

// A long name of another language fills one part of a sentence, not all.
bool Check::is_foreign_throughout(std::string_view text, std::string_view lang) const {
  return std::ranges::none_of(parts_of(text),
                              [&](std::string_view part) { return may_be(stemmers::detect(languages_, part), lang); });
}

void Check::find_wrong_language(const TextReading& reading, const std::vector<Paragraph>& paragraphs) {
  std::size_t wrong = 0, judged = 0;
  const Paragraph* first = nullptr;
  std::string seems;
  for (const Paragraph& paragraph : paragraphs) {
    if (paragraph.words < fewest_words) continue;
    ++judged;
    const stemmers::Guess guess = stemmers::detect(languages_, paragraph.text);
    if (!guess.sure || may_be(guess, reading.lang) || !is_foreign_throughout(paragraph.text, reading.lang)) continue;
    if (wrong++ > 0) continue;
    first = &paragraph;
    seems = guess.code;
  }
  if (first == nullptr) return;
  const Sentence share = judged == 1 ? Sentence() : say(" ({} of {} paragraphs)", wrong, judged);
  report(reading, first->line, "wrong-language",
         say("{} seems to be {}, not {}{}", excerpt(first->text), language_name(schema_, seems),
             language_name(schema_, reading.lang), share),
         say("translate it, put it between {} and {}, or mend the language in the file name",
             fmt::format("<span lang=\"{}\">", seems), "</span>"));
}

void Check::find_missing_marks(const TextReading& reading, const std::vector<Paragraph>& paragraphs) {
  std::size_t unmarked = 0;
  const Paragraph* first = nullptr;
  for (const Paragraph& paragraph : paragraphs) {
    if (!has_lost_marks(reading, paragraph)) continue;
    if (unmarked++ == 0) first = &paragraph;
  }
  if (first == nullptr) return;
  report(reading, first->line, "missing-marks",
         say("{} is written without marks{}", excerpt(first->text),
             unmarked == 1 ? Sentence() : say(", as are {} more paragraphs", unmarked - 1)),
         say("add the marks (á, č, ő, …)"));
}

// No letter has a mark, and several words are known with marks only.
bool Check::has_lost_marks(const TextReading& reading, const Paragraph& paragraph) const {
  const auto begins_latin_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xC3 && byte <= 0xC9;
  };
  if (paragraph.words < fewest_unmarked || std::ranges::any_of(paragraph.text, begins_latin_letter)) return false;
  const stemmers::Language& language = *languages_.find(reading.lang);
  const auto bare = static_cast<std::size_t>(std::ranges::count_if(paragraph.forms, [&](const std::string& form) {
    return !language.knows(form) && language.knows_unmarked(form);
  }));
  return bare >= 2 && bare * 5 >= paragraph.words && may_be(stemmers::detect(languages_, paragraph.text), reading.lang);
}

}  // namespace

void check_languages(const corpus::Schema& schema, const stemmers::Languages& languages,
                     std::span<const TextReading> texts, std::vector<corpus::Problem>& problems) {
  Check(schema, languages, texts, problems).run();
}

}  // namespace pramen::report
