#include "stemmers/detector.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "stemmers/folding.h"
#include "stemmers/letters.h"

namespace pramen::stemmers {
namespace {

constexpr std::size_t most_bytes = 2048;  // of a text are looked at
constexpr std::size_t words_asked = 12;   // of the lexica

// Costs are bits: a difference of one makes a language half as likely.
constexpr double unknown_letter = 20;     // no word of the language has it
constexpr double unknown_word = 6;        // no lexicon of the language has it
constexpr double unknown_unmarked = 2.5;  // likewise, in a text that may have lost its marks
constexpr double lost_marks = 1;          // for a text to be typed without them
// One word sets two languages no further apart, so that names do not decide. Names
// in Latin letters are at home in every text, other scripts only in their own.
constexpr double most_apart = 40, latin_apart = 12, script_apart = 60;
constexpr double worth_asking = 25;  // lexica of languages that are dearer are not asked
constexpr double near = 8;
constexpr double sure_apart = 9, sure_unmarked_apart = 16;
constexpr double sure_known = 0.65;  // share of known words: less of them is another language's text

struct TextWord {
  std::string text;  // case-folded
  Letters letters;   // with word_start at both ends
  bool latin = false;
};

struct Text {
  std::vector<TextWord> words;
  std::size_t strange = 0;  // words in letters that no table knows
  bool marked = false;

  std::size_t asked() const { return std::min(words.size(), words_asked); }
};

std::string_view beginning(std::string_view text) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// Ends a word and begins the next one.
void close(TextWord& word, Text& text) {
  if (!word.letters.empty() && word.letters.size() <= max_letters) {
    const Letters unmarked = without_marks(word.letters);
    text.marked = text.marked || unmarked != word.letters;
    const auto first = static_cast<std::uint8_t>(unmarked.front());
    word.latin = first >= letter_code(U'a') && first <= letter_code(U'z');
    static const std::string edge(1, static_cast<char>(word_start));
    word.letters = edge + word.letters + edge;
    text.words.push_back(std::move(word));
  }
  word = {};
}

// Numbers and signs only part the words.
Text read(std::string_view raw) {
  const std::string folded = fold_case(beginning(raw));
  Text text;
  TextWord word;
  bool strange = false;  // the last letter was
  const auto size = static_cast<int32_t>(folded.size());
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 c;
    U8_NEXT_OR_FFFD(folded.data(), at, size, c);
    const std::uint8_t code = u_isalpha(c) ? letter_code(static_cast<char32_t>(c)) : std::uint8_t{0};
    const bool was_strange = std::exchange(strange, code == 0 && u_isalpha(c));
    if (strange && !was_strange) ++text.strange;
    if (code == 0) {
      close(word, text);
      continue;
    }
    word.letters += static_cast<char>(code);
    word.text.append(folded, static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
  }
  close(word, text);
  return text;
}

struct Cost {
  double as_written = 0, without_marks = 0;
};

struct Candidate {
  const Language* language = nullptr;
  Ngrams ngrams;
  Cost letters;
  double total = 0;
  double known = 0;  // share of the words that were asked
};

// The cost of one letter: that of the longest n-gram that ends with it.
class LetterCost {
 public:
  // `hashes` of the n-grams by length. As their endings are there too, the search
  // may begin with a middle length.
  LetterCost(const Ngrams& ngrams, std::span<const Ngrams::Hash> hashes) : ngrams_(ngrams), hashes_(hashes) {
    size_ = std::min(Ngrams::longest - 1, hashes.size());
    entry_ = ngrams.find(hashes[size_ - 1]);
    if (entry_ == 0) {
      shorten();
    } else if (size_ < hashes.size()) {
      if (const std::uint32_t longer = ngrams.find(hashes[size_])) {
        entry_ = longer;
        ++size_;
      }
    }
  }
  double bits(bool without_marks) const {
    LetterCost at = *this;
    while (at.entry_ != 0 && Ngrams::cost(at.entry_, without_marks) == 0) at.shorten();
    return at.entry_ == 0 ? unknown_letter : Ngrams::cost(at.entry_, without_marks) / Ngrams::steps_per_bit;
  }

 private:
  void shorten() {
    entry_ = 0;
    while (entry_ == 0 && --size_ > 0) entry_ = ngrams_.find(hashes_[size_ - 1]);
  }

