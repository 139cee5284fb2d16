#include "query/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "stemmers/folding.h"

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

enum class Operator { all, any, none };

struct OperatorWord {
  std::string_view text;
  Operator means;
};
// In capitals only, in English, Slovak, Czech, German, Hungarian and Bulgarian.
constexpr std::array<OperatorWord, 18> operator_words = {{{"AND", Operator::all},
                                                          {"OR", Operator::any},
                                                          {"NOT", Operator::none},
                                                          {"A", Operator::all},
                                                          {"ALEBO", Operator::any},
                                                          {"NIE", Operator::none},
                                                          {"NEBO", Operator::any},
                                                          {"NE", Operator::none},
                                                          {"UND", Operator::all},
                                                          {"ODER", Operator::any},
                                                          {"NICHT", Operator::none},
                                                          {"ÉS", Operator::all},
                                                          {"VAGY", Operator::any},
                                                          {"NEM", Operator::none},
                                                          {"И", Operator::all},
                                                          {"ИЛИ", Operator::any},
                                                          {"НЕ", Operator::none},
                                                          {"&&", Operator::all}}};

// A query in pieces. Text is a run of plain words, read together because 20 000 is one word.
struct Piece {
  enum class Kind { text, phrase, open, close, operation, near, minus, equals };
  Kind kind = Kind::text;
  std::size_t at = 0;     // bytes
  std::string_view text;  // of text and phrase
  Operator means = Operator::all;
  unsigned distance = 0;
  std::size_t end = 0;
};

class Splitter {
 public:
  Splitter(std::string_view text, std::vector<QueryProblem>& problems) : text_(text), problems_(problems) {}

  std::vector<Piece> split() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_]))
        ++at_;
      else if (text_[at_] == '(' || text_[at_] == ')')
        put(text_[at_] == '(' ? Piece::Kind::open : Piece::Kind::close, 1);
      else if (text_[at_] == '-' && begins_word(at_ + 1))
        put(Piece::Kind::minus, 1);
      else if (text_[at_] == '=' && begins_word(at_ + 1))
        put(Piece::Kind::equals, 1);
      else if (const QuotePair* pair = opening_quote(text_.substr(at_)))
        quote(*pair);
      else
        chunk();
    }
    return std::move(pieces_);
  }

 private:
  bool begins_word(std::size_t at) const { return at < text_.size() && !is_space(text_[at]) && text_[at] != ')'; }

  void put(Piece::Kind kind, std::size_t bytes) {
    pieces_.push_back({.kind = kind, .at = at_, .text = text_.substr(at_, bytes), .end = at_ + bytes});
    at_ += bytes;
  }

  void quote(const QuotePair& pair) {
    const std::size_t inside = at_ + pair.open.size();
    if (const auto closing = closing_quote(text_.substr(inside), pair)) {
      pieces_.push_back({.kind = Piece::Kind::phrase, .at = at_, .text = text_.substr(inside, closing->at)});
      at_ = inside + closing->at + closing->bytes;
    } else {
      problems_.push_back({characters(text_.substr(0, at_)),
                           "this quotation mark is never closed; its words were searched one by one"});
      at_ = inside;
    }
  }

  // Up to the next space, bracket or quotation mark; joined to the text before it where
  // nothing stands between them. After - and = it stays a piece of its own.
  void chunk() {
    std::size_t end = at_;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '(' && text_[end] != ')' &&
           opening_quote(text_.substr(end)) == nullptr)
      ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (const auto means = operator_of(word)) {
      pieces_.push_back({.kind = Piece::Kind::operation, .at = at_, .text = word, .means = *means, .end = end});
    } else if (const auto distance = near_of(word)) {
      pieces_.push_back({.kind = Piece::Kind::near, .at = at_, .text = word, .distance = *distance, .end = end});
    } else if (joins_text_before()) {
      pieces_.back().text = text_.substr(pieces_.back().at, end - pieces_.back().at);
      pieces_.back().end = end;
    } else {
      pieces_.push_back({.kind = Piece::Kind::text, .at = at_, .text = word, .end = end});
    }
    at_ = end;
  }

  bool joins_text_before() const {
    if (pieces_.empty() || pieces_.back().kind != Piece::Kind::text) return false;
    if (pieces_.size() < 2) return true;
    const Piece& before = pieces_[pieces_.size() - 2];
    const bool alone = before.kind == Piece::Kind::minus || before.kind == Piece::Kind::equals ||
                       before.kind == Piece::Kind::near ||
                       (before.kind == Piece::Kind::operation && before.means == Operator::none);
    return !alone;
  }

  // One capital is an operator only between words and where the query has small letters:
  // "A guide", "A GUIDE TO A TOWN".
  std::optional<Operator> operator_of(std::string_view word) const {
    const auto found = std::ranges::find(operator_words, word, &OperatorWord::text);
    if (found == operator_words.end()) return std::nullopt;
    const bool between_words =
        !pieces_.empty() && text_.find_first_not_of(" \t\r\n", at_ + word.size()) != std::string_view::npos;
    if (characters(word) == 1 && (!between_words || !stemmers::has_small_letters(text_))) return std::nullopt;
    return found->means;
  }

  std::optional<unsigned> near_of(std::string_view word) const {
    if (!word.starts_with("NEAR")) return std::nullopt;
    word.remove_prefix(4);
    if (word.empty()) return usual_distance;
    unsigned distance = 0;
    if (word.front() != '/') return std::nullopt;
    const auto [end, error] = std::from_chars(word.data() + 1, word.data() + word.size(), distance);
    if (error != std::errc() || end != word.data() + word.size() || distance == 0) return std::nullopt;
    return std::min(distance, max_distance);
  }

  std::string_view text_;
  std::vector<QueryProblem>& problems_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
};

