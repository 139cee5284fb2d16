#include "query/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace pramen::query {
namespace {

struct QuotePair {
  std::string_view open;
  std::array<std::string_view, 3> close;
};

// German and Slovak „…“, Hungarian „…”, English “…”, book quotes both ways.
constexpr std::array<QuotePair, 5> quote_pairs = {{
    {"\"", {"\"", "“", "”"}},
    {"„", {"“", "”", "\""}},
    {"“", {"”", "\"", "“"}},
    {"»", {"«", "\"", "«"}},
    {"«", {"»", "\"", "»"}},
}};

const QuotePair* opening_quote(std::string_view rest) {
  const auto found =
      std::ranges::find_if(quote_pairs, [&](const QuotePair& pair) { return rest.starts_with(pair.open); });
  return found == quote_pairs.end() ? nullptr : &*found;
}

struct Closing {
  std::size_t at, bytes;
};

std::optional<Closing> closing_quote(std::string_view rest, const QuotePair& pair) {
  std::optional<Closing> first;
  for (const std::string_view mark : pair.close) {
    const std::size_t at = rest.find(mark);
    if (at != std::string_view::npos && (!first || at < first->at)) first = Closing{at, mark.size()};
  }
  return first;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The words of a stretch of text, each with its reading in every language. The
// languages break words alike but for rare cases; there the first one decides.
std::vector<QueryWord> read_words(std::string_view text, const std::vector<const stemmers::Language*>& languages) {
  std::vector<QueryWord> words;
  for (const stemmers::Language* language : languages) {
    const std::vector<stemmers::Token> tokens = language->analyse(text, stemmers::Side::query);
    if (words.empty()) {
      for (const stemmers::Token& token : tokens) {
        QueryWord word{.text = std::string(text.substr(token.begin, token.end - token.begin)), .readings = {}};
        word.prefix = text.substr(token.end).starts_with('*') && characters(word.text) >= min_prefix_characters;
        words.push_back(std::move(word));
      }
    }
    if (tokens.size() != words.size()) continue;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      words[i].readings.push_back({language, tokens[i].word});
    }
  }
  return words;
}

class Parser {
 public:
  Parser(std::string_view text, const std::vector<const stemmers::Language*>& languages)
      : text_(text), languages_(languages) {}

  ParsedWords parse() {
    while (skip_spaces(), at_ < text_.size() && !full_) parse_item();
    return std::move(parsed_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  void parse_item() {
    const bool excluded = begins_exclusion(at_);
    if (excluded) ++at_;
    if (const QuotePair* pair = opening_quote(rest())) {
      const std::size_t opened_at = at_;
      at_ += pair->open.size();
      if (const auto closing = closing_quote(rest(), *pair)) {
        add_phrase(rest().substr(0, closing->at), excluded);
        at_ += closing->at + closing->bytes;
      } else {
        problem(opened_at, "this quotation mark is never closed; its words were searched one by one");
        skip_spaces();
        if (at_ < text_.size()) parse_word(excluded);
      }
      return;
    }
    parse_word(excluded);
  }

  // Plain words are read together up to the next quotation mark or exclusion,
  // because 20 000 is one word; an exclusion ends with the word.
  void parse_word(bool excluded) {
    std::size_t end = at_;
    for (; end < text_.size(); ++end) {
      if (end > at_ && opening_quote(text_.substr(end)) != nullptr) break;
      if (is_space(text_[end]) && (excluded || begins_exclusion(end + 1))) break;
    }
    add_words(text_.substr(at_, end - at_), excluded);
    at_ = end;
  }

  bool begins_exclusion(std::size_t at) const {
    return at + 1 < text_.size() && text_[at] == '-' && !is_space(text_[at + 1]);
  }

  void add_phrase(std::string_view text, bool excluded) {
    std::vector<QueryWord> words = read_words(text, languages_);
    if (words.empty()) return problem(at_, "there is no word between these quotation marks");
    take(words);
    const bool phrase = words.size() > 1;
    if (!words.empty()) parsed_.items.push_back({std::move(words), phrase, excluded});
  }

  // "sociálno-ekonomický" is one stretch of two words; both are wanted, or the
  // pair of them is excluded.
  void add_words(std::string_view text, bool excluded) {
    std::vector<QueryWord> words = read_words(text, languages_);
    take(words);
    if (excluded) {
      const bool phrase = words.size() > 1;
      if (!words.empty()) parsed_.items.push_back({std::move(words), phrase, true});
      return;
    }
    for (QueryWord& word : words) parsed_.items.push_back({{std::move(word)}, false, false});
  }

  // Counts words and cuts off those that are too many.
  void take(std::vector<QueryWord>& words) {
    const std::size_t room = max_query_words - count_;
    if (words.size() > room) {
      full_ = true;
      problem(at_, fmt::format("only the first {} words were searched", max_query_words));
      words.resize(room);
    }
    count_ += words.size();
  }

  void problem(std::size_t byte, std::string what) {
    parsed_.problems.push_back({characters(text_.substr(0, byte)), std::move(what)});
  }

  std::string_view text_;
  const std::vector<const stemmers::Language*>& languages_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  bool full_ = false;
  ParsedWords parsed_;
};

}  // namespace

ParsedWords parse_words(std::string_view text, const std::vector<const stemmers::Language*>& languages) {
  return Parser(text, languages).parse();
}

}  // namespace pramen::query
