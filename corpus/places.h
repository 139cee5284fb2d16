// From offsets to what an editor shows: line and column. A counter walks a text
// once, forward; asking backwards is allowed but begins anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pramen::corpus {

// Both count from 1, columns in code points; lines end with LF.
struct Place {
  std::uint32_t line = 1, column = 1;
};

// Where the parts of a record's text in one language begin.
struct TextPlaces {
  std::string file;
  Place title, summary, body;  // the text's own place for a part that is not there
  bool body_in_lines = false;  // a line of the body is a line of the file; in JSON it is not
};

// Code points in a piece of UTF-8 text.
std::size_t count_characters(std::string_view text);

// Where one is after a piece of UTF-8 text that begins at `start`.
Place after(std::string_view text, Place start);

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
