// Best bets of an open generation (corpus/best_bets.h): which records a search has first, and which nowhere.
//
// Wordings are read as queries are, once. A query has a bet where it is of plain words and as many as the wording, and
// each meets the wording's by its base form, or by that without marks where one of the two is typed so. Immutable; any
// thread. Refers to the languages.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/best_bets.h"
#include "query/watched_queries.h"
#include "query/words.h"

namespace pramen::query {

struct BetRows {
  std::vector<std::uint32_t> pinned;  // in their order
  std::vector<std::uint32_t> hidden;
};

class BestBets {
 public:
  using RowOf = std::function<std::optional<std::uint32_t>(std::string_view id)>;

  // Records that are not there are passed over.
  BestBets(std::vector<corpus::BestBet> bets, const Grammar& grammar, const RowOf& row_of);

  bool empty() const { return bets_.empty(); }
  std::span<const corpus::BestBet> all() const { return bets_; }
  // What holds on a day for readers of `lang` (empty: not known). Where several bets do, pins follow each other in the
  // order of the bets, and what one of them hides is hidden.
  BetRows rows(std::span<const QueryItem> items, std::string_view lang, corpus::Day day) const;
  // The last day up to this one on which other bets held than the day before; nothing if they held always.
  std::optional<corpus::Day> unchanged_since(corpus::Day day) const;
  // The wordings, as searches to watch.
  std::vector<WatchedQuery> queries() const;

 private:
  struct Wording {
    std::size_t bet;
    std::vector<QueryItem> items;
    std::vector<const stemmers::Language*> languages;  // in which words are compared
  };
  static std::vector<const stemmers::Language*> languages_of(std::span<const QueryItem> items);
  static bool meets(const Wording& wording, std::span<const QueryItem> items);
  void add(std::size_t bet, BetRows& rows) const;

  std::vector<corpus::BestBet> bets_;
  std::vector<BetRows> rows_;       // by bet
  std::vector<Wording> wordings_;   // by bet
  std::vector<corpus::Day> turns_;  // days on which others hold than before, ascending
};

}  // namespace pramen::query
