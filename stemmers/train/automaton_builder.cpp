#include "stemmers/train/automaton_builder.h"

#include <algorithm>
#include <stdexcept>

#include "stemmers/automaton.h"

namespace pramen::stemmers::train {

// Every open state but the last has its next transition pending: the letter is
// known from last_, the target comes when the state below is closed.
void AutomatonBuilder::add(std::string_view letters, std::uint32_t number) {
  if (any_ && letters <= last_) throw std::invalid_argument("words of an automaton must ascend");
  if (number > Automaton::max_number) throw std::length_error("a number is too large for an automaton");
  const auto common = static_cast<std::size_t>(std::ranges::mismatch(letters, last_).in1 - letters.begin());
  close_below(common);
  path_.resize(letters.size() + 1);
  path_.back().transitions.push_back(number << 9);
  last_ = letters;
  any_ = true;
}

std::vector<std::uint32_t> AutomatonBuilder::take() {
  close_below(0);
  std::vector<std::uint32_t> made;
  if (any_) {
    transitions_[0] = close(path_[0]);
    made = std::move(transitions_);
  }
  *this = {};
  return made;
}

void AutomatonBuilder::close_below(std::size_t depth) {
  while (path_.size() > depth + 1) {
    const std::uint32_t target = close(path_.back());
    path_.pop_back();
    path_.back().transitions.push_back(target << 9 | static_cast<std::uint8_t>(last_[path_.size() - 1]));
  }
}

std::uint32_t AutomatonBuilder::close(Open& state) {
  state.transitions.back() |= Automaton::last_of_state;
  const std::string key(reinterpret_cast<const char*>(state.transitions.data()),
                        state.transitions.size() * sizeof(std::uint32_t));
  const auto [found, fresh] = known_.try_emplace(key, static_cast<std::uint32_t>(transitions_.size()));
  if (fresh) {
    if (transitions_.size() + state.transitions.size() > Automaton::max_number) {
      throw std::length_error("too many words for one automaton");
    }
    transitions_.insert(transitions_.end(), state.transitions.begin(), state.transitions.end());
  }
  return found->second;
}

}  // namespace pramen::stemmers::train
