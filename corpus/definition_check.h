// Are the records that a thesaurus names as definitions there, and are they definitions? Fed with
// the records of a corpus as they are read. One thread.
#pragma once

#include <map>
#include <string>

#include "corpus/problem.h"
#include "corpus/thesaurus.h"

namespace pramen::corpus {

class DefinitionCheck {
 public:
  // `thesaurus` must outlive it.
  explicit DefinitionCheck(const Thesaurus& thesaurus);

  void see(const std::string& id, const std::string& kind);
  // After the last record: a warning for each name that leads nowhere.
  void report(const ProblemSink& problems) const;

 private:
  const Thesaurus& thesaurus_;
  std::map<std::string, std::string, std::less<>> kinds_;  // of the named records; empty: not seen
};

}  // namespace pramen::corpus
