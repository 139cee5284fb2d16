// What an editor wants to know of a corpus as a whole: what is there, what is missing,
// what is there twice, what is odd in the texts. No check: nothing here keeps a
// record out of the database, and nothing is changed.
//
// The corpus is read once, record by record; batches of texts are looked at by all
// cores. What is kept of each is numbers and hashes (some 1.3 kB a record of 1.8 kB).
// Of records with faults only the faults are told.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/report/counts.h"
#include "cli/report/duplicates.h"
#include "cli/report/links.h"
#include "cli/report/relations.h"
#include "cli/report/shared_sentences.h"
#include "cli/report/sources.h"
#include "cli/report/terms.h"
#include "cli/report/translations.h"

namespace pramen::report {

struct Report {
  corpus::ReadReport read;
  std::vector<corpus::Problem> faults;  // of records and of the thesaurus, at most most_listed
  std::size_t fault_count = 0;
  Counts counts;
  Translations translations;
  Relations relations;
  std::vector<Duplicate> duplicates;
  std::vector<corpus::Problem> language;  // at most most_listed, in order of the corpus
  std::size_t language_count = 0;
  std::vector<SharedSentence> shared_sentences;
  Sources sources;
  std::optional<Terms> terms;  // none where the thesaurus has faults
  std::optional<Links> links;  // where they were asked for

  static constexpr std::size_t most_listed = 100'000;
};

struct Watcher {
  std::function<bool(const corpus::Progress&)> reading;                       // false stops
  std::function<bool(const std::string& stage, double share)> after_reading;  // likewise
};

struct Order {
  unsigned jobs = 1;        // threads, at least 1
  bool with_links = false;  // collect them; find_answers (links.h) asks
};

// Throws std::runtime_error if the corpus or the language packs cannot be opened.
Report make_report(const std::filesystem::path& corpus, const corpus::Schema& schema, const Order& order,
                   const Watcher& watcher);

}  // namespace pramen::report
