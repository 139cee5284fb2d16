#include "corpus/places.h"

#include <algorithm>

namespace pramen::corpus {

PlaceCounter::PlaceCounter(std::string_view text, Place start) : text_(text), start_(start), now_(start) {}

Place PlaceCounter::at_byte(std::size_t offset) {
  if (offset < byte_) restart();
  const std::string_view passed = text_.substr(byte_, offset - byte_);
  byte_ += passed.size();
  character_ += count_characters(passed);
  now_ = after(passed, now_);
  return now_;
}

Place PlaceCounter::at_character(std::size_t index) {
  if (index < character_) restart();
  while (character_ < index && byte_ < text_.size()) step();
  return now_;
}

Place after(std::string_view text, Place start) {
  const std::size_t line = text.rfind('\n') + 1;  // npos + 1 is 0
  if (line > 0) start = {start.line + static_cast<std::uint32_t>(std::ranges::count(text, '\n')), 1};
  start.column += static_cast<std::uint32_t>(count_characters(text.substr(line)));
  return start;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
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
