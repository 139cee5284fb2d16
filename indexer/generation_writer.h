// Writes one generation into a folder, record by record; out of the one before it where that is given.
//
// One object a build, used from one thread. Throws std::runtime_error or Xapian::Error if the machine fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/best_bets.h"
#include "corpus/record.h"
#include "corpus/thesaurus.h"
#include "corpus/units.h"
#include "indexer/columns.h"
#include "indexer/manifest.h"
#include "indexer/name_writer.h"
#include "indexer/previous.h"
#include "indexer/segments.h"
#include "indexer/sources.h"
#include "stemmers/language.h"

namespace pramen::indexer {

// What the records of a build are read and found by. All of it must outlive whoever has it.
struct Rules {
  const corpus::Schema& schema;
  const stemmers::Languages& languages;  // of the schema
  const corpus::Thesaurus& thesaurus;
  const std::string& thesaurus_text;  // as it is kept
};

class GenerationWriter {
 public:
  // `previous`, which may be null, must outlive the object.
  GenerationWriter(const Rules& rules, const Previous* previous, std::filesystem::path folder, unsigned jobs);

  // What a unit of the corpus holds, if the generation before knows it.
  std::optional<corpus::Unit> known(const corpus::UnitHash& hash) const;
  // A known unit: its record goes on as it is.
  void take(const corpus::Unit& unit);
  // A record that was read. One that is as it was goes on as it is, too.
  void add(corpus::Record&& record);
  // What the last record was read from, where it can be known again.
  void add_source(const corpus::Unit& unit) { sources_.add(unit, last_row_); }
  // Takes back records whose fault shows only when all are read: relations to nowhere.
  void withdraw(const std::vector<std::string>& ids);

  std::uint64_t records() const { return taken_over_ + added_; }
  std::uint64_t taken_over() const { return taken_over_; }
  // So many rows would be without a record, or new since the last whole build, that another one is better.
  bool worn_out() const;

  // Segments::Stopped where `progress` returns false.
  void finish(Manifest manifest, std::span<const corpus::BestBet> bets, const std::function<bool(double)>& progress);

 private:
  bool has_relations(const corpus::Record& record) const;
  bool keep_if_same(const corpus::Record& record);
  void keep(std::uint32_t row);
  std::string recognise(const Forms& forms, const std::string& columns_hash) const;
  ContentHash content(const std::string& bets) const;
  const Inherited* inherited() const { return inherited_ ? &*inherited_ : nullptr; }

  const corpus::Schema& schema_;
  const stemmers::Languages& languages_;
  const corpus::Thesaurus& thesaurus_;
  const std::string& thesaurus_text_;
  const std::filesystem::path folder_;
  const unsigned jobs_;
  const std::uint32_t first_row_;  // of those that are added: behind all inherited ones
  std::optional<Inherited> inherited_;
  ColumnWriter columns_;
  NameWriter names_;
  Segments segments_;
  SourceWriter sources_;
  std::unordered_map<std::string, std::uint32_t> with_relations_;  // id -> row
  std::uint32_t next_row_, last_row_ = 0;
  std::uint64_t taken_over_ = 0, added_ = 0;
};

}  // namespace pramen::indexer
