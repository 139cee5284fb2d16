#include "corpus/query_syntax.h"

#include <algorithm>
#include <array>

namespace pramen::corpus {
namespace {

struct OperatorWord {
  std::string_view text;
  Operator means;
};
constexpr std::array<OperatorWord, 19> operator_words = {{{"AND", Operator::all},
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
                                                          {"&&", Operator::all},
                                                          {"||", Operator::any}}};

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

}  // namespace

std::optional<Operator> operator_named(std::string_view word) {
  const auto found = std::ranges::find(operator_words, word, &OperatorWord::text);
  if (found == operator_words.end()) return std::nullopt;
  return found->means;
}

std::size_t opening_quote(std::string_view text) {
  const auto found =
      std::ranges::find_if(quote_pairs, [&](const QuotePair& pair) { return text.starts_with(pair.open); });
  return found == quote_pairs.end() ? 0 : found->open.size();
}

std::optional<ClosingQuote> closing_quote(std::string_view text_after, std::string_view opening) {
  const auto pair = std::ranges::find(quote_pairs, opening, &QuotePair::open);
  std::optional<ClosingQuote> first;
  if (pair == quote_pairs.end()) return first;
  for (const std::string_view mark : pair->close) {
    const std::size_t at = text_after.find(mark);
    if (at != std::string_view::npos && (!first || at < first->at)) first = ClosingQuote{at, mark.size()};
  }
  return first;
}

}  // namespace pramen::corpus
