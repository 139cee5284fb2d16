// The only way from text to terms, the same object on the index side and on the
// query side: break into words, fold, find base forms, parts and families.
//
// A Language is immutable after construction and may be shared by any number of
// threads. Words are analysed once and shared: a bounded cache per thread keeps
// those that were met lately.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemmers/lemmatiser.h"
#include "stemmers/span.h"

namespace pramen::stemmers {

// Who asks. A query typed without marks is read by other rules than a document
// that was written with them.
enum class Side { index, query };

// A word inside of a word: Wirtschaft in Sozialwirtschaft, 2018 in 112/2018.
struct Part {
  std::uint32_t begin = 0, end = 0;  // bytes in the word as written
  std::string exact;                 // lower case, marks kept; without linking letters
  std::vector<std::string> folded;   // base forms, marks removed; never empty
};

// Everything about a word that does not depend on where it stands. All forms are
// UTF-8 and at most max_word_bytes long.
struct Word {
  std::string exact;                   // lower case, NFC, marks kept
  std::vector<std::string> lemmas;     // base forms, marks kept; never empty
  std::vector<std::string> folded;     // base forms, marks removed; never empty
  std::vector<std::string> families;   // what derived words share; often empty
  std::vector<Part> parts;             // ascending; often empty
  std::vector<std::string> spellings;  // query side, typed without marks: the known forms with marks that it stands for
  std::vector<std::string> unlike;     // base forms of stop words that it only looks like without marks: byť of byt
  std::vector<std::string> understood;  // query side: read as these (Cyrillic of Latin letters, y for z)
  Knowledge how = Knowledge::none;      // how the lemmas were come by
  bool stop = false;                    // a stop word: indexed, but never required of a record
  bool marked = false;                  // written with diacritical marks
};

// One word of a text on its way to becoming terms.
struct Token {
  std::uint32_t begin = 0, end = 0;  // byte range in the text
  std::uint32_t position = 0;        // counts words from 0; stop words count too
  std::shared_ptr<const Word> word;  // never null
};

class Language {
 public:
  // A language with a pack, or one that is only broken into words and folded.
  explicit Language(Pack pack);
  ~Language();
  Language(const Language&) = delete;
  Language& operator=(const Language&) = delete;

  const std::string& code() const;
  const std::string& name() const;

  // Every word of `text` in order, with ascending, disjoint byte ranges that
  // never split a character. Invalid UTF-8 is passed over. Words longer than
  // max_word_bytes are left out, not shortened.
  std::vector<Token> analyse(std::string_view text, Side side) const;

  // The same in two steps, for indexing: every word where it stands, which is
  // cheap, and each different form once, which is not.
  //
  // Appends the words of `text`; some may have no exact form.
  void split(std::string_view text, std::vector<Span>& spans) const;
  // Lower case, NFC, marks kept; empty where it is too long for a term.
  std::string exact_form(std::string_view surface, const Span& span) const;
  // What a form that stands in documents is found by, wherever it stands: also
  // the readings that it has only before a hyphen.
  Word indexed(std::string_view exact_form) const;

  // Base forms of one word, best first; for word lists and `pramen stem`.
  std::vector<std::string> lemmas(std::string_view word, bool typed_without_marks) const;

  // A list or table of the language has the word as a form.
  bool knows(std::string_view word) const;
  // Some form looks like the word when its marks are taken away.
  bool knows_unmarked(std::string_view word) const;

  // The form, however it is marked, is one of the language's stop words.
  bool is_stop_word(std::string_view exact_form) const;

  // A lower-case word of Cyrillic script as it may be typed in Latin letters (romanised.h).
  std::vector<std::string> romanised(std::string_view exact_form) const;

  // For the detector (detector.h); empty where the pack has none.
  std::span<const std::uint32_t> ngrams() const;

  const std::string& fingerprint() const;

 private:
  class Implementation;
  std::unique_ptr<const Implementation> own_;
};

// Longest word that becomes a term; Xapian's terms end at 245 bytes.
inline constexpr std::size_t max_word_bytes = 200;

// A set of languages, by default all that have a pack. find() gives nullptr for
// others. Sets that exist at the same time share their languages.
class Languages {
 public:
  // Throws std::runtime_error where a pack cannot be read.
  Languages();
  // Those of a schema. One without a pack is still broken into words and folded.
  explicit Languages(std::span<const std::string> codes);
  ~Languages();
  Languages(Languages&&) noexcept;
  Languages& operator=(Languages&&) noexcept;

  const Language* find(std::string_view code) const;
  std::span<const std::shared_ptr<const Language>> all() const { return languages_; }
  // Part of the database's fingerprint: changes whenever the same text would
  // give other terms.
  std::string fingerprint() const;

 private:
  std::vector<std::shared_ptr<const Language>> languages_;
};

// ICU collation key of `title` in `lang`, comparable by bytes.
std::string collation_key(std::string_view title, std::string_view lang);

}  // namespace pramen::stemmers
