// The words and marks of the query syntax that differ from language to language:
// operators and quotation marks. Pure functions; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace pramen::query {

enum class Operator { all, any, none };

// In capitals only, in English, Slovak, Czech, German, Hungarian and Bulgarian.
std::optional<Operator> operator_named(std::string_view word);

// NEAR, NEAR/5; and NEAR/x, whose distance is to be corrected.
struct Near {
  unsigned distance;
  bool sound;
};
std::optional<Near> near_named(std::string_view word);

// Bytes of the quotation mark at the beginning of `text`; 0 if there is none.
std::size_t opening_quote(std::string_view text);
// Where, after it, the one stands that closes it.
struct ClosingQuote {
  std::size_t at, bytes;
};
std::optional<ClosingQuote> closing_quote(std::string_view text_after, std::string_view opening);

}  // namespace pramen::query
