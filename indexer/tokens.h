// The token column: for every record the stream of its words, as numbers of
// forms with their byte ranges. Phrases, NEAR, marks and passages are read from it,
// so that Xapian needs no positions and no text is broken into words twice.
//
// A record is a row of fields; a field is
//   u8       language (its place in the schema) << 3 | FieldKind
//   varint   number of words
//   varint   bytes of the places
//   heads    for each word token << 1 | odd, little-endian in `width` bytes: 3 where all tokens
//            fit, else 4. They are all of one width so that a phrase is looked for without
//            a branch for each word.
//   places   for each odd word varint gap, varint length
// Most words begin one byte after the one before and are as long as their form: only
// the others are odd. Tokens are numbered by frequency (forms.h).
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/layout.h"
#include "indexer/varint.h"

namespace pramen::indexer {

// `opening`: a title that only begins the body once more, as of records that had none of their own. `foreign`: words of
// the body that stands before it, read once more in the language that they are said to be in; its places are the
// body's.
enum class FieldKind : std::uint8_t { title, alternative, summary, body, attachment, opening, foreign };

constexpr bool is_title(FieldKind kind) { return kind == FieldKind::title || kind == FieldKind::opening; }

constexpr std::uint8_t field_head(std::size_t language, FieldKind kind) {
  return static_cast<std::uint8_t>(language << 3 | static_cast<std::size_t>(kind));
}

// How often a word counts that has counted `so_far` in the record and stands once more in such a field.
constexpr std::uint32_t counted_in(FieldKind kind, std::uint32_t so_far) {
  switch (kind) {
    case FieldKind::title: return so_far + title_weight;
    case FieldKind::alternative: return so_far + alternative_weight;
    case FieldKind::summary: return so_far + summary_weight;
    case FieldKind::body:
    case FieldKind::foreign:
    case FieldKind::opening: return so_far + body_weight;
    case FieldKind::attachment: break;
  }
  return so_far > attachment_weight ? so_far : attachment_weight;
}

struct TokenPlace {
  std::uint32_t token = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of the field's text
};

// Bytes of a head, for so many different tokens.
constexpr unsigned head_width(std::size_t tokens) { return tokens <= 1U << 23 ? 3 : 4; }
// While a generation is built.
inline constexpr unsigned widest_head = 4;

class TokenEncoder {
 public:
  explicit TokenEncoder(unsigned width) : width_(width) {}
  void begin_field(std::size_t language, FieldKind kind);
  // `form_bytes`: how long the form is that the token stands for.
  void add(std::uint32_t token, std::uint32_t begin, std::uint32_t end, std::uint32_t form_bytes);
  // A field without words is left out; but alternative names and attachments keep their places among them.
  void end_field();
  // The record; the encoder is empty again.
  std::string take();

 private:
  const unsigned width_;
  std::string out_, heads_, places_;
  std::uint8_t head_ = 0;
  bool kept_ = false;  // without words, too
  std::uint32_t count_ = 0, end_ = 0;
};

// The heads of a field's words.
class Heads {
 public:
  Heads() = default;
  Heads(std::string_view bytes, unsigned width) : bytes_(bytes), width_(width) {}
  std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size() / width_); }
  // token << 1 | odd
  std::uint32_t operator[](std::size_t i) const {
    // Of the last narrow head one byte beyond it is read: in the file something follows.
    std::uint32_t head = 0;
    std::memcpy(&head, bytes_.data() + i * width_, sizeof head);
    return width_ == widest_head ? head : head & 0xFFFFFF;
  }

 private:
  std::string_view bytes_;
  unsigned width_ = widest_head;
};

// Walks through a record's fields. Never reads beyond the record, whatever is in it.
class FieldReader {
 public:
  FieldReader(std::string_view record, unsigned width) : rest_(record), width_(width) {}
  // False at the end.
  bool next() {
    if (rest_.empty()) return false;
    const auto head = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    language_ = head >> 3;
    kind_ = static_cast<FieldKind>(head & 7);
    const std::uint64_t count = take_varint(rest_);
    const std::size_t places = take_varint(rest_);
    const std::string_view heads = rest_.substr(0, count * width_);
    heads_ = Heads(heads.substr(0, heads.size() / width_ * width_), width_);
    rest_.remove_prefix(heads.size());
    places_ = rest_.substr(0, places);
    rest_.remove_prefix(places_.size());
    return true;
  }
  std::size_t language() const { return language_; }
  FieldKind kind() const { return kind_; }
  const Heads& heads() const { return heads_; }
  std::string_view places() const { return places_; }

 private:
  std::string_view rest_, places_;
  const unsigned width_;
  Heads heads_;
  std::size_t language_ = 0;
  FieldKind kind_ = FieldKind::title;
};

// The words of a field with their places. `form_bytes(token)` gives a form's length.
template <typename FormBytes, typename Sink>
void each_token(const FieldReader& field, const FormBytes& form_bytes, const Sink& sink) {
  std::string_view places = field.places();
  std::uint32_t end = 0;
  for (std::uint32_t i = 0; i < field.heads().size(); ++i) {
    const std::uint32_t head = field.heads()[i], token = head >> 1;
    const bool odd = (head & 1) != 0;
    const std::uint32_t begin = end + (odd ? take_varint(places) : i == 0 ? 0 : 1);
    end = begin + (odd ? take_varint(places) : form_bytes(token));
    sink(TokenPlace{token, begin, end});
  }
}

// The same record with other numbers, `renumbered[old] == new`, and heads of another width.
std::string renumber(std::string_view record, unsigned width, std::span<const std::uint32_t> renumbered,
                     unsigned new_width);

}  // namespace pramen::indexer
