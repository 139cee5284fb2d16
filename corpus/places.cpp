#include "corpus/places.h"

namespace pramen::corpus {

PlaceCounter::PlaceCounter(std::string_view text, Place start) : text_(text), start_(start), now_(start) {}

Place PlaceCounter::at_byte(std::size_t offset) {
  if (offset < byte_) restart();
  while (byte_ < offset && byte_ < text_.size()) step();
  return now_;
}

Place PlaceCounter::at_character(std::size_t index) {
  if (index < character_) restart();
  while (character_ < index && byte_ < text_.size()) step();
  return now_;
}

void PlaceCounter::restart() {
  now_ = start_;
  byte_ = character_ = 0;
}

void PlaceCounter::step() {
  const char c = text_[byte_++];
  while (byte_ < text_.size() && (text_[byte_] & 0xC0) == 0x80 && (c & 0x80) != 0) ++byte_;
  ++character_;
  if (c == '\n') {
    ++now_.line;
    now_.column = 1;
  } else {
    ++now_.column;
  }
}

}  // namespace pramen::corpus
