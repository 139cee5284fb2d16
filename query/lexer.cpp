#include "query/lexer.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/request.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

using Kind = Piece::Kind;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool may_name_field(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
         c == '_' || c == '-';
}

class Splitter {
 public:
  Splitter(std::string_view text, const Grammar& grammar, ProblemList& problems)
      : text_(text), grammar_(grammar), problems_(problems) {}

  std::vector<Piece> split() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_space(c))
        ++at_;
      else if (opening_quote(text_.substr(at_)) > 0)
        quote();
      else if (c == '(' || c == ')')
        put(c == '(' ? Kind::open : Kind::close, 1);
      else if (after_facet())
        chunk();
      else if ((c == '-' || c == '=') && begins_word(at_ + 1))
        put(c == '-' ? Kind::minus : Kind::equals, 1);
      else if (!field())
        chunk();
    }
    return std::move(pieces_);
  }

 private:
  bool begins_word(std::size_t at) const { return at < text_.size() && !is_space(text_[at]) && text_[at] != ')'; }
  bool glued(Kind kind) const { return !pieces_.empty() && pieces_.back().kind == kind && pieces_.back().end == at_; }
  bool after_facet() const { return glued(Kind::field) && !pieces_.back().field->is_title(); }

  Piece& put(Kind kind, std::size_t bytes) {
    Piece& piece = pieces_.emplace_back(
        Piece{.kind = kind, .begin = at_, .end = at_ + bytes, .text_begin = at_, .text = text_.substr(at_, bytes)});
    at_ += bytes;
    return piece;
  }

  void quote() {
    const std::size_t mark = opening_quote(text_.substr(at_)), inside = at_ + mark;
    const auto closing = closing_quote(text_.substr(inside), text_.substr(at_, mark));
    if (!closing) {
      const bool words_behind = text_.find_first_not_of(" \t\r\n", inside) != std::string_view::npos;
      problems_.add(words_behind ? Oddity::quote_open : Oddity::quote_stray, at_, inside);
      at_ = lone_quote_end_ = inside;
      return;
    }
    Piece& piece = put(Kind::phrase, mark + closing->at + closing->bytes);
    piece.text_begin = inside;
    piece.text = text_.substr(inside, closing->at);
    if (at_ == text_.size() || text_[at_] != '~') return;
    const std::size_t tilde = at_++;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    problems_.add(Oddity::fuzzy_phrase, tilde, at_);
  }

  // name: before a value. A colon that names nothing stays text.
  bool field() {
    std::size_t end = at_;
    while (end < text_.size() && may_name_field(text_[end]) && opening_quote(text_.substr(end)) == 0) ++end;
    const std::string_view name = text_.substr(at_, end - at_), after = text_.substr(std::min(end + 1, text_.size()));
    if (end == text_.size() || text_[end] != ':' || characters(name) < 2 || is_digit(name.front())) return false;
    const FieldNames::Field* known = grammar_.fields.find(name);
    const bool value = begins_word(end + 1);
    if (glued(Kind::field) && (known == nullptr || !value)) return false;  // text of the title
    if (known != nullptr && value) {
      Piece& piece = put(Kind::field, name.size() + 1);
      piece.text = name;
      piece.field = known;
      return true;
    }
    const std::string_view whole = text_.substr(at_, chunk_end(at_) - at_);
    if (known != nullptr)
      problems_.add(Oddity::field_empty, at_, end + 1);
    else if (value && !after.starts_with("//") && whole.find('@') == std::string_view::npos)
      unknown_field(name, whole);
    return false;
  }

  void unknown_field(std::string_view name, std::string_view whole) {
    const std::string meant = grammar_.fields.nearest(name, grammar_.lang);
    OddityFacts facts{.typed = whole, .field = name, .meant = meant, .choice = {}};
    if (meant.empty()) facts.choice = grammar_.fields.some(grammar_.lang);
    problems_.add(Oddity::field_unknown, at_, at_ + name.size(), std::move(facts));
  }

  std::size_t chunk_end(std::size_t at) const {
    while (at < text_.size() && !is_space(text_[at]) && text_[at] != '(' && text_[at] != ')' &&
           opening_quote(text_.substr(at)) == 0)
      ++at;
    return at;
  }

  // Up to the next blank, bracket or quotation mark; joined to the text before it where
  // nothing stands between them.
  void chunk() {
    const std::string_view word = text_.substr(at_, chunk_end(at_) - at_);
    const bool value = glued(Kind::field) || glued(Kind::minus) || glued(Kind::equals);
    if (const auto means = value ? std::nullopt : operator_of(word)) {
      put(Kind::operation, word.size()).means = *means;
    } else if (const auto near = value ? std::nullopt : near_named(word)) {
      if (!near->sound) {
        const std::string meant = fmt::format("NEAR/{}", near->distance);
        problems_.add(Oddity::near_distance, at_, at_ + word.size(), {.limit = max_distance, .meant = meant});
      }
      put(Kind::near, word.size()).distance = near->distance;
    } else if (joins_text_before()) {
      at_ += word.size();
      Piece& piece = pieces_.back();
      piece.end = at_;
      piece.text = text_.substr(piece.begin, at_ - piece.begin);
    } else {
      put(Kind::text, word.size());
    }
  }

  // What stands alone after NOT, -, =, a field or NEAR takes no more words to itself. A mark that was left out
  // stays out: between Hebrew letters it would be one.
  bool joins_text_before() const {
    if (pieces_.empty() || pieces_.back().kind != Kind::text || pieces_.back().end < lone_quote_end_) return false;
    if (pieces_.size() < 2) return true;
    const Piece& before = pieces_[pieces_.size() - 2];
    switch (before.kind) {
      case Kind::minus:
      case Kind::equals:
      case Kind::field:
      case Kind::near: return false;
      case Kind::operation: return before.means != Operator::none;
      default: return true;
    }
  }

  // One capital is an operator only between words and where the query has small letters:
  // "A guide", "A GUIDE TO A TOWN".
  std::optional<Operator> operator_of(std::string_view word) const {
    const auto found = operator_named(word);
    if (!found || characters(word) > 1) return found;
    const bool between_words =
        !pieces_.empty() && text_.find_first_not_of(" \t\r\n", at_ + word.size()) != std::string_view::npos;
    return between_words && stemmers::has_small_letters(text_) ? found : std::nullopt;
  }

  const std::string_view text_;
  const Grammar& grammar_;
  ProblemList& problems_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::size_t lone_quote_end_ = 0;  // of the last quotation mark that nothing closes
};

