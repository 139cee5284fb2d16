// The token column: for every record the stream of its words, as numbers of
// forms with their byte ranges. Phrases, NEAR, marks and passages are read from it,
// so that Xapian needs no positions and no text is broken into words twice.
//
// A record is a row of fields; a field is
//   u8       language (its place in the schema) << 2 | FieldKind
//   varint   number of words
//   varint   bytes that follow
//   words    varint token << 1 | odd; where odd: varint gap, varint length
// Most words begin one byte after the one before and are as long as their form: only
// the others are odd. Tokens are numbered by frequency, so that most of them take
// one or two bytes (forms.h).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/varint.h"

namespace pramen::indexer {

enum class FieldKind : std::uint8_t { title, alternative, summary, body };

struct TokenPlace {
  std::uint32_t token = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of the field's text
};

class TokenEncoder {
 public:
  void begin_field(std::size_t language, FieldKind kind);
  // `form_bytes`: how long the form is that the token stands for.
  void add(std::uint32_t token, std::uint32_t begin, std::uint32_t end, std::uint32_t form_bytes);
  void end_field();
  // The record; the encoder is empty again.
  std::string take();

 private:
  std::string out_, words_;
  std::uint8_t head_ = 0;
  std::uint32_t count_ = 0, end_ = 0;
};

// The same record with other numbers: `renumbered[old] == new`.
std::string renumber(std::string_view record, std::span<const std::uint32_t> renumbered);

// Walks through a record's fields. Never reads beyond the record, whatever is in it.
class FieldReader {
 public:
  explicit FieldReader(std::string_view record) : rest_(record) {}
  // False at the end.
  bool next() {
    if (rest_.empty()) return false;
    const auto head = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    language_ = head >> 2;
    kind_ = static_cast<FieldKind>(head & 3);
    count_ = take_varint(rest_);
    const std::size_t bytes = take_varint(rest_);
    words_ = rest_.substr(0, bytes);
    rest_.remove_prefix(words_.size());
    return true;
  }
  std::size_t language() const { return language_; }
  FieldKind kind() const { return kind_; }
  std::uint32_t count() const { return count_; }
  std::string_view words() const { return words_; }

 private:
  std::string_view rest_, words_;
  std::size_t language_ = 0;
  FieldKind kind_ = FieldKind::title;
  std::uint32_t count_ = 0;
};

// The next word's token, without its place. Only while `words` is not empty.
inline std::uint32_t take_token(std::string_view& words) {
  const std::uint32_t head = take_varint(words);
  if ((head & 1) != 0) {
    take_varint(words);
    take_varint(words);
  }
  return head >> 1;
}

// The words of a field with their places. `form_bytes(token)` gives a form's length.
template <typename FormBytes, typename Sink>
void each_token(std::string_view words, const FormBytes& form_bytes, const Sink& sink) {
  std::uint32_t end = 0;
  for (bool first = true; !words.empty(); first = false) {
    const std::uint32_t head = take_varint(words), token = head >> 1;
    const bool odd = (head & 1) != 0;
    const std::uint32_t begin = end + (odd ? take_varint(words) : first ? 0 : 1);
    end = begin + (odd ? take_varint(words) : form_bytes(token));
    sink(TokenPlace{token, begin, end});
  }
}

}  // namespace pramen::indexer
