#include "query/operators.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "query/words.h"

namespace pramen::query {
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

std::optional<Near> near_named(std::string_view word) {
  if (word == "NEAR") return Near{usual_distance, true};
  if (!word.starts_with("NEAR/")) return std::nullopt;
  word.remove_prefix(5);
  unsigned distance = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), distance);
  const bool number = !word.empty() && end == word.data() + word.size() && error != std::errc::invalid_argument;
  if (!number) return Near{usual_distance, false};
  if (error == std::errc::result_out_of_range) return Near{max_distance, false};
  const unsigned taken = std::clamp(distance, 1U, max_distance);
  return Near{taken, taken == distance};
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

}  // namespace pramen::query
