// suggest.bin: every name by which something is found while it is typed, and the best
// of them for beginnings that fit many.
//
// A name is a title, another name or the term of a record, in one language, or a form
// that stands in the records. A typed text fits a name where each of its words begins
// some word of the name, marks and case aside. Names lead to units: a record, or a word
// whatever its ending and language; a unit is found once, by its best name. A file of sections
// (sections.h):
//   word_at, word          u32[words + 1], bytes   folded words, ascending
//   marked_at, marked      u32[words + 1], bytes   the same with its marks; empty where it has none
//   entry_at, entry        u32[words + 1], Entry[] the names that hold the word
//   name                   Name[names]
//   name_word_at, name_word  u32[names + 1], u32[] its words in their order: number << 1 | romanised
//   text_at, text          u32[names + 1], bytes   as it is written; empty where it is a title (columns.bin)
//   row                    u32[records]            of the columns, by unit
//   units                  u32[1]                  how many there are
//   best_at, best          u32[beginnings + 1], bytes  of words, folded or with marks, ascending
//   best_total             u32[beginnings * groups]
//   best_list_at, best_list  u32[beginnings * readers * groups + 1], u32[]  their best names
//   record_names           u32[1]                  names below it are of records, from there on forms
//   set_of, set            u32[beginnings], u64[sets][record_names / 64 + 1]  names of records by a bit each
// A word of Cyrillic script is followed by itself in Latin letters, romanised
// (stemmers/romanised.h), which stands in its place.
// A reader is a language of the schema by its place, or, as the last one, nobody's.
// A beginning has a list where more than `most_scanned` entries begin so: the others are
// looked through when they are asked for. A beginning with marks has one where it has
// one without them. Where more than one in 64 of the names of records have a folded beginning, it has a set,
// by which most names are passed over when several words are typed.
//
// The file is mapped and not read when it is opened; whatever is in it, nothing outside of it is read.
// Const after construction; any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "indexer/sections.h"
#include "stemmers/name_words.h"

namespace pramen::indexer {

enum class NameSource : std::uint8_t { title, other, form };

struct Name {
  std::uint32_t unit = 0;   // records by their ids' order, then words by theirs
  std::uint32_t order = 0;  // the smaller, the better: characters; of a form ~ the records that hold it
  std::uint8_t group = 0;   // the record's kind by its place in the schema; behind them: words
  std::uint8_t language = 0;
  NameSource source = NameSource::title;
  std::uint8_t unused = 0;
};

// A name that holds a word, in 32 bits: there may be 2^29 names.
struct NameEntry {
  std::uint32_t bits = 0;
  std::uint32_t name() const { return bits >> 3; }
  bool is_only_word() const { return (bits & 4) != 0; }  // the name has no other
  bool is_romanised() const { return (bits & 2) != 0; }  // the word is a spelling in Latin letters
  bool is_later() const { return (bits & 1) != 0; }      // it does not begin the name
};

inline constexpr std::size_t most_suggested = 5;  // of a group

// The best names of a group, the best first, and how many units fit.
struct BestNames {
  std::uint32_t total = 0;
  std::uint32_t count = 0;
  std::array<std::uint32_t, most_suggested> names{};
};

class Names {
 public:
  static constexpr std::uint32_t most_scanned = 256;

  // Throws std::runtime_error if the file is missing or is no file of sections, or has not the hash if one is given.
  Names(const std::filesystem::path& file, const corpus::Schema& schema, std::string_view expected_hash = {});

  // By group; all empty where `typed` is. `reader`: a language of the schema by its
  // place, or readers() - 1.
  std::vector<BestNames> find(std::span<const stemmers::NameWord> typed, std::size_t reader) const;
  // The same without the lists.
  std::vector<BestNames> scan(std::span<const stemmers::NameWord> typed, std::size_t reader) const;
  // Of one word, by reader: what the lists are made of.
  std::vector<std::vector<BestNames>> scan_for_all(const stemmers::NameWord& typed) const;