bool is_wildcard(char c) { return c == '*' || c == '?'; }

class Parser {
 public:
  Parser(std::string_view text, const std::vector<const stemmers::Language*>& languages)
      : text_(text), languages_(languages), pieces_(Splitter(text, parsed_.problems).split()) {}

  ParsedWords parse() {
    parsed_.items = any_of(0);
    std::ranges::stable_sort(parsed_.problems, {}, &QueryProblem::position);
    return std::move(parsed_);
  }

 private:
  const Piece* next() const { return at_ < pieces_.size() ? &pieces_[at_] : nullptr; }
  bool next_is(Piece::Kind kind) const { return next() != nullptr && next()->kind == kind; }
  bool next_is(Operator means) const { return next_is(Piece::Kind::operation) && next()->means == means; }

  // alternatives, separated by OR; as the list of what is wanted.
  std::vector<QueryItem> any_of(std::size_t depth) {
    std::vector<std::vector<QueryItem>> alternatives = {all_of(depth)};
    while (next() != nullptr) {
      if (next_is(Operator::any)) {
        const std::size_t at = pieces_[at_++].at;
        alternatives.push_back(all_of(depth));
        if (alternatives.back().empty() || alternatives[alternatives.size() - 2].empty())
          problem(at, "OR wants a word before it and one after it");
      } else if (depth > 0) {
        break;  // the closing bracket
      } else {
        problem(next()->at, "this bracket was never opened");
        ++at_;
        std::ranges::move(all_of(depth), std::back_inserter(alternatives.back()));
      }
    }
    std::erase_if(alternatives, [](const auto& items) { return items.empty(); });
    if (alternatives.size() <= 1) return alternatives.empty() ? std::vector<QueryItem>{} : std::move(alternatives[0]);
    QueryItem any{.kind = QueryItem::Kind::any, .words = {}, .items = {}};
    for (std::vector<QueryItem>& items : alternatives) any.items.push_back(grouped(std::move(items)));
    std::vector<QueryItem> made;
    made.push_back(std::move(any));
    return made;
  }

  static QueryItem grouped(std::vector<QueryItem> items) {
    if (items.size() == 1) return std::move(items[0]);
    return {.kind = QueryItem::Kind::all, .words = {}, .items = std::move(items)};
  }

