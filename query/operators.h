// The operators of a query: those that the corpus knows too (corpus/query_syntax.h), and NEAR. Pure functions; any
// thread.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/query_syntax.h"

namespace pramen::query {

using corpus::closing_quote;
using corpus::opening_quote;
using corpus::Operator;
using corpus::operator_named;

// NEAR, NEAR/5; and NEAR/x, whose distance is to be corrected.
struct Near {
  unsigned distance;
  bool sound;
};
std::optional<Near> near_named(std::string_view word);

}  // namespace pramen::query
