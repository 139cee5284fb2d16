// The synonyms of the corpus folder (synonyms.jsonl, docs/thesaurus.md), read and changed as a whole. A change is on
// disk when it is answered, and holds with the next index job.
//
// Checked together with the thesaurus before the file is touched. A synonyms.ttl stays as it is and is checked along.
// Any thread; one writer at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corpus/schema.h"
#include "corpus/thesaurus.h"
#include "query/watched_queries.h"
#include "server/admin/conditions.h"
#include "server/admin/corpus_mutex.h"
#include "server/admin/list_outcome.h"
#include "server/admin/records.h"

namespace pramen::server::admin {

// A list that somebody tries.
struct SynonymTrial {
  corpus::Thesaurus thesaurus;               // as it would be
  std::vector<std::string> ids;              // of the concepts that the list names
  std::vector<query::WatchedQuery> watched;  // searches of queries.jsonl and of best bets, as they lie in the corpus
};

class Synonyms {
 public:
  Synonyms(std::filesystem::path corpus, Records& records, CorpusMutex& mutex)
      : root_(std::move(corpus)), records_(records), mutex_(mutex) {}

  ListOutcome get();
  // `json` may be anything. With nothing in it the file goes.
  ListOutcome put(const std::string& json, const Conditions& conditions);
  // Nothing where the list, which may be anything, has problems. Nothing is written.
  std::optional<SynonymTrial> trial(const std::string& json, std::vector<corpus::Problem>& problems) const;

 private:
  std::filesystem::path file() const;
  ListOutcome stored() const;

  const std::filesystem::path root_;
  Records& records_;
  CorpusMutex& mutex_;
};

}  // namespace pramen::server::admin
