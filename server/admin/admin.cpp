#include "server/admin/admin.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <variant>

#include "indexer/generations.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/admin/store.h"
#include "server/admin/throttle.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t mib = 1 << 20;
// A server that is being replaced needs up to five seconds to end.
constexpr auto wait_for_other_server = 10s;
// Keys cannot be guessed; this keeps those who try from keeping the server busy.
constexpr Throttle::Rate attempts_of_all{.burst = 60, .refill = 500ms};
constexpr Throttle::Rate attempts_of_key{.burst = 10, .refill = 6s};
constexpr Throttle::Rate requests_of_key{.burst = 1000, .refill = 5ms};

constexpr std::array json_types = {"application/json"};
constexpr std::array merge_patch_types = {"application/merge-patch+json", "application/json"};
constexpr std::array bulk_types = {"application/jsonl", "application/x-ndjson"};

std::span<const char* const> types_of(Body body) {
  switch (body) {
    case Body::none: return {};
    case Body::json: return json_types;
    case Body::merge_patch: return merge_patch_types;
    case Body::bulk: return bulk_types;
  }
  return {};
}

// The media type without its parameters, in lower case.
std::string media_type(std::string_view content_type) {
  std::string type(content_type.substr(0, std::min(content_type.find_first_of("; \t"), content_type.size())));
  for (char& c : type) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return type;
}

// The key behind "Bearer "; empty if there is none.
std::string_view bearer(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size()) return {};
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != scheme[i]) return {};
  }
  return authorization.substr(scheme.size());
}

bool is_read(const HttpRequest& request) { return request.method == "GET" || request.method == "HEAD"; }

bool is_idempotency_key(std::string_view key) {
  return key.size() <= 255 && std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7F; });
}

HttpResponse too_often(int seconds, const HttpRequest& request) {
  HttpResponse response = problem(429, "", "too many attempts; try again later", request);
  response.set("Retry-After", std::to_string(seconds));
  return response;
}

// The right to be the one server that writes here.
class OnlyServer {
 public:
  explicit OnlyServer(const std::filesystem::path& database) {
    const auto path = database / "admin.lock";
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw std::runtime_error(fmt::format("cannot open {}", path.string()));
    const auto until = std::chrono::steady_clock::now() + wait_for_other_server;
    while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      if (std::chrono::steady_clock::now() >= until) {
        ::close(descriptor_);
        throw std::runtime_error(fmt::format(
            "another server has the admin API of {}; end it, or start this one without a corpus", database.string()));
      }
      std::this_thread::sleep_for(50ms);
    }
  }
  ~OnlyServer() { ::close(descriptor_); }
  OnlyServer(const OnlyServer&) = delete;
  OnlyServer& operator=(const OnlyServer&) = delete;

 private:
  int descriptor_ = -1;
};

struct Admitted {
  const Route* route = nullptr;
  std::vector<std::string> parts;
};

std::string object_of(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, "/")); }

}  // namespace

class Admin::Implementation {
 public:
  explicit Implementation(const Settings& settings)
      : only_(settings.database), store_(open_store(settings.database)), services_(settings, *store_) {
    for (const auto table : {key_routes(), generation_routes(), job_routes(), record_routes(), best_bet_routes(),
                             synonym_routes(), query_routes()})
      routes_.insert(routes_.end(), table.begin(), table.end());
  }

  HttpResponse answer(const HttpRequest& request) {
    auto caller = caller_of(request);
    if (auto* refusal = std::get_if<HttpResponse>(&caller)) return std::move(*refusal);
    return answer_to(std::get<Caller>(caller), request);
  }

  std::optional<HttpResponse> refuse(const HttpRequest& request) {
    const auto caller = caller_of(request);
    if (const auto* refusal = std::get_if<HttpResponse>(&caller)) return *refusal;
    auto admitted = admit(std::get<Caller>(caller), request);
    if (auto* refusal = std::get_if<HttpResponse>(&admitted)) return std::move(*refusal);
    return std::nullopt;
  }