  // Up to an OR, a closing bracket or the end.
  std::vector<QueryItem> all_of(std::size_t depth) {
    std::vector<QueryItem> items;
    bool excluded = false, exact = false;
    const Piece* near = nullptr;  // its left word is there, its right one is to come
    while (const Piece* piece = next()) {
      if (piece->kind == Piece::Kind::close || next_is(Operator::any)) break;
      ++at_;
      if (piece->kind == Piece::Kind::minus ||
          (piece->kind == Piece::Kind::operation && piece->means == Operator::none)) {
        excluded = true;
        continue;
      }
      if (piece->kind == Piece::Kind::equals) {
        exact = true;
        continue;
      }
      if (piece->kind == Piece::Kind::operation) {  // AND: what stands side by side is wanted together anyhow
        if (items.empty() || next() == nullptr) problem(piece->at, "AND wants a word before it and one after it");
        continue;
      }
      if (piece->kind == Piece::Kind::near) {
        near = piece;
        if (items.empty() || next() == nullptr) {
          problem(piece->at, "NEAR wants a word before it and one after it");
          near = nullptr;
        }
        continue;
      }
      std::vector<QueryItem> made = operand(*piece, depth, excluded, exact);
      if (near != nullptr && !made.empty()) join_near(items, made, *near);
      near = nullptr;
      excluded = exact = false;
      std::ranges::move(made, std::back_inserter(items));
    }
    return items;
  }

  std::vector<QueryItem> operand(const Piece& piece, std::size_t depth, bool excluded, bool exact) {
    if (piece.kind == Piece::Kind::open) return bracket(piece, depth, excluded);
    std::vector<QueryWord> words = read_words(piece);
    for (QueryWord& word : words) word.exact = exact;
    std::vector<QueryItem> items;
    if (words.empty()) {
      if (piece.kind == Piece::Kind::phrase) problem(piece.at, "there is no word between these quotation marks");
      return items;
    }
    // "sociálno-ekonomický" is one stretch of two words; both are wanted, or the pair is excluded.
    if (piece.kind == Piece::Kind::phrase || excluded) {
      const auto kind = words.size() > 1 ? QueryItem::Kind::phrase : QueryItem::Kind::word;
      items.push_back({.kind = kind, .words = std::move(words), .items = {}, .excluded = excluded});
      return items;
    }
    for (QueryWord& word : words) {
      QueryItem item{.kind = QueryItem::Kind::word, .words = {}, .items = {}};
      item.words.push_back(std::move(word));
      items.push_back(std::move(item));
    }
    return items;
  }

  std::vector<QueryItem> bracket(const Piece& piece, std::size_t depth, bool excluded) {
    if (depth + 1 >= max_depth) {
      problem(piece.at, fmt::format("brackets lie more than {} deep here; this one was left out", max_depth));
      return {};
    }
    std::vector<QueryItem> inside = any_of(depth + 1);
    if (next_is(Piece::Kind::close))
      ++at_;
    else
      problem(piece.at, "this bracket is never closed; it was closed at the end");
    if (inside.empty()) {
      problem(piece.at, "there is no word between these brackets");
      return {};
    }
    QueryItem item = grouped(std::move(inside));
    // Words in brackets are meant together, whatever stands around them.
    if (excluded && item.excluded) {
      QueryItem twice{.kind = QueryItem::Kind::all, .words = {}, .items = {}};
      twice.items.push_back(std::move(item));
      item = std::move(twice);
    }
    item.excluded = item.excluded || excluded;
    std::vector<QueryItem> items;
    items.push_back(std::move(item));
    return items;
  }

  // The last word before NEAR and the first after it become one item.
  void join_near(std::vector<QueryItem>& before, std::vector<QueryItem>& after, const Piece& near) {
    QueryItem& left = before.back();
    QueryItem& right = after.front();
    const auto joins = [](const QueryItem& item, bool first) {
      return item.kind == QueryItem::Kind::word || (first && item.kind == QueryItem::Kind::near);
    };
    if (!joins(left, true) || !joins(right, false) || right.excluded) {
      problem(near.at, "NEAR stands between two words only; here both were searched without it");
      return;
    }
    left.kind = QueryItem::Kind::near;
    left.distance = std::max(left.distance, near.distance);
    left.words.push_back(std::move(right.words.front()));
    after.erase(after.begin());
  }

