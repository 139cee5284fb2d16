// Builds the automata that stemmers/automaton.h reads: words are added in
// ascending byte order, each with a number; equal endings are joined as it goes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pramen::stemmers::train {

class AutomatonBuilder {
 public:
  // Words must ascend and differ; throws std::invalid_argument otherwise.
  void add(std::string_view letters, std::uint32_t number);
  // Root and transitions, ready for Automaton; the builder is empty afterwards.
  // Throws std::length_error where there are more transitions than 23 bits count.
  std::vector<std::uint32_t> take();

 private:
  struct Open {  // a state on the path of the last word, still growing
    std::vector<std::uint32_t> transitions;
  };
  std::uint32_t close(Open& state);
  void close_below(std::size_t depth);

  std::string last_;
  bool any_ = false;
  std::vector<Open> path_{1};
  std::vector<std::uint32_t> transitions_{0};
  std::unordered_map<std::string, std::uint32_t> known_;  // a state's bytes -> where it lies
};

}  // namespace pramen::stemmers::train
