// Which texts are there, in which language, and which are missing or older than
// their original. One thread.
//
// A translation names the hash of the original it was made from (translation_of);
// where that is no longer the original's it is stale. Since when, the files do not say,
// but their history does, where they are kept in git (file_history.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/catalogue.h"

namespace pramen::report {

struct Translations {
  struct Cell {
    std::size_t original = 0, there = 0, stale = 0, undated = 0, missing = 0;  // there: a translation that fits
  };
  struct Stale {
    corpus::Position where;
    std::string record, lang, made_from, now;  // hashes: the one it names, the one to be expected
    std::string original;                      // the file of the original
    std::string since;                         // the day on which that was changed first; empty: not known
  };
  struct Missing {
    corpus::Position where;  // of the original
    std::string record;
    std::vector<std::string> languages;
  };
  struct Totals {
    std::size_t texts = 0, originals = 0;
  };
  Totals of_language(std::size_t number) const;  // over all kinds

  std::vector<std::vector<Cell>> cells;  // [kind][language], in the order of the schema
  std::vector<Stale> stale;
  std::vector<Missing> missing;
};

class TranslationsReader {
 public:
  explicit TranslationsReader(const corpus::Schema& schema) : schema_(schema) {}
  void add(Number number, const corpus::Record& record, const corpus::RecordPlaces& places);
  Translations finish(const Catalogue& catalogue) const;

 private:
  enum class State : std::uint8_t { missing, original, there, stale, undated };  // undated: names no hash

  const corpus::Schema& schema_;
  std::vector<State> states_;  // [record][language]
  std::vector<std::pair<Number, Translations::Stale>> stale_;
};

}  // namespace pramen::report
