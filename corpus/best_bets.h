// Best bets: what editors put first, or keep out, where people search for certain words. In a corpus folder they are
// best_bets.jsonl, one a line (docs/best-bets.md); a generation carries those it was built with.
//
// Reading hands out problems like that of records. Plain values.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/findings.h"
#include "corpus/node.h"
#include "corpus/problem.h"
#include "corpus/schema.h"

namespace pramen::corpus {

using Day = std::chrono::sys_days;  // in UTC

Day today();
// "2026-12-01", and nothing else.
std::optional<Day> parse_day(std::string_view text);
std::string to_text(Day day);

struct BestBet {
  std::vector<std::string> words;      // wordings: each is a search of plain words that it answers
  std::string lang;                    // of the readers it is for; empty: all
  std::vector<std::string> pin, hide;  // ids of records; pins in their order
  std::optional<Day> from, until;      // the first and the last day; nothing: no limit
  std::string note;                    // for editors

  bool operator==(const BestBet&) const = default;
};

// Whether they have a wording in common; case of plain letters aside.
bool share_wording(const BestBet& a, const BestBet& b);
bool is_same_wording(std::string_view a, std::string_view b);

inline constexpr std::size_t max_best_bets_bytes = std::size_t{1} << 20;
inline constexpr std::size_t max_bet_words = 50, max_bet_records = 100;
inline constexpr std::size_t max_wording_bytes = 200;

// A sound bet as it was read, with the places that later checks name.
struct BestBetDraft {
  struct Named {
    std::string text;
    Place at;
  };
  BestBet bet;
  std::string file;
  Place at;
  std::vector<Named> words, records;  // wordings; ids, pinned and hidden
};

// What is sound alone; whether it fits the others and the records is BestBetCheck's matter (best_bet_check.h). Without
// the file there are none. Throws std::runtime_error if it cannot be read.
std::vector<BestBetDraft> read_best_bets(const std::filesystem::path& file, const Schema& schema,
                                         const ProblemSink& problems);
// One bet, as a line of the file or an item of a list holds it; nothing if it has faults.
std::optional<BestBetDraft> draft_best_bet(const Node& node, const Schema& schema, Findings& findings);

// A line of the file, without its end.
std::string to_json(const BestBet& bet);
// Lines of the file.
std::string to_lines(std::span<const BestBet> bets);

}  // namespace pramen::corpus
