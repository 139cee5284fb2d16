#include "query/operators.h"

#include <algorithm>
#include <charconv>

#include "query/words.h"

namespace pramen::query {

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

}  // namespace pramen::query
