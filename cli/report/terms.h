// Which concepts of the thesaurus the texts use, and which have a definition.
//
// A label is found by base forms with their marks, word after word ("sociálneho podniku"
// is "sociálny podnik", but byť is not byt), in texts of its own language. What forms may be words of labels is
// found out once for each different form and kept: 16 bytes a form. Looking is for any
// number of threads, collecting for one.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/report/catalogue.h"
#include "cli/report/first_seen.h"
#include "cli/report/text_reading.h"
#include "corpus/thesaurus.h"

namespace pramen::report {

struct Terms {
  struct Term {
    std::string concept_id, label;  // the label in English
    std::size_t records = 0;        // that use it, without those that define it
  };
  std::size_t concepts = 0, used = 0, defined = 0;  // deprecated ones count nowhere
  std::vector<Term> undefined;                      // used, but without a definition; most records first
  std::vector<Term> unused;                         // defined, but used by no other record
  std::vector<Term> idle;                           // neither
};

// The labels of one language.
class LabelFinder {
 public:
  LabelFinder(const corpus::Thesaurus& thesaurus, const stemmers::Language& language);

  // Appends the concepts (indexes in the thesaurus) that stand in the text, some more than once.
  void find(const TextReading& reading, std::vector<std::uint32_t>& concepts) const;

 private:
  using WordId = std::uint32_t;  // of a base form that a word of a label has
  struct Label {
    std::uint32_t concept_index = 0;
    std::vector<std::vector<WordId>> words;  // what each may be
    std::string capitals;                    // of an abbreviation, which is found as it is written: LAG is not lag
  };

  void add(std::uint32_t concept_index, std::string_view label);
  // Null: the form is no word of a label. Stays valid.
  const std::vector<WordId>* ids_of(const std::string& form, std::uint64_t hash) const;

  const stemmers::Language& language_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<Label> labels_;
  std::vector<std::vector<std::uint32_t>> beginning_;  // labels by the id of their first word

  // Forms met, by their hash, and what they may be.
  struct Shard {
    std::mutex mutex;
    FirstSeen lists;  // place in ids + 1; 0: no word of a label
    std::deque<std::vector<WordId>> ids;
  };
  static constexpr std::size_t shards = 64;
  std::unique_ptr<std::array<Shard, shards>> met_ = std::make_unique<std::array<Shard, shards>>();
};

class TermsReader {
 public:
  TermsReader(corpus::Thesaurus thesaurus, const corpus::Schema& schema, const stemmers::Languages& languages);

  // The concepts that a record uses, ascending, each once. Any number of threads.
  std::vector<std::uint32_t> concepts_of(std::span<const TextReading> texts) const;

  void add(Number number, std::span<const std::uint32_t> concepts);
  Terms finish(const Catalogue& catalogue) const;

 private:
  const corpus::Thesaurus thesaurus_;
  std::unordered_map<std::string, LabelFinder> finders_;  // by language
  std::vector<std::pair<std::uint32_t, Number>> used_;
};

}  // namespace pramen::report
