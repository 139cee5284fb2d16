#include "corpus/best_bet_check.h"

#include <algorithm>

#include "corpus/characters.h"
#include "corpus/nearest_name.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "best-bet";

bool overlap(const BestBet& a, const BestBet& b) {
  const bool readers = a.lang.empty() || b.lang.empty() || a.lang == b.lang;
  const bool a_ends_first = a.until && b.from && *a.until < *b.from;
  const bool b_ends_first = b.until && a.from && *b.until < *a.from;
  return readers && !a_ends_first && !b_ends_first;
}

}  // namespace

BestBetCheck::BestBetCheck(std::vector<BestBetDraft> drafts) : drafts_(std::move(drafts)) {
  for (const BestBetDraft& draft : drafts_) {
    for (const auto& [id, at] : draft.records) {
      named_.emplace(id, false);
      for (std::size_t length = id.size() - std::min<std::size_t>(id.size(), 2); length <= id.size() + 2; ++length)
        lengths_.insert(length);
    }
  }
}

void BestBetCheck::see(std::string_view id) {
  if (named_.empty()) return;
  if (const auto found = named_.find(id); found != named_.end()) found->second = true;
  if (lengths_.contains(id.size())) alike_.emplace_back(id);
}

void BestBetCheck::withdraw(std::span<const std::string> ids) {
  for (const std::string& id : ids) {
    if (const auto found = named_.find(id); found != named_.end()) found->second = false;
  }
}

std::vector<BestBet> BestBetCheck::sound(Day now, const ProblemSink& problems) const {
  std::vector<BestBet> bets;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const BestBetDraft& draft = drafts_[i];
    Findings findings(draft.file);
    check_records(draft, findings);
    check_others(i, findings);
    if (!findings.faulty()) bets.push_back(draft.bet);
    if (draft.bet.until && *draft.bet.until < now)
      findings.warning(draft.at, "past-best-bet", say("this bet was over on {}", to_text(*draft.bet.until)),
                       say("delete it, or give it a later day"));
    findings.hand_out({}, problems);
  }
  return bets;
}

void BestBetCheck::check_records(const BestBetDraft& draft, Findings& findings) const {
  for (const auto& [id, at] : draft.records) {
    if (!named_.find(id)->second)
      findings.fault(at, "dangling-best-bet", say("there is no sound record {}", in_quotes(id)), hint(id));
  }
}

void BestBetCheck::check_others(std::size_t which, Findings& findings) const {
  const BestBetDraft& draft = drafts_[which];
  for (const BestBetDraft& other : std::span(drafts_).first(which)) {
    if (!overlap(draft.bet, other.bet)) continue;
    for (const auto& [wording, at] : draft.words) {
      const auto same = [&wording = wording](const std::string& theirs) { return is_same_wording(wording, theirs); };
      if (std::ranges::any_of(other.bet.words, same))
        findings.fault(at, rule,
                       say("the bet of line {} has the words {} at the same time", other.at.line, in_quotes(wording)),
                       say("make one bet of the two, or let one end before the other begins"));
    }
  }
}

Sentence BestBetCheck::hint(const std::string& id) const {
  const std::string meant = nearest_name(id, {alike_.begin(), alike_.end()});
  return meant.empty() ? say("mend the id, or delete it from the list") : say("did you mean {}?", meant);
}

}  // namespace pramen::corpus
