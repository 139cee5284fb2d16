// What a new generation changes, before anybody sees it: records, values of facets, and what
// searches find. All plain values; compare_generations() only reads, any thread may call it.
//
// A record that goes while another comes with the same content, or with the same kind and title, was renamed.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "query/database.h"
#include "query/watched_queries.h"

namespace pramen::query {

struct RecordChange {
  std::string id, title;          // the title in its original language
  std::vector<std::string> what;  // of a changed record: names of facts, and languages whose text changed
};

struct RecordRename {
  std::string before, after, title;
  std::vector<std::string> what;  // that changed besides the id
};

struct ValueChange {
  std::string facet, value, label;
  std::uint64_t before = 0, after = 0;  // records
};

// A record among the first ten of a search; places count from 1, 0: not among them.
struct Move {
  std::string id, title;
  std::size_t before = 0, after = 0;
};

struct SearchChange {
  WatchedQuery query;
  std::uint64_t before = 0, after = 0;  // totals
  std::vector<Move> moves;              // those that entered, left, rose or fell; by place after, then before
  // It found something and finds nothing now, or a record of its first three that is still there left the first ten.
  bool worse = false;
};

struct GenerationDiff {
  std::uint64_t before = 0, after = 0;  // generations
  std::uint64_t records_before = 0, records_after = 0;
  std::vector<RecordChange> added, changed, removed;  // by id
  std::vector<RecordRename> renamed;                  // by id after
  std::vector<ValueChange> values;                    // those whose count changed, in the order of the schema
  std::uint64_t searches = 0;                         // that were watched
  std::vector<SearchChange> changed_searches;         // worse ones first, else as they stand in the file
  bool stopped = false;                               // `progress` said so; the rest is missing

  bool any_worse() const { return !changed_searches.empty() && changed_searches.front().worse; }
};

struct DiffOptions {
  std::string lang = "en";                    // of labels
  std::function<bool(double)> progress = {};  // hears the share that is done, some times a second; false: stop
};

// The wordings of both generations' best bets are watched after `queries`. Reads every record of both: some 20 µs each
// where nothing changed.
GenerationDiff compare_generations(const Database& before, const Database& after, std::span<const WatchedQuery> queries,
                                   const DiffOptions& options = {});

// {"before": 7, "after": 8, "records": {...}, "facets": [...], "searches": {...}}
std::string to_json(const GenerationDiff& diff);

}  // namespace pramen::query
