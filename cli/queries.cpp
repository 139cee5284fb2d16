#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "server/admin/query_log.h"
#include "server/admin/store.h"

namespace pramen::cli {

int queries(const QueriesOptions& options) {
  const auto store = server::admin::open_store(options.database);
  const auto order = server::admin::read_query_order(options.order);
  const auto found = server::admin::logged_queries(
      *store, {.lang = options.lang, .days = options.days, .limit = options.limit, .order = order.value()});
  if (options.json) {
    fmt::print("{}\n", server::admin::to_json(found));
  } else if (options.csv) {
    fmt::print("{}", server::admin::to_csv(found));
  } else if (options.lines) {
    using Json = nlohmann::ordered_json;
    for (const server::admin::LoggedQuery& one : found)
      fmt::print("{}\n",
                 Json{{"text", one.text}, {"lang", one.lang}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else {
    if (found.empty())
      fmt::print(stderr,
                 "nothing was asked for by {} searches or more; counting is off unless the server's setting "
                 "query_log_days says otherwise\n",
                 server::admin::least_searches);
    else
      fmt::print(stderr, "searches  without result  records opened\n");
    for (const server::admin::LoggedQuery& one : found)
      fmt::print("{:8}  {:14}  {:14}  {}  {}\n", one.searches, one.without_result, one.clicks, one.lang, one.text);
  }
  return done;
}

}  // namespace pramen::cli
