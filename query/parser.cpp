// From pieces to the tree: a recursive descent, OR binding weaker than what stands side by side.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "query/facet_counter.h"
#include "query/lexer.h"
#include "query/meanings.h"
#include "query/request.h"
#include "query/word_reader.h"
#include "query/words.h"

namespace pramen::query {
namespace {

using Kind = Piece::Kind;
using Items = std::vector<QueryItem>;

QueryItem made_of(QueryItem::Kind kind, Items items) {
  QueryItem item{.kind = kind, .words = {}, .items = std::move(items), .condition = {}};
  return item;
}

QueryItem made_of(QueryItem::Kind kind, std::vector<QueryWord> words) {
  return {.kind = kind, .words = std::move(words), .items = {}, .condition = {}};
}

QueryItem grouped(Items items) {
  if (items.size() == 1) return std::move(items[0]);
  return made_of(QueryItem::Kind::all, std::move(items));
}

Items only(QueryItem item) {
  Items items;
  items.push_back(std::move(item));
  return items;
}

// What stands before an operand and holds for all inside of it; `excluded` for the whole.
struct Prefix {
  bool excluded = false, exact = false, title = false, subject = false;
  const corpus::Facet* facet = nullptr;
  std::string_view field;  // as typed
};

class Parser {
 public:
  Parser(std::string_view text, const Grammar& grammar, ProblemList& problems)
      : grammar_(grammar),
        problems_(problems),
        reader_(text, grammar, problems),
        pieces_(lex(text, grammar, problems)) {}

  Items parse() {
    Items items = any_of({});
    share_forms(items);
    return items;
  }

 private:
  const Piece* next() const { return at_ < pieces_.size() ? &pieces_[at_] : nullptr; }
  bool next_is(Operator means) const {
    return next() != nullptr && next()->kind == Kind::operation && next()->means == means;
  }

  // Alternatives, separated by OR, up to a closing bracket or the end; as the list of what is wanted.
  Items any_of(const Prefix& around) {
    std::vector<Items> alternatives;
    do {
      if (next_is(Operator::any)) ++at_;
      if (Items items = all_of(around); !items.empty()) alternatives.push_back(std::move(items));
    } while (next_is(Operator::any));
    if (alternatives.empty()) return {};
    if (alternatives.size() == 1) return std::move(alternatives[0]);
    Items any;
    for (Items& items : alternatives) any.push_back(grouped(std::move(items)));
    return only(made_of(QueryItem::Kind::any, std::move(any)));
  }

  // Up to an OR, a closing bracket or the end. AND says what is so anyhow.
  Items all_of(const Prefix& around) {
    Items items;
    Prefix prefix = around;
    const Piece* near = nullptr;  // its left side is there, its right one is to come
    for (; next() != nullptr && next()->kind != Kind::close && !next_is(Operator::any);) {
      const Piece& piece = pieces_[at_++];
      switch (piece.kind) {
        case Kind::minus: prefix.excluded = !prefix.excluded; continue;
        case Kind::equals: prefix.exact = true; continue;
        case Kind::field:
          if (at_ > 1 && pieces_[at_ - 2].kind == Kind::field)
            problems_.add(Oddity::field_in_field, piece.begin, piece.end);
          prefix.facet = piece.field->facet;
          prefix.subject = piece.field->is_concept;
          prefix.title = piece.field->is_title();
          prefix.field = piece.text;
          continue;
        case Kind::near: near = &piece; continue;
        case Kind::operation:
          if (piece.means == Operator::none) prefix.excluded = !prefix.excluded;
          continue;
        default: break;
      }
      Items made = operand(piece, prefix);
      if (near != nullptr) join_near(items, made, *near);
      near = nullptr;
      prefix = around;
      std::ranges::move(made, std::back_inserter(items));
    }
    return items;
  }

