#include "query/best_bets.h"

#include <algorithm>

namespace pramen::query {
namespace {

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

bool meet(const stemmers::Word& a, const stemmers::Word& b) {
  return a.exact == b.exact || share(a.lemmas, b.lemmas) || ((!a.marked || !b.marked) && share(a.folded, b.folded));
}

const stemmers::Word* word_in(const QueryItem& item, const stemmers::Language* language) {
  const auto& readings = item.words.front().readings;
  const auto found = std::ranges::find(readings, language, &Reading::language);
  return found == readings.end() ? nullptr : found->word.get();
}

bool holds_on(const corpus::BestBet& bet, corpus::Day day) {
  return (!bet.from || *bet.from <= day) && (!bet.until || day <= *bet.until);
}

}  // namespace

BestBets::BestBets(std::vector<corpus::BestBet> bets, const Grammar& grammar, const RowOf& row_of)
    : bets_(std::move(bets)), rows_(bets_.size()) {
  for (std::size_t i = 0; i < bets_.size(); ++i) {
    const corpus::BestBet& bet = bets_[i];
    const auto collect = [&](const std::vector<std::string>& ids, std::vector<std::uint32_t>& rows) {
      for (const std::string& id : ids) {
        if (const auto row = row_of(id)) rows.push_back(*row);
      }
    };
    collect(bet.pin, rows_[i].pinned);
    collect(bet.hide, rows_[i].hidden);
    for (const std::string& text : bet.words) {
      std::vector<QueryItem> items = parse_words(text, grammar).items;
      if (items.empty() || !std::ranges::all_of(items, is_plain_word)) continue;
      std::vector<const stemmers::Language*> languages = languages_of(items);
      wordings_.push_back({i, std::move(items), std::move(languages)});
    }
    if (bet.from) turns_.push_back(*bet.from);
    if (bet.until) turns_.push_back(*bet.until + std::chrono::days(1));
  }
  std::ranges::sort(turns_);
}

// Those that know all its words; else, of a name say, all: base forms that are guessed in a foreign language would let
// strange words meet.
std::vector<const stemmers::Language*> BestBets::languages_of(std::span<const QueryItem> items) {
  std::vector<const stemmers::Language*> all, knowing;
  for (const Reading& reading : items.front().words.front().readings) {
    const auto is_whole = [&](const QueryItem& item) { return word_in(item, reading.language) != nullptr; };
    if (!std::ranges::all_of(items, is_whole)) continue;
    all.push_back(reading.language);
    const auto knows = [&](const QueryItem& item) { return is_known(*word_in(item, reading.language)); };
    if (std::ranges::all_of(items, knows)) knowing.push_back(reading.language);
  }
  return knowing.empty() ? all : knowing;
}

bool BestBets::meets(const Wording& wording, std::span<const QueryItem> items) {
  if (wording.items.size() != items.size()) return false;
  return std::ranges::any_of(wording.languages, [&](const stemmers::Language* language) {
    return std::ranges::equal(wording.items, items, [&](const QueryItem& ours, const QueryItem& typed) {
      const stemmers::Word* word = word_in(typed, language);
      return word != nullptr && meet(*word_in(ours, language), *word);
    });
  });
}

BetRows BestBets::rows(std::span<const QueryItem> items, std::string_view lang, corpus::Day day) const {
  BetRows found;
  if (items.empty() || !std::ranges::all_of(items, is_plain_word)) return found;
  std::size_t next = 0;  // a bet that several of its wordings bring is added once
  for (const Wording& wording : wordings_) {
    const corpus::BestBet& bet = bets_[wording.bet];
    const bool for_reader = bet.lang.empty() || bet.lang == lang;
    if (wording.bet < next || !for_reader || !holds_on(bet, day) || !meets(wording, items)) continue;
    add(wording.bet, found);
    next = wording.bet + 1;
  }
  std::erase_if(found.pinned,
                [&](std::uint32_t row) { return std::ranges::find(found.hidden, row) != found.hidden.end(); });
  return found;
}

void BestBets::add(std::size_t bet, BetRows& rows) const {
  const auto join = [](std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& more) {
    for (const std::uint32_t row : more) {
      if (std::ranges::find(all, row) == all.end()) all.push_back(row);
    }
  };
  join(rows.pinned, rows_[bet].pinned);
  join(rows.hidden, rows_[bet].hidden);
}

std::optional<corpus::Day> BestBets::unchanged_since(corpus::Day day) const {
  const auto later = std::ranges::upper_bound(turns_, day);
  return later == turns_.begin() ? std::nullopt : std::optional(*std::prev(later));
}

std::vector<WatchedQuery> BestBets::queries() const {
  std::vector<WatchedQuery> queries;
  for (const corpus::BestBet& bet : bets_) {
    for (const std::string& words : bet.words) queries.push_back({words, bet.lang});
  }
  return queries;
}

}  // namespace pramen::query
