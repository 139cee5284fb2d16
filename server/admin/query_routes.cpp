// What people search for (query_log.h).
#include <array>

#include "server/admin/query_log.h"
#include "server/admin/route.h"
#include "server/admin/services.h"

namespace pramen::server::admin {
namespace {

constexpr std::string_view csv_type = "text/csv; charset=utf-8";

HttpResponse list_queries(Services& services, Call& call) {
  static constexpr std::array<std::string_view, 2> formats = {"json", "csv"};
  QueryString asked(call.request);
  QueryReportOptions options{.lang = asked.text("lang")};
  options.days = asked.read("days", 1, 3650, options.days);
  options.limit = asked.read("limit", 1, 10'000, options.limit);
  options.order = read_query_order(asked.choice("order", query_order_names)).value();
  const bool csv = asked.choice("format", formats) == "csv";
  if (auto refusal = asked.refusal()) return std::move(*refusal);
  const auto queries = logged_queries(services.store, options);
  HttpResponse response;
  response.type = csv ? csv_type : json_type;
  response.body = csv ? to_csv(queries) : to_json(queries);
  if (csv) response.set("Content-Disposition", "attachment; filename=\"queries.csv\"");
  return response;
}

constexpr std::array routes = {
    Route{"GET", "queries", "queries", Scope::read, list_queries},
};

}  // namespace

std::span<const Route> query_routes() { return routes; }

}  // namespace pramen::server::admin
