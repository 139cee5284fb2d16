// Where one word of a text stands and what kind of word it is. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pramen::stemmers {

enum class SpanKind : std::uint8_t {
  word,
  number,    // may hold group separators: 20 000
  initials,  // s.r.o.: read without its full stops
  joined,    // a whole with parts that are words too: COVID-19, 112/2018, ESF+, e-mail
  address,   // web or e-mail, with parts
  section,   // § 5, with its number as part
};

inline constexpr std::size_t span_kinds = 6;

struct Span {
  std::uint32_t begin = 0, end = 0;  // bytes
  SpanKind kind = SpanKind::word;
  bool before_hyphen = false;  // "sociálno" of sociálno-ekonomický
};

}  // namespace pramen::stemmers
