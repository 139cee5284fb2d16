// Collects the names of records while a generation is built, and writes suggest.bin
// (names.h) when all are known.
//
// Names wait in a file in the building folder. In memory are the different words of all
// names, then some bytes a name, and a bounded piece of the lists of names by word.
// One object a build, used from one thread. Throws std::runtime_error if the disk fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/record.h"
#include "indexer/forms.h"
#include "indexer/names.h"
#include "indexer/previous.h"
#include "indexer/sections.h"
#include "stemmers/language.h"

namespace pramen::indexer {

class WordsOfForms;

class NameWriter {
 public:
  // `schema`, `languages` and the generation upon which this one is built, if there is one, must outlive the object.
  NameWriter(const corpus::Schema& schema, const stemmers::Languages& languages, const std::filesystem::path& folder,
             const Previous* previous);

  void add(const corpus::Record& record);  // the next row
  void drop(std::uint32_t row);            // its record was withdrawn
  // Adds the forms that stand in the records, but for stop words, and writes the file with what is
  // inherited, if that is given; returns its hash.
  std::string write(const std::filesystem::path& file, const Forms& forms, const Inherited* inherited, unsigned jobs);

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  class AllNames;
  class Units;
  struct Words;

  void begin_unit(std::string_view id, std::size_t group, std::uint32_t row);
  void add_name(std::size_t language, NameSource source, std::string_view text, std::uint32_t order);
  void end_unit();
  void add_forms(const Forms& forms, const WordsOfForms& words, std::span<const std::uint32_t> old_names);
  std::uint32_t number_of(const std::string& word);
  std::uint32_t old_words() const;
  Words sorted_words(std::span<const std::uint32_t> counts) const;
  void write_names(const AllNames& all, SectionWriter& file) const;

  const corpus::Schema& schema_;
  const stemmers::Languages& languages_;
  const Previous* const previous_;
  const std::filesystem::path waiting_path_;
  SectionWriter waiting_;
  std::string unit_;  // the one at hand
  std::uint32_t unit_names_ = 0, rows_ = 0;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> words_;  // with their marks -> number
  std::vector<std::string_view> fresh_;  // those that the generation before has not, by number behind its words
  std::unordered_set<std::uint32_t> dropped_;
};

}  // namespace pramen::indexer