  HttpResponse answer_to(const Caller& caller, const HttpRequest& request) {
    auto admitted = admit(caller, request);
    if (auto* refusal = std::get_if<HttpResponse>(&admitted)) return std::move(*refusal);
    const auto& [route, parts] = std::get<Admitted>(admitted);
    Call call{.request = request, .caller = caller, .parts = parts, .object = object_of(parts), .why = {}};
    HttpResponse response = is_read(request) ? route->answer(services_, call) : write_once(*route, call);
    const bool says =
        std::ranges::find(response.headers, "Cache-Control", &Fields::value_type::first) != response.headers.end();
    if (!says) response.set("Cache-Control", "no-store");
    return response;
  }

  Services& services() { return services_; }

 private:
  // By the key alone; whatever is wrong with it, the answer is the same.
  std::variant<Caller, HttpResponse> caller_of(const HttpRequest& request) {
    const std::string_view text = bearer(request.authorization);
    auto checked = services_.keys.check(text);
    if (checked.key) {
      if (const int seconds = requests_.take(checked.key->id)) return too_often(seconds, request);
      return Caller{.id = checked.key->id,
                    .name = checked.key->name,
                    .scopes = checked.key->scopes,
                    .seal = secret_hash(text, "seal")};
    }
    if (!checked.claimed.empty()) {
      if (const int seconds = attempts_by_key_.take(checked.claimed)) return too_often(seconds, request);
    }
    if (const int seconds = attempts_.take("")) return too_often(seconds, request);
    HttpResponse response = problem(401, "", "a key that holds is needed here: Authorization: Bearer KEY", request);
    response.set("WWW-Authenticate", "Bearer");
    return response;
  }

  std::variant<Admitted, HttpResponse> admit(const Caller& caller, const HttpRequest& request) {
    Admitted admitted;
    auto found = find_route(request, admitted);
    if (found) return std::move(*found);
    const Route& route = *admitted.route;
    if (!route.anyone && !caller.scopes.include(route.scope)) {
      if (!is_read(request)) note(caller, route, object_of(admitted.parts), 403, "");
      return problem(403, "", fmt::format("this takes a key with the scope {}", name_of(route.scope)), request);
    }
    if (auto refusal = check_body(route, request)) return std::move(*refusal);
    if (!is_idempotency_key(request.idempotency_key))
      return problem(400, "", "Idempotency-Key takes up to 255 visible ASCII characters", request);
    return admitted;
  }

  std::optional<HttpResponse> find_route(const HttpRequest& request, Admitted& admitted) const {
    // No path here needs an escape, and a proxy may read one in another way than we do.
    const bool escaped = request.target.substr(0, request.target.find('?')).find('%') != std::string::npos;
    const std::string_view path = std::string_view(request.path).substr(prefix.size());
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    std::string allowed;
    for (const Route& route : routes_) {
      std::vector<std::string> parts;
      if (escaped || !matches(route.pattern, path, parts)) continue;
      if (route.method == method) {
        admitted = {.route = &route, .parts = std::move(parts)};
        return std::nullopt;
      }
      allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", route.method == "GET" ? "GET, HEAD" : route.method);
    }
    if (allowed.empty()) return problem(404, "", "there is no such route", request);
    HttpResponse response = problem(405, "", "this route takes " + allowed, request);
    response.set("Allow", allowed);
    return response;
  }

  std::optional<HttpResponse> check_body(const Route& route, const HttpRequest& request) const {
    if (request.body_bytes == 0) return std::nullopt;
    if (route.body == Body::none) return problem(413, "", "this route takes no body", request);
    const auto types = types_of(route.body);
    if (std::ranges::find(types, media_type(request.content_type)) == types.end()) {
      HttpResponse response = problem(415, "", fmt::format("the body is to be {}", fmt::join(types, " or ")), request);
      response.set("Accept", fmt::format("{}", fmt::join(types, ", ")));
      return response;
    }
    const std::size_t most = route.body == Body::bulk ? services_.settings.bulk_mib * mib : mib;
    if (request.body_bytes <= most) return std::nullopt;
    return problem(413, "", fmt::format("the body is longer than {} MiB", most / mib), request);
  }

