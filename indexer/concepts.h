// Which concepts the records of a generation are about, and where their texts say so.
//
// Concepts are those of the thesaurus (corpus/thesaurus.h) and, where it has none by that name, the
// values of the facets: "Maďarsko" is a concept with a label in every language, too. A record has a concept
// where a label of it stands in one of its texts, with whatever ending; where a value of
// the record goes by the concept's name; and where the thesaurus names the record as its definition.
//
// Const after construction; any number of threads may read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/schema.h"
#include "indexer/label_trie.h"
#include "indexer/sections.h"

namespace pramen::corpus {
class Thesaurus;
}
namespace pramen::stemmers {
class Languages;
}

namespace pramen::indexer {

class Columns;
struct Inherited;
class TokenColumn;

// A concept of the generation: those of the thesaurus first, in the order of their ids; then values.
using Subject = std::uint32_t;

class Concepts {
 public:
  // Throws std::runtime_error if the file is missing or damaged (sections.h).
  Concepts(const std::filesystem::path& file, std::string_view expected_hash, const corpus::Schema& schema);

  Subject size() const { return static_cast<Subject>(ids_.size()); }
  // Of the thesaurus; the others are values.
  Subject of_thesaurus() const { return of_thesaurus_; }
  // Of a concept its id, of a value "facet/key".
  std::string_view id(Subject subject) const { return ids_[subject]; }
  std::optional<Subject> find(std::string_view id) const;
  // Its name for readers of `lang`; else in English, else in any language.
  std::string_view label(Subject subject, std::string_view lang) const;
  // All concepts below it, nearest first.
  std::span<const Subject> narrower(Subject subject) const {
    return narrower_.subspan(narrower_at_[subject], narrower_at_[subject + 1] - narrower_at_[subject]);
  }
  // These and all concepts below them; ascending, each once.
  std::vector<Subject> with_narrower(std::span<const Subject> subjects) const;
  const LabelTrie& labels() const { return labels_; }

  // The records that have it, ascending, and how much they say of it: occurrences, those in titles counted
  // as the words there are (layout.h).
  std::span<const std::uint32_t> rows(Subject subject) const {
    return rows_.subspan(rows_at_[subject], size_of(subject));
  }
  std::span<const std::uint16_t> frequencies(Subject subject) const {
    return frequencies_.subspan(rows_at_[subject], size_of(subject));
  }

  // The records that have one of them or several, with their frequencies together.
  std::map<std::uint32_t, std::uint32_t> summed(std::span<const Subject> subjects) const;

  // Where a label stands in a record.
  struct Occurrence {
    std::uint32_t field = 0;           // of the record's fields in the token column
    std::uint32_t begin = 0, end = 0;  // bytes of the field's text
    Subject subject = 0;
    bool ambiguous = false;  // the words stand for other concepts too
  };
  // In the order of the text.
  std::vector<Occurrence> occurrences(std::uint32_t row) const;

 private:
  struct Texts {
    std::string_view text;
    std::span<const std::uint32_t> at;
    std::size_t size() const { return at.size() - 1; }
    std::string_view operator[](std::size_t i) const { return text.substr(at[i], at[i + 1] - at[i]); }
  };
  std::size_t size_of(Subject subject) const { return rows_at_[subject + 1] - rows_at_[subject]; }
  Texts texts(const std::string& name) const;

  const Sections sections_;
  const Subject of_thesaurus_;
  const Texts ids_;
  std::vector<std::pair<std::string, Texts>> names_;  // by language
  const LabelTrie labels_;
  const std::span<const Subject> narrower_;
  const std::span<const std::uint32_t> narrower_at_, rows_;
  const std::span<const std::uint64_t> rows_at_;
  const std::span<const std::uint16_t> frequencies_;
  const std::string_view occurrences_;
  const std::span<const std::uint64_t> occurrences_at_;
};

// What the recognition reads; all of it of the generation that is being built.
struct ConceptSources {
  const corpus::Thesaurus& thesaurus;
  const corpus::Schema& schema;
  const stemmers::Languages& languages;
  const Forms& forms;
  const TokenColumn& tokens;
  const Columns& columns;
  const Inherited* inherited = nullptr;  // its concepts and what was found in its records are taken over
};

// Looks for the concepts in all records that are not inherited, on `jobs` threads, and writes the file; returns its
// hash. `done` hears how many records were looked at, from the calling thread, and may throw to end it.
std::string write_concepts(const std::filesystem::path& file, const ConceptSources& sources, unsigned jobs,
                           const std::function<void(std::uint64_t)>& done = {});

}  // namespace pramen::indexer