  const Ngrams& ngrams_;
  std::span<const Ngrams::Hash> hashes_;
  std::size_t size_ = 0;
  std::uint32_t entry_ = 0;
};

// What a word costs in every language. Without marks only where the text has none.
void word_costs(const TextWord& word, bool marked, const std::vector<Candidate>& candidates, std::vector<Cost>& costs) {
  costs.assign(candidates.size(), {});
  std::array<Ngrams::Hash, Ngrams::longest> hashes;
  for (std::size_t at = 1; at < word.letters.size(); ++at) {
    const std::size_t most = std::min(at + 1, Ngrams::longest);
    Ngrams::Hash hash = Ngrams::no_letters;
    for (std::size_t i = 0; i < most; ++i) hashes[i] = hash = Ngrams::before(hash, word.letters[at - i]);
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      const LetterCost letter(candidates[c].ngrams, std::span(hashes).first(most));
      costs[c].as_written += letter.bits(false);
      if (!marked) costs[c].without_marks += letter.bits(true);
    }
  }
}

void add_word(const TextWord& word, const std::vector<Cost>& costs, std::vector<Candidate>& candidates) {
  const double as_written = std::ranges::min(costs, {}, &Cost::as_written).as_written;
  const double without_marks = std::ranges::min(costs, {}, &Cost::without_marks).without_marks;
  const double other_script = unknown_letter * static_cast<double>(word.letters.size() - 2);
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    double apart = most_apart;
    if (costs[c].as_written >= other_script) apart = word.latin ? latin_apart : script_apart;
    candidates[c].letters.as_written += std::min(costs[c].as_written, as_written + apart);
    candidates[c].letters.without_marks += std::min(costs[c].without_marks, without_marks + apart);
  }
}

// -log2(2^-a + 2^-b)
double either(double a, double b) { return std::min(a, b) - std::log2(1 + std::exp2(-std::abs(a - b))); }

void weigh_letters(const Text& text, std::vector<Candidate>& candidates) {
  std::vector<Cost> costs;
  for (const TextWord& word : text.words) {
    word_costs(word, text.marked, candidates, costs);
    add_word(word, costs, candidates);
  }
  for (Candidate& candidate : candidates) {
    const Cost& letters = candidate.letters;
    candidate.total = text.marked ? letters.as_written : either(letters.as_written, letters.without_marks + lost_marks);
  }
}

std::size_t known_words(const Text& text, const Language& language) {
  const auto words = std::span(text.words).first(text.asked());
  return static_cast<std::size_t>(std::ranges::count_if(words, [&](const TextWord& word) {
    return text.marked ? language.knows(word.text) : language.knows_unmarked(word.text);
  }));
}

// Languages that are too dear already count as knowing none of the words.
void weigh_words(const Text& text, std::vector<Candidate>& candidates) {
  const double limit = std::ranges::min(candidates, {}, &Candidate::total).total + worth_asking;
  for (Candidate& candidate : candidates) {
    const std::size_t known = candidate.total <= limit ? known_words(text, *candidate.language) : 0;
    candidate.total += static_cast<double>(text.asked() - known) * (text.marked ? unknown_word : unknown_unmarked);
    candidate.known = static_cast<double>(known) / static_cast<double>(text.asked());
  }
}

bool sure(const Text& text, const std::vector<Candidate>& ranked) {
  const auto words = static_cast<double>(text.words.size());
  const double readable = words / (words + static_cast<double>(text.strange));
  const double apart = ranked.size() == 1 ? std::numeric_limits<double>::infinity() : ranked[1].total - ranked[0].total;
  return text.words.size() > 1 && apart >= (text.marked ? sure_apart : sure_unmarked_apart) &&
         ranked[0].known * readable >= sure_known;
}

}  // namespace

Guess detect(const Languages& languages, std::string_view raw) {
  std::vector<Candidate> candidates;
  for (const auto& language : languages.all()) {
    const Ngrams ngrams(language->ngrams());
    if (!ngrams.empty()) candidates.push_back({language.get(), ngrams, {}});
  }
  const Text text = read(raw);
  if (text.words.empty() || candidates.empty()) return {};
  weigh_letters(text, candidates);
  weigh_words(text, candidates);
  std::ranges::stable_sort(candidates, {}, &Candidate::total);
  Guess guess{.code = candidates.front().language->code(), .sure = sure(text, candidates), .fits = {}};
  for (const Candidate& candidate : candidates) {
    if (candidate.total <= candidates.front().total + near) guess.fits.push_back(candidate.language->code());
  }
  return guess;
}

}  // namespace pramen::stemmers
