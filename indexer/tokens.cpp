#include "indexer/tokens.h"

#include <utility>

namespace pramen::indexer {
namespace {

void put_head(std::string& out, std::uint32_t head, unsigned width) {
  out.append(reinterpret_cast<const char*>(&head), width);
}

}  // namespace

void TokenEncoder::begin_field(std::size_t language, FieldKind kind) {
  head_ = field_head(language, kind);
  kept_ = kind == FieldKind::alternative || kind == FieldKind::attachment;
  heads_.clear();
  places_.clear();
  count_ = end_ = 0;
}

void TokenEncoder::add(std::uint32_t token, std::uint32_t begin, std::uint32_t end, std::uint32_t form_bytes) {
  const bool odd = begin != end_ + (count_ == 0 ? 0 : 1) || end - begin != form_bytes;
  put_head(heads_, token << 1 | static_cast<std::uint32_t>(odd), width_);
  if (odd) {
    put_varint(places_, begin - end_);
    put_varint(places_, end - begin);
  }
  end_ = end;
  ++count_;
}

void TokenEncoder::end_field() {
  if (count_ == 0 && !kept_) return;
  out_ += static_cast<char>(head_);
  put_varint(out_, count_);
  put_varint(out_, static_cast<std::uint32_t>(places_.size()));
  out_ += heads_;
  out_ += places_;
}

std::string TokenEncoder::take() { return std::exchange(out_, {}); }

std::string renumber(std::string_view record, unsigned width, std::span<const std::uint32_t> renumbered,
                     unsigned new_width) {
  std::string out;
  out.reserve(record.size());
  for (FieldReader field(record, width); field.next();) {
    out += static_cast<char>(field_head(field.language(), field.kind()));
    put_varint(out, field.heads().size());
    put_varint(out, static_cast<std::uint32_t>(field.places().size()));
    for (std::uint32_t i = 0; i < field.heads().size(); ++i) {
      const std::uint32_t head = field.heads()[i];
      put_head(out, renumbered[head >> 1] << 1 | (head & 1), new_width);
    }
    out += field.places();
  }
  return out;
}

}  // namespace pramen::indexer
