// Reads a corpus, a folder or a single file, record by record.
//
//   records/<kind>/<id>.<lang>.md   one file a language, YAML front matter
//   *.json                          one record, all languages
//   *.jsonl                         one such object a line
//   *.csv                           one record a row
//
// Documents and PDFs beside them are read where a record names them.
//
// Memory stays small whatever the corpus: one record at a time, plus 16 bytes
// for each id, some 100 for each relation that points forward, and the path of
// each file. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/places.h"
#include "corpus/record.h"
#include "corpus/units.h"

namespace pramen::corpus {

// Largest Markdown or JSON file, JSONL line, CSV row, in bytes.
inline constexpr std::size_t max_record_bytes = 1 << 20;
// Deepest nesting of lists and mappings in front matter and JSON.
inline constexpr std::size_t max_depth = 16;

struct Progress {
  std::uint64_t bytes_done = 0, bytes_total = 0, records = 0;
};

// Where the texts of a record stand, by language.
using RecordPlaces = std::map<std::string, TextPlaces, std::less<>>;

struct Visitor {
  std::function<void(Record&&)> record;                       // every record without fault, in order of its path
  ProblemSink problem;                                        // every problem, as it is found
  std::function<bool(const Progress&)> progress;              // may be empty; false stops the reading
  std::function<void(Record&&, const RecordPlaces&)> placed;  // in place of `record` where it is given
  std::function<bool(const std::string& id)> elsewhere;       // records beside this corpus to which relations may lead
  // The corpus in which the files that records name are looked for and read (source_files.h); empty: they are not.
  std::filesystem::path files_in;
  // For whoever keeps what was read, so that units (units.h) that did not change are not read again; all may be empty.
  std::function<std::optional<Unit>(const UnitHash&)> known;  // what the unit holds, if that was kept
  std::function<void(Unit&&)> taken;                          // a known unit, in place of `record`
  std::function<void(Unit&&)> clean;                          // right after `record`: a unit without any problem
};

struct ReadReport {
  std::uint64_t records = 0;  // sound: handed to the visitor and not withdrawn
  std::uint64_t faulty = 0;   // kept back or withdrawn, each counted once
  std::uint64_t faults = 0, warnings = 0;
  // Handed out before their fault could be known (a relation to nowhere): the
  // caller must drop them.
  std::vector<std::string> withdrawn;
  bool stopped = false;
};

// Loads the schema of a corpus: of the folder if it has a schema.json, else the
// bundled one. Empty with problems reported if it is broken. Throws
// std::runtime_error if `corpus` does not exist.
std::optional<Schema> corpus_schema(const std::filesystem::path& corpus, const ProblemSink& problems);

// Of two records with one id the first (by path, then line) is kept. Throws
// std::runtime_error if the corpus cannot be opened at all; a single unreadable
// file is a problem like any other.
ReadReport read_corpus(const std::filesystem::path& corpus, const Schema& schema, const Visitor& visitor);

}  // namespace pramen::corpus