// Leaves out brackets that are too deep or not opened, and closes those that are open.
std::vector<Piece> balanced(std::vector<Piece> pieces, std::size_t end, ProblemList& problems) {
  std::vector<Piece> made;
  std::vector<const Piece*> open;  // nullptr: left out
  std::size_t depth = 0;
  for (const Piece& piece : pieces) {
    if (piece.kind == Kind::open) {
      const bool deep = depth == max_depth;
      if (deep) problems.add(Oddity::bracket_deep, piece.begin, piece.end, {.limit = max_depth, .choice = {}});
      open.push_back(deep ? nullptr : &piece);
      if (deep) continue;
      ++depth;
    } else if (piece.kind == Kind::close) {
      const bool stray = open.empty();
      if (stray) problems.add(Oddity::bracket_stray, piece.begin, piece.end);
      const bool left_out = stray || open.back() == nullptr;
      if (!stray) open.pop_back();
      if (left_out) continue;
      --depth;
    }
    made.push_back(piece);
  }
  for (const Piece* piece : open) {
    if (piece == nullptr) continue;
    problems.add(Oddity::bracket_open, piece->begin, piece->end);
    made.push_back({.kind = Kind::close, .begin = end, .end = end});
  }
  return made;
}

bool ends_operand(const Piece& piece) {
  return piece.kind == Kind::text || piece.kind == Kind::phrase || piece.kind == Kind::close;
}

bool begins_operand(const Piece& piece) {
  if (piece.kind == Kind::operation) return piece.means == Operator::none;
  return piece.kind != Kind::close && piece.kind != Kind::near;
}

bool dangles(const std::vector<Piece>& pieces, std::size_t i) {
  const Kind kind = pieces[i].kind;
  const bool before_operand = kind == Kind::minus || kind == Kind::equals || kind == Kind::field ||
                              (kind == Kind::operation && pieces[i].means == Operator::none);
  if (!before_operand && kind != Kind::operation && kind != Kind::near) return false;
  if (i + 1 == pieces.size() || !begins_operand(pieces[i + 1])) return true;
  return !before_operand && (i == 0 || !ends_operand(pieces[i - 1]));
}

// Once one is left out another may dangle.
void drop_dangling(std::vector<Piece>& pieces, ProblemList& problems) {
  for (std::size_t i = 0; i < pieces.size();) {
    if (!dangles(pieces, i)) {
      ++i;
      continue;
    }
    Piece& piece = pieces[i];
    if (piece.kind == Kind::field) {  // its name is a word as any other
      problems.add(Oddity::field_empty, piece.begin, piece.end);
      piece.kind = Kind::text;
      piece.field = nullptr;
      continue;
    }
    problems.add(Oddity::operator_dangling, piece.begin, piece.end);
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
    if (i > 0) --i;
  }
}

}  // namespace

std::vector<Piece> lex(std::string_view text, const Grammar& grammar, ProblemList& problems) {
  std::vector<Piece> pieces = balanced(Splitter(text, grammar, problems).split(), text.size(), problems);
  drop_dangling(pieces, problems);
  return pieces;
}

}  // namespace pramen::query
