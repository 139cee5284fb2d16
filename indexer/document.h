// One record as the terms of one Xapian document. A pure function of record and
// languages, so that records may be analysed on several threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "stemmers/language.h"

namespace pramen::indexer {

// A document before Xapian sees it: terms sorted and counted.
struct AnalysedRecord {
  struct Term {
    std::string name;
    std::uint32_t count = 0;               // within-document frequency
    std::vector<std::uint32_t> positions;  // ascending; only for the folded tier
  };
  std::vector<Term> terms;
  std::string data;
};

AnalysedRecord analyse(const corpus::Record& record, const stemmers::Languages& languages);

}  // namespace pramen::indexer
