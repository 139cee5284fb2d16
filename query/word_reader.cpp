#include "query/word_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/near_forms.h"
#include "query/request.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

bool is_wildcard(char c) { return c == '*' || c == '?'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters and digits of Latin and Cyrillic are one word wherever they stand.
bool stands_alone(std::string_view word) {
  return std::ranges::all_of(word, [](unsigned char c) {
    return is_digit(static_cast<char>(c)) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0x80 && c <= 0xC5) || c == 0xD0 || c == 0xD1;
  });
}

}  // namespace

std::vector<QueryWord> WordReader::read(const Piece& piece) {
  std::vector<QueryWord> words;
  if (full_) return words;
  read(piece.text, piece.text_begin, words);
  if (piece.text.find_first_of("*?") != std::string_view::npos) words = join_patterns(piece, std::move(words));
  if (piece.text.find('~') != std::string_view::npos) mark_fuzzy(piece, words);
  take(words);
  return words;
}

// `begin`: where the text stands in the query. Appends.
void WordReader::read(std::string_view text, std::size_t begin, std::vector<QueryWord>& words) const {
  std::vector<QueryWord> made;
  for (const stemmers::Language* language : grammar_.languages) {
    const std::vector<stemmers::Token> tokens = language->analyse(text, stemmers::Side::query);
    if (made.empty()) {
      for (const stemmers::Token& token : tokens) {
        made.push_back({.text = std::string(text.substr(token.begin, token.end - token.begin)),
                        .begin = begin + token.begin,
                        .end = begin + token.end,
                        .readings = {},
                        .pattern = {}});
      }
    }
    if (tokens.size() != made.size()) continue;
    for (std::size_t i = 0; i < tokens.size(); ++i) made[i].readings.push_back({language, tokens[i].word});
  }
  // What beside its neighbours reads as one word and alone as several is several.
  for (QueryWord& word : made) {
    const std::string_view alone = text.substr(word.begin - begin, word.end - word.begin);
    if (alone.size() < text.size() && !stands_alone(alone) && !one_word(alone))
      read(alone, word.begin, words);
    else
      words.push_back(std::move(word));
  }
}

bool WordReader::one_word(std::string_view text) const {
  const std::vector<stemmers::Token> tokens = grammar_.languages.front()->analyse(text, stemmers::Side::query);
  return tokens.size() == 1 && tokens[0].begin == 0 && tokens[0].end == text.size();
}

// Where the pattern ends that begins with word `last`; then `last` is its last word.
std::size_t WordReader::pattern_end(std::string_view text, const std::vector<Place>& words, std::size_t& last) {
  std::size_t end = words[last].end;
  for (bool grown = true; grown;) {
    grown = false;
    while (end < text.size() && is_wildcard(text[end])) ++end, grown = true;
    if (grown && last + 1 < words.size() && words[last + 1].begin == end) end = words[++last].end;
  }
  return end;
}

// inov* and soci?ln* are words with letters left open: the pieces between the stars are
// put together again.
std::vector<QueryWord> WordReader::join_patterns(const Piece& piece, std::vector<QueryWord> words) {
  const std::size_t text_end = piece.text_begin + piece.text.size();
  const auto report_lone = [&](std::size_t from, std::size_t to) {  // stars without a word before them
    for (std::size_t at = from; at < to; ++at) {
      if (query_[at] != '*') continue;
      std::size_t end = at;
      while (end < to && is_wildcard(query_[end])) ++end;
      problems_.add(Oddity::wildcard_short, at, end, {.limit = min_pattern_characters, .choice = {}});
      at = end;
    }
  };
  std::vector<Place> places;
  for (const QueryWord& word : words) places.push_back({word.begin, word.end});
  std::vector<QueryWord> made;
  std::size_t done = piece.text_begin;
  for (std::size_t i = 0; i < words.size();) {
    QueryWord& word = words[i];
    report_lone(done, word.begin);
    std::size_t last = i;
    const std::size_t end = pattern_end(query_.substr(0, text_end), places, last);
    // A question mark after a word ends a question.
    const std::string_view whole = query_.substr(word.begin, end - word.begin);
    const bool question = whole.find('*') == std::string_view::npos && last == i;
    done = std::max(done, end);
    if (end == word.end || question || !take_pattern(word, {word.begin, end})) last = i;
    made.push_back(std::move(word));
    i = last + 1;
  }
  report_lone(done, text_end);
  return made;
}

// An address before a star may end elsewhere when it stands alone.
bool WordReader::one_pattern(std::string_view text) const {
  std::vector<Place> places;
  for (const stemmers::Token& token : grammar_.languages.front()->analyse(text, stemmers::Side::query))
    places.push_back({token.begin, token.end});
  std::size_t last = 0;
  return !places.empty() && places[0].begin == 0 && pattern_end(text, places, last) == text.size();
}

bool WordReader::take_pattern(QueryWord& word, Place whole) {
  const std::string_view typed = query_.substr(whole.begin, whole.end - whole.begin);
  if (characters(typed.substr(0, typed.find_first_of("*?"))) < min_pattern_characters || !one_pattern(typed)) {
    problems_.add(Oddity::wildcard_short, whole.begin, whole.end, {.limit = min_pattern_characters, .choice = {}});
    return false;
  }
  if (patterns_ == max_patterns) {
    problems_.add(Oddity::wildcard_many, whole.begin, whole.end, {.limit = max_patterns, .choice = {}});
    return false;
  }
  ++patterns_;
  word.text = typed;
  word.end = whole.end;
  word.pattern = stemmers::fold_case(typed);
  return true;
}

// word~ and word~1; the number is no word.
void WordReader::mark_fuzzy(const Piece& piece, std::vector<QueryWord>& words) {
  const std::size_t text_end = piece.text_begin + piece.text.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    QueryWord& word = words[i];
    if (word.end >= text_end || query_[word.end] != '~') continue;
    std::size_t end = word.end + 1;
    while (end < text_end && is_digit(query_[end])) ++end;
    if (i + 1 < words.size() && words[i + 1].begin == word.end + 1 && words[i + 1].end == end)
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    else
      end = word.end + 1;
    const unsigned usual =
        word.pattern.empty() && !word.readings.empty() ? usual_edits(word.readings[0].word->exact) : 0;
    if (usual == 0) {
      problems_.add(Oddity::fuzzy_word, word.begin, end,
                    {.typed = word.text, .limit = min_fuzzy_letters, .choice = {}});
      continue;
    }
    const std::string_view number = query_.substr(word.end + 1, end - word.end - 1);
    word.edits = number.empty() ? usual : number == "1" ? 1 : number == "0" ? 0 : max_edits;
    if (number.empty() || number == "1" || number == "2") continue;
    const std::string meant = word.edits == 0 ? word.text : fmt::format("{}~{}", word.text, word.edits);
    problems_.add(Oddity::fuzzy_distance, word.begin, end, {.limit = max_edits, .meant = meant, .choice = {}});
  }
}

// Counts words and cuts off those that are too many.
void WordReader::take(std::vector<QueryWord>& words) {
  const std::size_t room = max_query_words - words_;
  if (words.size() > room) {
    problems_.add(Oddity::words_many, words[room].begin, query_.size(), {.limit = max_query_words, .choice = {}});
    full_ = true;
    words.resize(room);
  }
  words_ += words.size();
}

}  // namespace pramen::query
