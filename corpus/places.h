// From offsets to what an editor shows: line and column. A counter walks a text
// once, forward; asking backwards is allowed but begins anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pramen::corpus {

// Both count from 1, columns in code points; lines end with LF.
struct Place {
  std::uint32_t line = 1, column = 1;
};

class PlaceCounter {
 public:
  // `text` must outlive the counter and be UTF-8 up to the places asked for.
  explicit PlaceCounter(std::string_view text, Place start = {});

  Place at_byte(std::size_t offset);
  Place at_character(std::size_t index);

 private:
  void restart();
  void step();

  std::string_view text_;
  Place start_, now_;
  std::size_t byte_ = 0, character_ = 0;
};

}  // namespace pramen::corpus
