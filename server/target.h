// The address of a request, taken apart by ourselves: percent-decoding that
// reports bad input instead of guessing, and a query string that loses nothing.
// Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/http.h"

namespace pramen::server {

inline constexpr std::size_t max_path_bytes = 1024;
inline constexpr std::size_t max_query_bytes = 10 * 1024;
inline constexpr std::size_t max_parameters = 300;

struct Target {
  std::string path;
  Fields parameters;
};

// "/path?query", "http://host/path?query" (the host is passed over).
std::variant<Target, Refusal> parse_target(std::string_view raw);

// Nothing if a "%" is not followed by two hexadecimal digits, or if the result
// holds a NUL or is not UTF-8. `form`: "+" is a space.
std::optional<std::string> percent_decode(std::string_view text, bool form);
// All but letters, digits and -._~ becomes %XX.
std::string percent_encode(std::string_view text);
// "a=1&b=2"
std::string encode_query(const Fields& parameters);

bool is_utf8(std::string_view text);

}  // namespace pramen::server
