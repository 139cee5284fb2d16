// What people search for, counted by day, language and text: which searches are frequent, which find nothing,
// after which nobody opens a record. Off unless the settings say for how many days it is kept; when it is off, what was
// counted before is dropped.
//
// Nobody is in it: no address, no time of day, no session. A text that looks as if it held somebody's data (an at
// sign, six digits or more) or is longer than a search is passed over. What fewer than `least_searches` searches a
// week asked for is dropped after a week, and everything after the days that the settings say.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

#include "query/watched_queries.h"
#include "server/admin/sqlite.h"

namespace pramen::server::admin {

inline constexpr std::int64_t least_searches = 3;  // below, a text is nobody's business
inline constexpr std::size_t max_logged_characters = 100;

// A text as it is counted: in lower case, spaces folded; nothing where it is not to be kept.
std::optional<std::string> logged_text(std::string_view words);

// Counts in memory and writes every few seconds, and when it ends. Any number of threads.
class QueryLog {
 public:
  // The store must outlive the log. `days`: how long counts are kept. With 0 nothing is counted, and what the store has
  // is dropped, at once and, where that fails, later.
  QueryLog(Sqlite& store, int days);
  ~QueryLog();
  QueryLog(const QueryLog&) = delete;
  QueryLog& operator=(const QueryLog&) = delete;

  void searched(std::string_view words, std::string_view lang, std::uint64_t total);
  // A record was opened from the hits of a search.
  void opened(std::string_view words, std::string_view lang);

 private:
  struct Counts {
    std::int64_t searches = 0, without_result = 0, clicks = 0;
  };
  using Asked = std::tuple<std::int64_t, std::string, std::string>;  // day, language, text

  void add(std::string_view words, std::string_view lang, const Counts& counts);
  void write_now_and_then();
  void write();
  void forget(std::int64_t today);

  Sqlite& store_;
  const int days_;
  std::mutex mutex_;  // of all below
  std::condition_variable wake_;
  bool ending_ = false;
  std::map<Asked, Counts> waiting_;
  std::int64_t forgotten_ = 0;  // the day on which old counts were dropped last
  std::jthread writer_;         // last: it uses what is above
};

// --- what it shows ------------------------------------------------------------------

enum class QueryOrder { searches, without_result, without_click };
inline constexpr std::array<std::string_view, 3> query_order_names = {"searches", "without_result", "without_click"};
std::optional<QueryOrder> read_query_order(std::string_view name);

struct QueryReportOptions {
  std::string lang;  // empty: all
  std::int64_t days = 30, limit = 100;
  QueryOrder order = QueryOrder::searches;
};

struct LoggedQuery {
  std::string lang, text;
  std::int64_t searches = 0, without_result = 0, clicks = 0;
};

// Texts that at least `least_searches` searches asked for, the most first; by without_result and without_click only
// those that have some.
std::vector<LoggedQuery> logged_queries(Sqlite& store, const QueryReportOptions& options);
// Adds those of the last thirty days of a database, a hundred at most, that are not watched yet; none where nothing was
// ever counted.
void watch_frequent_searches(const std::filesystem::path& database, std::vector<query::WatchedQuery>& watched);
// {"queries": [{"text", "lang", "searches", "without_result", "clicks"}]}
std::string to_json(const std::vector<LoggedQuery>& queries);
std::string to_csv(const std::vector<LoggedQuery>& queries);

}  // namespace pramen::server::admin