  Items operand(const Piece& piece, const Prefix& prefix) {
    if (piece.kind == Kind::open) return bracket(piece, prefix);
    if (prefix.facet != nullptr || prefix.subject) return conditions(piece, prefix);
    std::vector<QueryWord> words = reader_.read(piece);
    for (QueryWord& word : words) {
      word.exact = prefix.exact;
      word.title = prefix.title;
    }
    if (words.empty()) {
      if (piece.kind == Kind::phrase && !reader_.full()) problems_.add(Oddity::phrase_empty, piece.begin, piece.end);
      return {};
    }
    // "sociálno-ekonomický" is one stretch of two words; both are wanted, or the pair is excluded.
    if (piece.kind == Kind::phrase || prefix.excluded) {
      const auto kind = words.size() > 1 ? QueryItem::Kind::phrase : QueryItem::Kind::word;
      QueryItem item = made_of(kind, std::move(words));
      item.excluded = prefix.excluded;
      return only(std::move(item));
    }
    Items items;
    for (QueryWord& word : words) {
      std::vector<QueryWord> one;
      one.push_back(std::move(word));
      items.push_back(made_of(QueryItem::Kind::word, std::move(one)));
    }
    return items;
  }

  Items bracket(const Piece& piece, const Prefix& prefix) {
    Prefix inside = prefix;
    inside.excluded = false;
    Items items = any_of(inside);
    const Piece& close = pieces_[at_++];  // the lexer sees to it that there is one
    if (items.empty()) {
      if (&close == &piece + 1) problems_.add(Oddity::bracket_empty, piece.begin, close.end);
      return {};
    }
    QueryItem item = grouped(std::move(items));
    // Words in brackets are meant together, whatever stands around them.
    if (prefix.excluded && item.excluded) item = made_of(QueryItem::Kind::all, only(std::move(item)));
    item.excluded = item.excluded || prefix.excluded;
    return only(std::move(item));
  }

  // The last word before NEAR and the first after it become one item.
  void join_near(Items& before, Items& after, const Piece& near) {
    const bool joins = !before.empty() && !after.empty() && !after.front().excluded &&
                       after.front().kind == QueryItem::Kind::word &&
                       (before.back().kind == QueryItem::Kind::word || before.back().kind == QueryItem::Kind::near);
    if (!joins && reader_.full()) return;
    if (!joins) return problems_.add(Oddity::near_operand, near.begin, near.end);
    QueryItem& left = before.back();
    left.kind = QueryItem::Kind::near;
    left.distance = std::max(left.distance, near.distance);
    left.words.push_back(std::move(after.front().words.front()));
    after.erase(after.begin());
    // They stand in one field: if one is in the title, all are.
    const bool title = std::ranges::any_of(left.words, &QueryWord::title);
    for (QueryWord& word : left.words) word.title = title;
  }

  // --- facets ----------------------------------------------------------------

  // A phrase is one value; of text in brackets every word is.
  Items conditions(const Piece& piece, const Prefix& prefix) {
    Items items;
    const auto add = [&](std::size_t begin, std::string_view text) {
      if (++conditions_ > max_query_words) {
        if (conditions_ == max_query_words + 1)
          problems_.add(Oddity::words_many, begin, begin + text.size(), {.limit = max_query_words, .choice = {}});
        return;
      }
      if (prefix.subject) {
        if (Meant meant = subjects_of(prefix, begin, text); !meant.subjects.empty()) {
          QueryItem& item = items.emplace_back(made_of(QueryItem::Kind::subject, Items{}));
          item.meant = std::move(meant);
          item.excluded = prefix.excluded;
        }
      } else if (auto condition = condition_of(prefix, begin, text)) {
        QueryItem& item = items.emplace_back(made_of(QueryItem::Kind::facet, Items{}));
        item.condition = std::move(*condition);
        item.excluded = prefix.excluded;
      }
    };
    if (piece.kind == Kind::phrase && piece.text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      problems_.add(Oddity::phrase_empty, piece.begin, piece.end);
      return items;
    }
    if (piece.kind == Kind::phrase) {
      add(piece.text_begin, piece.text);
      return items;
    }
    constexpr std::string_view blanks = " \t\r\n", marks = ",;";
    for (std::size_t at = 0; (at = piece.text.find_first_not_of(blanks, at)) != std::string_view::npos;) {
      const std::size_t end = std::min(piece.text.find_first_of(blanks, at), piece.text.size());
      std::string_view value = piece.text.substr(at, end - at);
      value = value.substr(0, value.find_last_not_of(marks) + 1);
      add(piece.text_begin + at, value);
      at = end;
    }
    return items;
  }

