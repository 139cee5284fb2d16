// The only way from text to terms, the same object on the index side and on the
// query side: break, fold, stop, stem.
//
// A Language is immutable after construction and may be shared by any number of
// threads; ICU's break iterators, which may not, are cloned per call.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::stemmers {

// Who asks. A query typed without marks is read by other rules than a document
// that was written with them.
enum class Side { index, query };

// One word of a text on its way to becoming terms.
struct Token {
  std::uint32_t begin = 0, end = 0;  // byte range in the text
  std::uint32_t position = 0;        // counts words from 0; stop words count too
  bool stop = false;                 // a stop word: indexed, but never required of a record
  bool marked = false;               // typed with diacritical marks
  std::string exact;                 // lower case, NFC, marks kept
  std::vector<std::string> lemmas;   // base forms, marks kept; never empty
  std::vector<std::string> folded;   // base forms, marks removed; never empty
};

class Language {
 public:
  virtual ~Language() = default;

  const std::string& code() const { return code_; }

  // Every word of `text` in order, with ascending, disjoint byte ranges that
  // never split a character. Invalid UTF-8 is passed over. Words longer than
  // max_word_bytes are cut off from the result, not shortened.
  virtual std::vector<Token> analyse(std::string_view text, Side side) const = 0;

  // One word as analyse() would see it; for word lists and `pramen stem`.
  virtual std::vector<std::string> lemmas(std::string_view word, bool typed_without_marks) const = 0;

  // Case and marks removed: what two spellings of one word share.
  virtual std::string fold(std::string_view text) const = 0;

 protected:
  explicit Language(std::string code) : code_(std::move(code)) {}

 private:
  std::string code_;
};

// Longest word that becomes a term; Xapian's terms end at 245 bytes.
inline constexpr std::size_t max_word_bytes = 200;

// A set of languages, by default all that have a pack. find() gives nullptr for
// others.
class Languages {
 public:
  Languages();
  // Those of a schema. One without a pack is still broken into words and folded.
  explicit Languages(std::span<const std::string> codes);
  ~Languages();
  Languages(Languages&&) noexcept;
  Languages& operator=(Languages&&) noexcept;

  const Language* find(std::string_view code) const;
  std::span<const std::unique_ptr<const Language>> all() const { return languages_; }
  // Part of the database's fingerprint: changes whenever the same text would
  // give other terms.
  std::string fingerprint() const;

 private:
  std::vector<std::unique_ptr<const Language>> languages_;
};

// ICU collation key of `title` in `lang`, comparable by bytes.
std::string collation_key(std::string_view title, std::string_view lang);

}  // namespace pramen::stemmers
