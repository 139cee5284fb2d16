#include "indexer/tokens.h"

#include <utility>

namespace pramen::indexer {

void TokenEncoder::begin_field(std::size_t language, FieldKind kind) {
  head_ = static_cast<std::uint8_t>(language << 2 | static_cast<std::size_t>(kind));
  words_.clear();
  count_ = end_ = 0;
}

void TokenEncoder::add(std::uint32_t token, std::uint32_t begin, std::uint32_t end, std::uint32_t form_bytes) {
  const bool odd = begin != end_ + (count_ == 0 ? 0 : 1) || end - begin != form_bytes;
  put_varint(words_, token << 1 | static_cast<std::uint32_t>(odd));
  if (odd) {
    put_varint(words_, begin - end_);
    put_varint(words_, end - begin);
  }
  end_ = end;
  ++count_;
}

void TokenEncoder::end_field() {
  if (count_ == 0) return;
  out_ += static_cast<char>(head_);
  put_varint(out_, count_);
  put_varint(out_, static_cast<std::uint32_t>(words_.size()));
  out_ += words_;
}

std::string TokenEncoder::take() { return std::exchange(out_, {}); }

std::string renumber(std::string_view record, std::span<const std::uint32_t> renumbered) {
  std::string out, changed;
  out.reserve(record.size());
  for (FieldReader field(record); field.next();) {
    changed.clear();
    for (std::string_view words = field.words(); !words.empty();) {
      const std::uint32_t head = take_varint(words);
      put_varint(changed, renumbered[head >> 1] << 1 | (head & 1));
      if ((head & 1) != 0) {
        put_varint(changed, take_varint(words));
        put_varint(changed, take_varint(words));
      }
    }
    out += static_cast<char>(field.language() << 2 | static_cast<std::size_t>(field.kind()));
    put_varint(out, field.count());
    put_varint(out, static_cast<std::uint32_t>(changed.size()));
    out += changed;
  }
  return out;
}

}  // namespace pramen::indexer
