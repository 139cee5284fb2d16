#include "server/admin/query_log.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "corpus/characters.h"
#include "query/csv_row.h"
#include "query/request.h"
#include "server/admin/store.h"
#include "server/log.h"
#include "stemmers/folding.h"

namespace pramen::server::admin {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds between_writes = 5s, between_looks = 1h;  // the latter where nothing is counted
constexpr std::size_t most_waiting = 20'000;                             // different texts; more at once is no people
constexpr std::int64_t days_of_rare_texts = 7;
constexpr std::int64_t most_digits = 5;

std::int64_t today() { return now_seconds() / seconds_a_day; }

std::string_view sql_of(QueryOrder order) {
  switch (order) {
    case QueryOrder::searches: return "searches DESC";
    case QueryOrder::without_result: return "without_result DESC, searches DESC";
    case QueryOrder::without_click: return "searches - clicks DESC";
  }
  return {};
}

std::string_view condition_of(QueryOrder order) {
  switch (order) {
    case QueryOrder::searches: return "1";
    case QueryOrder::without_result: return "without_result > 0";
    case QueryOrder::without_click: return "clicks = 0";
  }
  return {};
}

}  // namespace

std::optional<std::string> logged_text(std::string_view words) {
  std::string text = stemmers::fold_case(corpus::fold_spaces(std::string(words)));
  if (text.empty() || query::characters(text) > max_logged_characters || text.find('@') != std::string::npos)
    return std::nullopt;
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits > most_digits) return std::nullopt;
  return text;
}

QueryLog::QueryLog(Sqlite& store, int days)
    : store_(store), days_(days), writer_([this](const std::stop_token&) { write_now_and_then(); }) {}

QueryLog::~QueryLog() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
}

void QueryLog::searched(std::string_view words, std::string_view lang, std::uint64_t total) {
  add(words, lang, {.searches = 1, .without_result = total == 0 ? 1 : 0, .clicks = 0});
}

void QueryLog::opened(std::string_view words, std::string_view lang) { add(words, lang, {.clicks = 1}); }

void QueryLog::add(std::string_view words, std::string_view lang, const Counts& counts) {
  std::optional<std::string> text = logged_text(words);
  if (!text || days_ == 0) return;
  const std::scoped_lock lock(mutex_);
  if (waiting_.size() >= most_waiting) return;
  Counts& sum = waiting_[{today(), std::string(lang), std::move(*text)}];
  sum.searches += counts.searches;
  sum.without_result += counts.without_result;
  sum.clicks += counts.clicks;
}

void QueryLog::write_now_and_then() {
  for (bool ending = false;;) {
    try {
      write();
    } catch (const std::exception& error) {
      // People search all the same; the next try may go better.
      spdlog::warn("the query log could not be written: {}", escaped(error.what()));
    }
    if (ending) return;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, days_ == 0 ? between_looks : between_writes, [this] { return ending_; });
    ending = ending_;
  }
}

void QueryLog::write() {
  std::map<Asked, Counts> counts;
  {
    const std::scoped_lock lock(mutex_);
    counts.swap(waiting_);
  }
  const std::int64_t day = today();
  if (counts.empty() && forgotten_ == day) return;
  Sqlite::Transaction transaction(store_);
  for (const auto& [asked, sum] : counts) {
    const auto& [of_day, lang, text] = asked;
    store_.run(
        "INSERT INTO queries (day, lang, text, searches, without_result, clicks) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET searches = searches + excluded.searches, "
        "without_result = without_result + excluded.without_result, clicks = clicks + excluded.clicks",
        {of_day, lang, text, sum.searches, sum.without_result, sum.clicks});
  }
  if (forgotten_ != day) forget(day);
  transaction.commit();
  forgotten_ = day;
}

void QueryLog::forget(std::int64_t today) {
  store_.run("DELETE FROM queries WHERE day <= ?", {today - days_});
  store_.run(
      "DELETE FROM queries WHERE day <= ? AND (SELECT sum(other.searches) FROM queries AS other WHERE other.lang = "
      "queries.lang AND other.text = queries.text AND other.day BETWEEN queries.day - ? AND queries.day + ?) < ?",
      {today - days_of_rare_texts, days_of_rare_texts, days_of_rare_texts, least_searches});
}

std::optional<QueryOrder> read_query_order(std::string_view name) {
  const auto* found = std::ranges::find(query_order_names, name);
  if (found == query_order_names.end()) return std::nullopt;
  return static_cast<QueryOrder>(found - query_order_names.begin());
}

std::vector<LoggedQuery> logged_queries(Sqlite& store, const QueryReportOptions& options) {
  std::vector<LoggedQuery> found;
  store.each(
      fmt::format("SELECT lang, text, sum(searches) AS searches, sum(without_result) AS without_result, "
                  "sum(clicks) AS clicks FROM queries WHERE day > ? AND (? = '' OR lang = ?) GROUP BY lang, text "
                  "HAVING searches >= ? AND {} ORDER BY {}, text, lang LIMIT ?",
                  condition_of(options.order), sql_of(options.order)),
      {today() - options.days, options.lang, options.lang, least_searches, options.limit}, [&](const Sqlite::Row& row) {
        found.push_back({row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4)});
      });
  return found;
}

void watch_frequent_searches(const std::filesystem::path& database, std::vector<query::WatchedQuery>& watched) {
  if (!has_store(database)) return;
  for (LoggedQuery& one : logged_queries(*open_store(database), {})) {
    query::WatchedQuery frequent{std::move(one.text), std::move(one.lang)};
    if (std::ranges::find(watched, frequent) == watched.end()) watched.push_back(std::move(frequent));
  }
}

std::string to_json(const std::vector<LoggedQuery>& queries) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const LoggedQuery& one : queries)
    list.push_back({{"text", one.text},
                    {"lang", one.lang},
                    {"searches", one.searches},
                    {"without_result", one.without_result},
                    {"clicks", one.clicks}});
  return Json{{"queries", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_csv(const std::vector<LoggedQuery>& queries) {
  std::string csv = query::csv_begin + query::csv_row({"text", "lang", "searches", "without_result", "clicks"});
  for (const LoggedQuery& one : queries)
    csv += query::csv_row({one.text, one.lang, std::to_string(one.searches), std::to_string(one.without_result),
                           std::to_string(one.clicks)});
  return csv;
}

}  // namespace pramen::server::admin