  Meant subjects_of(const Prefix& prefix, std::size_t begin, std::string_view text) {
    Meant meant{1, {}, {}};
    std::string named(text);
    if (grammar_.concepts != nullptr) meant.subjects = subjects_named(*grammar_.concepts, grammar_.languages, text);
    if (meant.subjects.empty() && grammar_.concepts != nullptr) {
      std::ranges::replace(named, '_', ' ');
      meant.subjects = subjects_named(*grammar_.concepts, grammar_.languages, named);
    }
    if (meant.subjects.empty())
      problems_.add(Oddity::value_unknown, begin, begin + text.size(),
                    {.typed = text, .field = prefix.field, .choice = {}});
    return meant;
  }

  std::optional<FacetCondition> condition_of(const Prefix& prefix, std::size_t begin, std::string_view text) {
    const corpus::Facet& facet = *prefix.facet;
    OddityFacts facts{.typed = text, .field = prefix.field, .choice = {}};
    const auto problem = [&](Oddity code) { problems_.add(code, begin, begin + text.size(), facts); };
    if (facet.type == corpus::FacetType::values) {
      if (const auto value = grammar_.fields.value(facet, text))
        return FacetCondition{.facet = facet.name, .value = *value};
      const std::string meant = grammar_.fields.nearest_value(facet, text, grammar_.lang);
      facts.meant = meant;
      if (meant.empty()) facts.choice = grammar_.fields.some_values(facet, grammar_.lang);
      problem(Oddity::value_unknown);
      return std::nullopt;
    }
    auto range = parse_range(text);
    std::string turned;
    if (!range) {
      turned = turned_range(text);
      range = parse_range(turned);
      facts.meant = turned;
      problem(range ? Oddity::range_backwards : Oddity::range_bad);
    }
    if (!range) return std::nullopt;
    return FacetCondition{.facet = facet.name, .range = true, .from = range->from, .to = range->to};
  }

  // ---------------------------------------------------------------------------

  // What all patterns may take, in equal shares.
  void share_forms(Items& items) const {
    for (QueryItem& item : items) {
      for (QueryWord& word : item.words) {
        if (!word.pattern.empty()) word.most_forms = max_pattern_forms / reader_.patterns();
      }
      share_forms(item.items);
    }
  }

  const Grammar& grammar_;
  ProblemList& problems_;
  WordReader reader_;
  const std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::size_t conditions_ = 0;
};

// The text up to its last whole word within the limit.
std::string_view shortened(std::string_view text, ProblemList& problems) {
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (begins && seen++ == max_query_characters) break;
  }
  if (end == text.size()) return text;
  const std::size_t blank = text.find_last_of(" \t\r\n", end);
  if (blank != std::string_view::npos && blank > 0) end = blank;
  problems.add(Oddity::text_long, end, text.size(), {.limit = max_query_characters, .choice = {}});
  return text.substr(0, end);
}

}  // namespace

ParsedWords parse_words(std::string_view text, const Grammar& grammar) {
  ProblemList problems(text, grammar.lang);
  Items items = Parser(shortened(text, problems), grammar, problems).parse();
  return {std::move(items), problems.take()};
}

}  // namespace pramen::query