  std::size_t groups() const { return groups_; }
  std::size_t readers() const { return ranks_.size(); }
  const Name& name(std::uint32_t number) const { return number < names_.size() ? names_[number] : none_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }
  std::uint32_t record_names() const { return record_names_; }  // names below it are of records, from there on forms
  // The words of a name in their order, number << 1 | romanised.
  std::span<const std::uint32_t> words_of(std::uint32_t name) const;
  // Words by their number: folded, then with their marks, ascending.
  std::uint32_t words() const { return static_cast<std::uint32_t>(words_.at.empty() ? 0 : words_.at.size() - 1); }
  std::string_view folded(std::uint32_t word) const { return piece(words_, word); }
  std::string_view exact(std::uint32_t word) const {
    const std::string_view marked = piece(marked_, word);
    return marked.empty() ? folded(word) : marked;
  }
  // The number of a word with these marks.
  std::optional<std::uint32_t> find_word(std::string_view exact) const;
  // Empty: the title of its record.
  std::string_view text(std::uint32_t number) const { return piece(texts_, number); }
  // The row of a record's unit; beyond all rows where there is none.
  std::uint32_t row(std::uint32_t unit) const { return unit < rows_.size() ? rows_[unit] : ~0U; }

  // For whoever makes the lists: every beginning of so many entries, folded and marked; and
  // its set, empty where it has none.
  std::vector<stemmers::NameWord> long_beginnings() const;
  std::vector<std::uint64_t> set_of(const stemmers::NameWord& beginning) const;
  const Sections& sections() const { return sections_; }

 private:
  struct Texts {
    std::span<const std::uint32_t> at;
    std::string_view bytes;
  };
  struct Range {
    std::uint32_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
  };
  // A typed word as the words that begin with it.
  struct Beginning {
    const stemmers::NameWord* typed = nullptr;
    Range words;
    std::uint32_t whole_end = 0;  // those before it are the typed word as a whole
    std::size_t entries = 0;
    std::span<const std::uint64_t> set;  // empty: it has none
    bool has(std::uint32_t word) const { return word >= words.begin && word < words.end; }
  };
  class Search;

  static Range slice(std::span<const std::uint32_t> at, std::size_t i, std::size_t size) {
    if (i + 1 >= at.size() || at[i] > at[i + 1] || at[i + 1] > size) return {};
    return {at[i], at[i + 1]};
  }
  static std::string_view piece(const Texts& texts, std::size_t i) {
    const Range range = slice(texts.at, i, texts.bytes.size());
    return texts.bytes.substr(range.begin, range.size());
  }
  std::span<const NameEntry> entries(const Range& words) const;
  std::span<const std::uint32_t> forms_of_several_words() const;
  void prefetch(std::uint32_t name) const;
  Beginning beginning(const stemmers::NameWord& typed) const;
  std::vector<BestNames> scan(std::span<const Beginning> typed, std::size_t reader) const;
  // With the typed word's marks; a word without marks is had by all.
  bool has_marks(std::uint32_t word, const stemmers::NameWord& typed) const;
  std::uint32_t place_of(std::string_view beginning) const;
  std::span<const std::uint64_t> read_set(std::string_view beginning) const;
  bool read_best(std::string_view beginning, std::size_t reader, std::vector<BestNames>& found) const;
  void add_long_beginnings(const Range& words, std::size_t bytes, std::vector<stemmers::NameWord>& found) const;

  const Sections sections_;
  const std::size_t groups_;
  std::vector<std::vector<std::uint8_t>> ranks_;  // by reader: of each language, 0 is read best
  Texts words_, marked_, texts_, best_;
  std::span<const std::uint32_t> entry_at_;
  std::span<const NameEntry> entries_;
  std::span<const std::uint32_t> name_word_at_, name_words_, rows_;
  std::span<const std::uint32_t> best_totals_, best_list_at_, best_lists_, set_of_;
  std::span<const std::uint64_t> sets_;
  std::span<const Name> names_;
  std::uint32_t units_ = 0, record_names_ = 0;
  mutable std::once_flag looked_for_forms_;
  mutable std::vector<std::uint32_t> forms_of_several_words_;
  const Name none_;
};

}  // namespace pramen::indexer
