#include "stemmers/automaton.h"

#include <stdexcept>

namespace pramen::stemmers {

Automaton::Automaton(std::span<const std::uint32_t> words) {
  if (words.empty()) return;
  // One pass, so that a damaged file cannot lead next() astray.
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool number = (words[i] & 0xFF) == 0;
    if (!number && (words[i] >> 9) >= words.size()) throw std::invalid_argument("an automaton leads outside itself");
  }
  if (words[0] >= words.size() || (words.back() & last_of_state) == 0) {
    throw std::invalid_argument("an automaton has no end");
  }
  transitions_ = words;
  root_ = words[0];
  for_each(root_, [&](std::uint8_t letter, State target) { first_[letter] = target; });
}

}  // namespace pramen::stemmers
