// What people search for (query_log.h).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/admin/query_log.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

constexpr std::string_view csv_type = "text/csv; charset=utf-8";

// A parameter that is not a number; the last one counts.
std::string word(const HttpRequest& request, std::string_view name) {
  std::string value;
  for (const auto& [key, text] : request.parameters) {
    if (key == name) value = text;
  }
  return value;
}

HttpResponse list_queries(Services& services, Call& call) {
  HttpRequest numbers_only = call.request;
  std::erase_if(numbers_only.parameters,
                [](const auto& one) { return one.first == "lang" || one.first == "order" || one.first == "format"; });
  Numbers numbers(numbers_only);
  QueryReportOptions options{.lang = word(call.request, "lang")};
  options.days = numbers.read("days", 1, 3650, options.days);
  options.limit = numbers.read("limit", 1, 10'000, options.limit);
  if (auto refusal = numbers.refusal()) return std::move(*refusal);
  const std::string order = word(call.request, "order"), format = word(call.request, "format");
  const auto read = read_query_order(order.empty() ? "searches" : order);
  if (!read)
    return invalid_parameters({{"order", "order has no value like that", "searches, without_result, without_click"}},
                              call.request);
  if (!format.empty() && format != "csv" && format != "json")
    return invalid_parameters({{"format", "format has no value like that", "json, csv"}}, call.request);
  options.order = *read;
  const auto queries = logged_queries(services.store, options);
  HttpResponse response;
  response.type = format == "csv" ? csv_type : json_type;
  response.body = format == "csv" ? to_csv(queries) : to_json(queries);
  if (format == "csv") response.set("Content-Disposition", "attachment; filename=\"queries.csv\"");
  return response;
}

constexpr std::array routes = {
    Route{"GET", "queries", "queries", Scope::read, list_queries},
};

}  // namespace

std::span<const Route> query_routes() { return routes; }

}  // namespace pramen::server::admin
