#include "query/question.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "stemmers/folding.h"

namespace pramen::query {
namespace {

// What stands before X and after it, folded. Nouns are no questions: a record may well hold "definícia" or
// "jelentése", which is a report, too.
struct Pattern {
  std::string_view before, after;
  bool stop_words = false;  // there are no others in it
};

constexpr auto patterns = std::to_array<Pattern>({
    // Slovak and Czech share most of theirs, once the marks are gone.
    {"co je", "", true},
    {"co je to", "", true},
    {"co to je", "", true},
    {"co su", "", true},
    {"co su to", "", true},
    {"co to su", "", true},
    {"co jsou", "", true},
    {"co jsou to", "", true},
    {"co to jsou", "", true},
    {"co znamena", ""},
    {"co to znamena", ""},
    {"co znamenaju", ""},
    {"co znamenaji", ""},
    {"co znamena slovo", ""},
    {"co znamena pojem", ""},
    {"co znamena termin", ""},
    {"co sa rozumie pod", ""},
    {"co sa rozumie pod pojmom", ""},
    {"co se rozumi pod", ""},
    {"co se rozumi pod pojmem", ""},
    {"was ist", "", true},
    {"was sind", "", true},
    {"was bedeutet", ""},
    {"was bedeuten", ""},
    {"was bedeutet der begriff", ""},
    {"was heisst", ""},
    {"was meint", ""},
    {"was versteht man unter", ""},
    {"was versteht man unter dem begriff", ""},
    {"mi a", "", true},
    {"mi az", "", true},
    {"mi az a", "", true},
    {"mi az az", "", true},
    {"mik a", ""},
    {"mik az", ""},
    {"mik azok", ""},
    {"mit jelent", ""},
    {"mit jelentenek", ""},
    {"mit jelent az hogy", ""},
    {"", "mit jelent"},
    {"mit ertunk", "alatt"},
    {"какво е", "", true},
    {"какво са", "", true},
    {"какво означава", ""},
    {"какво означават", ""},
    {"какво значи", ""},
    {"какво представлява", ""},
    {"какво представляват", ""},
    {"какво се разбира под", ""},
    {"що е", ""},
    {"що е то", ""},
    {"what is", "", true},
    {"what's", ""},
    {"whats", ""},
    {"what are", "", true},
    {"what is meant by", ""},
    {"what is the meaning of", ""},
    {"what is the definition of", ""},
    {"what does", "mean"},
    {"what do", "mean"},
    {"define", ""},
});

constexpr auto articles = std::to_array<std::string_view>(
    {"a", "an", "the", "az", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer"});

struct Word {
  std::size_t begin = 0, end = 0;  // bytes of the query
  std::string folded;              // without marks that end a sentence
};

std::vector<Word> words_of(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n", ends = "?!.,";
  std::vector<Word> words;
  for (std::size_t at = 0; (at = text.find_first_not_of(blanks, at)) != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
    std::string_view bare = text.substr(at, end - at);
    bare = bare.substr(0, bare.find_last_not_of(ends) + 1);
    if (!bare.empty()) words.push_back({at, at + bare.size(), stemmers::fold_marks(bare)});
    at = end;
  }
  return words;
}

// Whether the first words are those of the phrase, and how many these are.
bool begins_with(std::span<const Word> words, std::string_view phrase, std::size_t& taken) {
  taken = 0;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    if (taken == words.size() || words[taken].folded != phrase.substr(0, end)) return false;
    ++taken;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return true;
}

// The words that X is made of under the pattern; none if it does not fit.
std::span<const Word> about(std::span<const Word> words, const Pattern& pattern) {
  std::size_t before = 0, after = 0;
  if (!begins_with(words, pattern.before, before)) return {};
  words = words.subspan(before);
  const auto blanks = static_cast<std::size_t>(std::ranges::count(pattern.after, ' '));
  const std::size_t wanted = pattern.after.empty() ? 0 : blanks + 1;
  if (wanted > words.size() || !begins_with(words.last(wanted), pattern.after, after)) return {};
  return words.first(words.size() - wanted);
}

std::string blanks_for(std::string_view text) {
  const auto is_first_byte = [](unsigned char c) { return (c & 0xC0) != 0x80; };
  return std::string(static_cast<std::size_t>(std::ranges::count_if(text, is_first_byte)), ' ');
}

}  // namespace

std::optional<Question> read_question(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  std::span<const Word> shortest;
  bool stop_words = false;
  for (const Pattern& pattern : patterns) {
    const auto one = about(words, pattern);
    if (one.empty() || (!shortest.empty() && one.size() >= shortest.size())) continue;
    shortest = one;
    stop_words = pattern.stop_words;
  }
  while (!shortest.empty() && std::ranges::find(articles, shortest.front().folded) != articles.end())
    shortest = shortest.subspan(1);
  if (shortest.empty()) return std::nullopt;
  const std::size_t begin = shortest.front().begin, end = shortest.back().end;
  std::string about(text.substr(begin, end - begin));
  if (stop_words) return Question{std::move(about), std::string(text)};
  std::string searched = blanks_for(text.substr(0, begin)) + about + blanks_for(text.substr(end));
  return Question{std::move(about), std::move(searched)};
}

}  // namespace pramen::query