  // The words of a stretch of text, each with its reading in every language. The
  // languages break words alike but for rare cases; there the first one decides.
  std::vector<QueryWord> read_words(const Piece& piece) {
    const std::string_view text = piece.text;
    std::vector<QueryWord> words;
    std::vector<stemmers::Token> places;
    for (const stemmers::Language* language : languages_) {
      std::vector<stemmers::Token> tokens = language->analyse(text, stemmers::Side::query);
      if (words.empty()) {
        for (const stemmers::Token& token : tokens)
          words.push_back({.text = std::string(text.substr(token.begin, token.end - token.begin)), .readings = {}});
        places = tokens;
      }
      if (tokens.size() != words.size()) continue;
      for (std::size_t i = 0; i < tokens.size(); ++i) words[i].readings.push_back({language, tokens[i].word});
    }
    join_patterns(piece, words, places);
    take(piece, words);
    return words;
  }

  // inov* and soci?ln* are words with letters left open: the pieces between the stars are
  // put together again.
  void join_patterns(const Piece& piece, std::vector<QueryWord>& words, const std::vector<stemmers::Token>& places) {
    const std::string_view text = piece.text;
    if (std::ranges::none_of(text, is_wildcard)) return;
    std::vector<QueryWord> made;
    for (std::size_t i = 0; i < words.size();) {
      std::size_t begin = places[i].begin, end = places[i].end, last = i;
      for (bool grown = true; grown;) {
        grown = false;
        while (end < text.size() && is_wildcard(text[end])) ++end, grown = true;
        if (grown && last + 1 < words.size() && places[last + 1].begin == end) end = places[++last].end;
      }
      // A question mark after a word ends a question.
      const std::string_view whole = text.substr(begin, end - begin);
      const bool question = whole.find('*') == std::string_view::npos && last == i;
      const bool pattern = end > places[i].end && !question && read_pattern(piece, begin, whole, words[i]);
      if (!pattern) last = i;
      made.push_back(std::move(words[i]));
      i = last + 1;
    }
    words = std::move(made);
  }

  bool read_pattern(const Piece& piece, std::size_t begin, std::string_view whole, QueryWord& word) {
    const std::size_t literal = whole.find_first_of("*?");
    const std::size_t at = static_cast<std::size_t>(text_.find(piece.text, piece.at)) + begin;
    if (characters(whole.substr(0, literal)) < min_pattern_characters) {
      problem(at, fmt::format("a star wants at least {} letters before it; the word was searched as it stands",
                              min_pattern_characters));
      return false;
    }
    word.text = whole;
    word.pattern = stemmers::fold_case(whole);
    return true;
  }

  // Counts words and cuts off those that are too many.
  void take(const Piece& piece, std::vector<QueryWord>& words) {
    const std::size_t room = max_query_words - count_;
    if (words.size() > room) {
      if (!full_) problem(piece.at, fmt::format("only the first {} words were searched", max_query_words));
      full_ = true;
      words.resize(room);
    }
    count_ += words.size();
  }

  void problem(std::size_t byte, std::string what) {
    parsed_.problems.push_back({characters(text_.substr(0, byte)), std::move(what)});
  }

  std::string_view text_;
  const std::vector<const stemmers::Language*>& languages_;
  ParsedWords parsed_;  // before pieces_, which reports into it
  const std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  bool full_ = false;
};

void collect_leaves(const QueryItem& item, bool excluded, std::vector<Leaf>& found) {
  excluded = excluded || item.excluded;
  if (!item.words.empty()) found.push_back({&item, excluded});
  for (const QueryItem& inner : item.items) collect_leaves(inner, excluded, found);
}

}  // namespace

std::vector<Leaf> leaves(const std::vector<QueryItem>& items) {
  std::vector<Leaf> found;
  for (const QueryItem& item : items) collect_leaves(item, false, found);
  return found;
}

ParsedWords parse_words(std::string_view text, const std::vector<const stemmers::Language*>& languages) {
  return Parser(text, languages).parse();
}

}  // namespace pramen::query
