// Do best bets fit each other, and are the records there that they name? Fed with the ids of a corpus as they are read.
// One thread.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/best_bets.h"

namespace pramen::corpus {

class BestBetCheck {
 public:
  explicit BestBetCheck(std::vector<BestBetDraft> drafts);

  // A sound record.
  void see(std::string_view id);
  // These are not sound after all.
  void withdraw(std::span<const std::string> ids);
  // After the last record: every fault, and those bets that have none, in their order.
  std::vector<BestBet> sound(Day now, const ProblemSink& problems) const;

 private:
  void check_records(const BestBetDraft& draft, Findings& findings) const;
  void check_others(std::size_t which, Findings& findings) const;
  Sentence hint(const std::string& id) const;

  const std::vector<BestBetDraft> drafts_;
  std::map<std::string, bool, std::less<>> named_;  // ids that bets name: whether they were seen
  std::set<std::size_t> lengths_;                   // of an id that may be meant by one of these
  std::vector<std::string> alike_;                  // ids of such lengths, to propose
};

}  // namespace pramen::corpus
