// The words and marks of the query syntax that differ from language to language: operators and quotation marks. Queries
// are read by them (query/lexer.h), and what must be plain words is checked by them (best_bets.h). Pure functions; any
// thread.
#pragma once

#include <optional>
#include <string_view>

namespace pramen::corpus {

enum class Operator { all, any, none };

// In capitals only, in English, Slovak, Czech, German, Hungarian and Bulgarian.
std::optional<Operator> operator_named(std::string_view word);

// Bytes of the quotation mark at the beginning of `text`; 0 if there is none.
std::size_t opening_quote(std::string_view text);
// Where, after it, the one stands that closes it.
struct ClosingQuote {
  std::size_t at, bytes;
};
std::optional<ClosingQuote> closing_quote(std::string_view text_after, std::string_view opening);

}  // namespace pramen::corpus
