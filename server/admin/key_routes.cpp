// Who am I, the keys, and the audit trail.
#include <fmt/format.h>

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "server/admin/members.h"
#include "server/admin/path.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/admin/store.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

using Json = nlohmann::ordered_json;

HttpResponse me(Services&, Call& call) {
  return json_response(200, {{"name", call.caller.name}, {"scopes", call.caller.scopes.names()}});
}

HttpResponse list_keys(Services& services, Call&) {
  Json keys = Json::array();
  for (const Key& key : services.keys.list()) keys.push_back(Json::parse(to_json(key)));
  return json_response(200, {{"keys", std::move(keys)}});
}

HttpResponse create_key(Services& services, Call& call) {
  Members members(call.request);
  NewKey wanted{.name = members.text("name", true), .scopes = {}, .created_by = call.caller.id};
  for (const std::string& name : members.texts("scopes", true)) {
    if (const auto scope = read_scope(name))
      wanted.scopes.add(*scope);
    else
      members.fault("scopes", fmt::format("there is no scope {}", name),
                    fmt::format("there are: {}", fmt::join(scope_names, ", ")));
  }
  if (const auto days = members.number("expires_days", 1, 36500)) wanted.expires = now_seconds() + days * seconds_a_day;
  if (auto refusal = members.refusal()) return std::move(*refusal);
  const CreatedKey made = services.keys.create(wanted);
  call.object = made.key.id;
  Json json = Json::parse(to_json(made.key));
  json["key"] = made.text;
  HttpResponse response = json_response(201, json);
  response.set("Location", fmt::format("{}keys/{}", prefix, made.key.id));
  return response;
}

HttpResponse revoke_key(Services& services, Call& call) {
  if (services.keys.revoke(call.parts.front())) return no_content();
  return problem(404, "", "there is no such key", call.request);
}

HttpResponse audit(Services& services, Call& call) {
  QueryString numbers(call.request);
  const auto limit = numbers.read("limit", 1, 1000, 100);
  const auto before = numbers.read("before", 1, std::numeric_limits<std::int64_t>::max(), 0);
  if (auto refusal = numbers.refusal()) return std::move(*refusal);
  Json entries = Json::array();
  for (const AuditEntry& entry : services.audit.list(limit, before)) {
    entries.push_back({{"number", entry.number},
                       {"time", iso_time(entry.time)},
                       {"who", entry.who},
                       {"name", entry.name},
                       {"action", entry.action},
                       {"object", entry.object},
                       {"status", entry.status},
                       {"why", entry.why}});
  }
  return json_response(200, {{"entries", std::move(entries)}});
}

constexpr std::array routes = {
    Route{"GET", "me", "me", Scope::read, me, Body::none, true},
    Route{"GET", "keys", "keys.list", Scope::admin, list_keys},
    Route{"POST", "keys", "keys.create", Scope::admin, create_key, Body::json},
    Route{"DELETE", "keys/{}", "keys.revoke", Scope::admin, revoke_key},
    Route{"GET", "audit", "audit", Scope::admin, audit},
};

}  // namespace

std::span<const Route> key_routes() { return routes; }

}  // namespace pramen::server::admin
