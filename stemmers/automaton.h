// A set of words with a number each, as a minimal acyclic automaton (Daciuk,
// Mihov, Watson & Watson, "Incremental construction of minimal acyclic
// finite-state automata", 2000) that is read where it lies in memory.
//
// A transition is one 32-bit word, little-endian: letter (8 bits), last of its
// state (1 bit), target (23 bits: index of the target state's first transition).
// Letter 0 comes first in a state and carries the number of the word that ends
// there in place of a target.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace pramen::stemmers {

class Automaton {
 public:
  using State = std::uint32_t;
  static constexpr std::uint32_t max_number = (1U << 23) - 1;
  static constexpr State nowhere = 0;

  Automaton() = default;
  // The words: root state, then transitions. They must outlive the automaton.
  // Throws std::invalid_argument where a target lies outside.
  explicit Automaton(std::span<const std::uint32_t> words);

  bool empty() const { return transitions_.size() < 2; }
  State root() const { return root_; }

  // nowhere: there is no such transition.
  State next(State state, std::uint8_t letter) const {
    if (state == root_) return first_[letter];
    if (state == nowhere) return nowhere;
    for (const std::uint32_t* at = &transitions_[state];; ++at) {
      const std::uint32_t transition = *at;
      if ((transition & 0xFF) == letter) return transition >> 9;
      if ((transition & last_of_state) != 0) return nowhere;
    }
  }
  std::optional<std::uint32_t> number(State state) const {
    if (state == nowhere || (transitions_[state] & 0xFF) != 0) return std::nullopt;
    return transitions_[state] >> 9;
  }
  std::optional<std::uint32_t> find(std::string_view letters) const {
    State state = root_;
    for (const char letter : letters) state = next(state, static_cast<std::uint8_t>(letter));
    return number(state);
  }
  bool contains(std::string_view letters) const { return find(letters).has_value(); }

  // Calls visit(letter, target) for every transition of a state.
  template <typename Visit>
  void for_each(State state, Visit visit) const {
    if (state == nowhere) return;
    for (const std::uint32_t* at = &transitions_[state];; ++at) {
      if ((*at & 0xFF) != 0) visit(static_cast<std::uint8_t>(*at & 0xFF), *at >> 9);
      if ((*at & last_of_state) != 0) return;
    }
  }

  static constexpr std::uint32_t last_of_state = 1U << 8;

 private:
  std::span<const std::uint32_t> transitions_;
  State root_ = nowhere;
  std::array<State, 256> first_{};  // the root has the most transitions and every word needs one of them
};

}  // namespace pramen::stemmers