  // A write with an Idempotency-Key is done once, however often it is asked for.
  HttpResponse write_once(const Route& route, Call& call) {
    const HttpRequest& request = call.request;
    if (request.idempotency_key.empty()) return write(route, call);
    const Idempotency::Asked asked{.who = call.caller.id,
                                   .key = request.idempotency_key,
                                   .request = secret_hash(fmt::format("{} {} {} {}\n", request.method, request.target,
                                                                      request.content_type, request.if_match) +
                                                              request.body,
                                                          "request"),
                                   .seal = call.caller.seal};
    auto begun = services_.idempotency.begin(asked);
    if (auto* kept = std::get_if<HttpResponse>(&begun)) return std::move(*kept);
    if (const auto* refusal = std::get_if<Idempotency::Refusal>(&begun)) {
      return *refusal == Idempotency::Refusal::other_request
                 ? problem(422, "idempotency-key", "this Idempotency-Key was used for another request", request)
                 : problem(409, "idempotency-key", "the first request with this Idempotency-Key is still in work",
                           request);
    }
    try {
      HttpResponse response = write(route, call);
      if (response.lasting && response.status < 500)
        services_.idempotency.keep(asked, response);
      else
        services_.idempotency.forget(asked);
      return response;
    } catch (...) {
      services_.idempotency.forget(asked);
      throw;
    }
  }

  HttpResponse write(const Route& route, Call& call) {
    int status = 500;
    try {
      HttpResponse response = write_or_wait(route, call);
      status = response.status;
      note(call.caller, route, call.object, status, call.why);
      return response;
    } catch (...) {
      if (status == 500) note(call.caller, route, call.object, status, call.why);
      throw;
    }
  }

  // Another writer is no fault of anybody's.
  HttpResponse write_or_wait(const Route& route, Call& call) {
    try {
      return route.answer(services_, call);
    } catch (const indexer::LockedError& error) {
      HttpResponse response = problem(409, "locked", error.what(), call.request);
      response.set("Retry-After", "5");
      response.lasting = false;
      return response;
    }
  }

  void note(const Caller& caller, const Route& route, const std::string& object, int status, const std::string& why) {
    services_.audit.note({.who = caller.id,
                          .name = caller.name,
                          .action = std::string(route.action),
                          .object = object,
                          .status = status,
                          .why = why});
  }

  const OnlyServer only_;
  const std::unique_ptr<Sqlite> store_;
  Services services_;
  std::vector<Route> routes_;
  Throttle attempts_{attempts_of_all}, attempts_by_key_{attempts_of_key}, requests_{requests_of_key};
};

Admin::Admin(const Settings& settings) {
  if (!std::filesystem::exists(settings.corpus))
    throw std::runtime_error(fmt::format("there is no corpus {}", settings.corpus.string()));
  implementation_ = std::make_unique<Implementation>(settings);
}
Admin::~Admin() = default;

HttpResponse Admin::answer(const HttpRequest& request) { return implementation_->answer(request); }
std::optional<HttpResponse> Admin::refuse(const HttpRequest& request) { return implementation_->refuse(request); }
HttpResponse Admin::answer_to(const Caller& caller, const HttpRequest& request) {
  return implementation_->answer_to(caller, request);
}
Services& Admin::services() { return implementation_->services(); }

HttpResponse no_admin(const HttpRequest& request) {
  return problem(404, "no-admin",
                 "this server has no admin API: it is there where the setting corpus (--corpus, PRAMEN_CORPUS) names "
                 "the corpus",
                 request);
}

}  // namespace pramen::server::admin
