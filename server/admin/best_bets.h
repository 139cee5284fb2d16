// The best bets of the corpus folder (corpus/best_bets.h), read and changed as a whole. A change is on disk when it is
// answered, and holds with the next index job.
//
// Checked by the readers of `pramen check` before the file is touched. Any thread; one writer at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corpus/best_bets.h"
#include "corpus/schema.h"
#include "query/watched_queries.h"
#include "server/admin/conditions.h"
#include "server/admin/corpus_mutex.h"
#include "server/admin/list_outcome.h"
#include "server/admin/records.h"

namespace pramen::server::admin {

// A bet that somebody tries, and the searches to try it on.
struct BetTrial {
  corpus::BestBet bet;
  std::vector<query::WatchedQuery> queries;  // where none were sent, the bet's wordings
};
inline constexpr std::size_t max_trial_queries = 20;

class BestBets {
 public:
  BestBets(std::filesystem::path corpus, Records& records, CorpusMutex& mutex)
      : root_(std::move(corpus)), records_(records), mutex_(mutex) {}

  ListOutcome get();
  // `json` may be anything. With no bets in it the file goes; the list is there all the same, and empty.
  ListOutcome put(const std::string& json, const Conditions& conditions);
  // {"bet": {...}, "queries": [{"text", "lang"}]}; nothing where it has problems. Whether its records are there is for
  // the caller to see.
  static std::optional<BetTrial> trial(const std::string& json, const corpus::Schema& schema,
                                       std::vector<corpus::Problem>& problems);

 private:
  std::filesystem::path file() const;
  // As they lie there.
  ListOutcome stored(const corpus::Schema& schema);
  // Against each other and the records.
  std::vector<corpus::BestBet> checked(std::vector<corpus::BestBetDraft> drafts,
                                       std::vector<corpus::Problem>& problems);

  const std::filesystem::path root_;
  Records& records_;
  CorpusMutex& mutex_;
};

}  // namespace pramen::server::admin
