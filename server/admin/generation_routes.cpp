// The generations of the database: list, compare, publish, roll back, pin.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "query/generation_diff.h"
#include "server/admin/members.h"
#include "server/admin/publishing.h"
#include "server/admin/query_log.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

using Json = nlohmann::ordered_json;

HttpResponse no_such_generation(const Call& call) {
  return problem(404, "", "there is no such generation", call.request);
}

// The one that the path names; nothing if there is none.
std::optional<std::uint64_t> named(const KnownGenerations& known, const Call& call) {
  const std::string& text = call.parts.front();
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !known.has(number)) return std::nullopt;
  return number;
}

Json generation_json(const KnownGenerations& known, std::uint64_t number) {
  return Json::parse(to_json(known, number));
}

HttpResponse list(Services& services, Call&) {
  const KnownGenerations known(services.settings.database);
  Json generations = Json::array();
  for (const std::uint64_t number : known.numbers()) generations.push_back(generation_json(known, number));
  return json_response(200, {{"current", known.current()}, {"generations", std::move(generations)}});
}

HttpResponse show(Services& services, Call& call) {
  const KnownGenerations known(services.settings.database);
  const auto number = named(known, call);
  return number ? json_response(200, generation_json(known, *number)) : no_such_generation(call);
}

// Watched searches of the corpus are compared, too, and the most frequent of the log; lines of the file that are none
// are passed over.
HttpResponse diff(Services& services, Call& call) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  const KnownGenerations known(services.settings.database);
  QueryString numbers(call.request);
  const auto to = static_cast<std::uint64_t>(numbers.read("to", 1, most, static_cast<std::int64_t>(known.current())));
  const std::uint64_t otherwise = to == known.current() ? known.before() : known.current();
  const auto from = static_cast<std::uint64_t>(numbers.read("from", 1, most, static_cast<std::int64_t>(otherwise)));
  if (auto refusal = numbers.refusal()) return std::move(*refusal);
  if (!known.has(from) || !known.has(to)) return no_such_generation(call);
  const auto before = query::Database::open_generation(services.settings.database, from, 0);
  const auto after = query::Database::open_generation(services.settings.database, to, 0);
  std::vector<query::WatchedQuery> queries;
  const auto file = services.settings.corpus / corpus::watched_queries_name;
  if (std::filesystem::is_regular_file(file))
    queries = query::read_watched_queries(file, after->schema(), [](corpus::Problem&&) {});
  watch_frequent_searches(services.settings.database, queries);
  HttpResponse response;
  response.type = json_type;
  response.body = query::to_json(query::compare_generations(*before, *after, queries)) + "\n";
  return response;
}

// {"why"}; the refusal, if it is anything else.
std::optional<HttpResponse> read_why(Call& call) {
  Members members(call.request);
  call.why = members.text("why");
  return members.refusal();
}

Author author_of(const Call& call) { return {.who = call.caller.name, .why = call.why}; }

HttpResponse publish_one(Services& services, Call& call) {
  if (auto refusal = read_why(call)) return std::move(*refusal);
  const auto number = named(KnownGenerations(services.settings.database), call);
  if (!number) return no_such_generation(call);
  const Switched switched = publish(services.settings.database, *number, author_of(call));
  return json_response(200, {{"generation", switched.to}, {"before", switched.from}});
}

HttpResponse roll_back_one(Services& services, Call& call) {
  if (auto refusal = read_why(call)) return std::move(*refusal);
  const Switched switched = roll_back(services.settings.database, 0, author_of(call));
  if (switched.to == 0)
    return problem(409, "", fmt::format("nothing was published before generation {}", switched.from), call.request);
  call.object = std::to_string(switched.to);
  return json_response(200, {{"generation", switched.to}, {"before", switched.from}});
}

HttpResponse set_pin(Services& services, Call& call, bool stays) {
  if (auto refusal = read_why(call)) return std::move(*refusal);
  const KnownGenerations known(services.settings.database);
  const auto number = named(known, call);
  if (!number) return no_such_generation(call);
  if (known.is_pinned(*number) != stays) pin(services.settings.database, *number, stays, author_of(call));
  return json_response(200, generation_json(KnownGenerations(services.settings.database), *number));
}

HttpResponse pin_one(Services& services, Call& call) { return set_pin(services, call, true); }
HttpResponse unpin_one(Services& services, Call& call) { return set_pin(services, call, false); }

constexpr std::array routes = {
    Route{"GET", "generations", "generations.list", Scope::read, list},
    Route{"GET", "generations/diff", "generations.diff", Scope::read, diff},
    Route{"POST", "generations/rollback", "generations.rollback", Scope::publish, roll_back_one, Body::json},
    Route{"GET", "generations/{}", "generations.show", Scope::read, show},
    Route{"POST", "generations/{}/publish", "generations.publish", Scope::publish, publish_one, Body::json},
    Route{"PUT", "generations/{}/pin", "generations.pin", Scope::publish, pin_one, Body::json},
    Route{"DELETE", "generations/{}/pin", "generations.unpin", Scope::publish, unpin_one},
};

}  // namespace

std::span<const Route> generation_routes() { return routes; }

}  // namespace pramen::server::admin
