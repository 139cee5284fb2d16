// A route of the admin API: who may use it, what body it takes, and who answers.
//
// To add one, put a row into the table of a *_routes.cpp (or a new table into
// admin.cpp) and describe it in server/web/openapi.json and docs/admin-api.md.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/request.h"
#include "server/admin/scope.h"
#include "server/http.h"

namespace pramen::server::admin {

struct Services;

// Who asks: a key, or whoever else the server knows.
struct Caller {
  std::string id, name;
  Scopes scopes;
  std::string seal;  // 32 bytes that follow from a secret which only the caller has (idempotency.h)
};

// One request on its way through its handler. What the audit trail says beside who and how it ended is set here.
struct Call {
  const HttpRequest& request;
  const Caller& caller;
  std::vector<std::string> parts;  // of the path, where the pattern has {}
  std::string object;              // at first the parts
  std::string why;
};

enum class Body { none, json, merge_patch, bulk };

struct Route {
  std::string_view method;   // GET answers HEAD, too
  std::string_view pattern;  // below the prefix: "generations/{}/publish"
  std::string_view action;   // its name in the audit trail
  Scope scope;
  HttpResponse (*answer)(Services& services, Call& call);
  Body body = Body::none;
  bool anyone = false;  // whoever has a key that holds, whatever its scopes
};

std::span<const Route> key_routes();
std::span<const Route> generation_routes();
std::span<const Route> job_routes();
std::span<const Route> query_routes();
std::span<const Route> record_routes();
std::span<const Route> best_bet_routes();
std::span<const Route> synonym_routes();

// Of a path without its prefix; false if the pattern is another.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& parts);

HttpResponse json_response(int status, const nlohmann::ordered_json& json);
HttpResponse no_content();

// What a route takes from the query string, whole numbers most often, and a refusal of whatever else stands there.
class QueryString {
 public:
  explicit QueryString(const HttpRequest& request) : request_(request) {}
  // `otherwise` where it is missing or wrong.
  std::int64_t read(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise);
  // Any text; the last of the name, empty where it is missing.
  std::string text(std::string_view name);
  // One of `choices`; the first of them where it is missing or wrong.
  std::string choice(std::string_view name, std::span<const std::string_view> choices);
  std::optional<HttpResponse> refusal();

 private:
  const HttpRequest& request_;
  std::vector<std::string> asked_;
  std::vector<query::RequestFault> faults_;
};

}  // namespace pramen::server::admin
