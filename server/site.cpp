#include "server/site.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "server/admin/services.h"
#include "server/admin/store.h"
#include "server/assets.h"
#include "server/crawlers.h"
#include "server/editor/path.h"
#include "server/frame.h"
#include "server/log.h"
#include "server/pages.h"
#include "server/problem.h"
#include "server/publisher.h"
#include "server/routes.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

constexpr std::size_t kept_bytes = 32 << 20;
// Of answers made for a new generation before it is served, which waits for them.
constexpr std::size_t most_prepared = 4'000;
constexpr auto most_preparing = std::chrono::seconds(1);

// Where there is no editors' page its address is as any other.
HttpResponse not_served(const HttpRequest& request) {
  HttpResponse response = problem(405, "", "only GET and HEAD are served", request);
  response.set("Allow", "GET, HEAD");
  return response;
}

HttpResponse uncached(std::string_view type, std::string body) {
  HttpResponse response;
  response.type = type;
  response.body = std::move(body);
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Site::Site(const Settings& settings)
    : security_contact_(settings.security_contact),
      cache_(kept_bytes),
      generations_(settings.database,
                   [this](const query::Database& next, const std::stop_token& stop) { prepare(next, stop); }) {
  check_texts();
  check_templates();
  open_query_log(settings);
  if (settings.corpus.empty()) return;
  admin_ = std::make_unique<admin::Admin>(settings);
  editor_ = std::make_unique<editor::Editor>(*admin_, settings);
}

// Where it is off the log is there to drop what was counted before; a server that may not write serves without it.
void Site::open_query_log(const Settings& settings) {
  const bool on = settings.query_log_days > 0;
  if (!on && !admin::has_store(settings.database)) return;
  try {
    query_store_ = admin::open_store(settings.database);
    query_log_ = std::make_unique<admin::QueryLog>(*query_store_, settings.query_log_days);
  } catch (const std::exception& error) {
    if (on) throw;
    spdlog::warn("what was counted of searches before could not be dropped: {}", escaped(error.what()));
  }
}

std::optional<HttpResponse> Site::refuse(const HttpRequest& request) {
  if (editor::is_editor_path(request.path)) {
    if (editor_ == nullptr) return not_served(request);
    return editor_->refuse(*generations_.current(), request);
  }
  if (admin_ == nullptr) return admin::no_admin(request);
  return admin_->refuse(request);
}

HttpResponse Site::answer(const HttpRequest& request) {
  const auto [name, rest, answer] = match(request.path);
  if (name == "admin") return admin_ == nullptr ? admin::no_admin(request) : admin_->answer(request);
  if (name == "editor" && editor_ != nullptr) return editor_->answer(*generations_.current(), request);
  if (name == "editor" && request.method != "GET" && request.method != "HEAD") return not_served(request);
  if (name == "live") return uncached(json_type, "{\"status\":\"live\"}");
  if (name == "asset") return asset(cache_, request, rest);
  if (name == "icon") return asset(cache_, request, "icon-32.png");
  if (name == "theme") return theme(request);
  if (name == "widget") return widget_script(cache_, request);
  if (name == "robots") return robots(cache_, request);
  if (name == "security") return security_text(cache_, request, security_contact_);

  // Held until the answer is made: a generation published meanwhile changes nothing.
  const auto database = generations_.current();
  if (answer != nullptr) return answer(*database, cache_, request, rest);
  if (name == "metrics") {
    return uncached("text/plain; version=0.0.4; charset=utf-8",
                    metrics_.text({.generation = database->generation(),
                                   .records = database->record_count(),
                                   .published_at = database->published_at(),
                                   .cache = cache_.use(),
                                   .jobs = admin_ == nullptr ? nullptr : &admin_->services().jobs}));
  }
  if (name == "ready") {
    return uncached(json_type, fmt::format(R"({{"status":"ready","generation":{},"records":{},"published_at":"{}"}})",
                                           database->generation(), database->record_count(), database->published_at()));
  }
  if (request.path.starts_with("/api/")) return problem(404, "", "there is no such route", request);
  return not_found_page(*database, request);
}

// What was asked for of the generation before will be asked for of this one: its first readers need not wait.
void Site::prepare(const query::Database& next, const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + most_preparing;
  for (const HttpRequest& request : cache_.last_asked(most_prepared)) {
    if (stop.stop_requested() || std::chrono::steady_clock::now() >= until) return;
    const RouteMatch route = match(request.path);
    if (route.answer == nullptr) continue;
    try {
      route.answer(next, cache_, request, route.rest);
    } catch (const std::exception&) {
      // Whoever asks for it is told, and the log.
    }
  }
}

// In which language the answer is read, as far as the request says: of a page one of those that pages have; of the API
// what its parameter says, if that is one of them. Empty: not said.
std::string_view Site::reader_of(const HttpRequest& request, std::string_view route) {
  if (route.ends_with("_page") || route == "editor") return page_texts(request).code();
  const auto lang = std::ranges::find(request.parameters, "lang", &Fields::value_type::first);
  const Texts* texts = lang == request.parameters.end() ? nullptr : find_texts(lang->second);
  return texts == nullptr ? std::string_view() : std::string_view(texts->code());
}

// A search that is shown, and a record that is opened from its hits: the browser says from which page of ours.
void Site::note_search(const HttpRequest& request, const HttpResponse& response, std::string_view route) {
  if (response.searched) {
    const Searched& one = *response.searched;
    return query_log_->searched(one.words, one.lang, one.total);
  }
  const bool from_us = request.referer.find(fmt::format("://{}/", request.host)) != std::string::npos ||
                       (!request.origin.empty() && request.referer.starts_with(request.origin + "/"));
  if (route != "record_page" || !from_us) return;
  const auto from = parse_target(request.referer);
  const auto* page = std::get_if<Target>(&from);
  if (page == nullptr || page->path != "/") return;
  HttpRequest search = request;
  search.parameters = page->parameters;
  for (const auto& [name, value] : search.parameters) {
    if (name == "q") query_log_->opened(value, page_texts(search).code());
  }
}

void Site::observe(const HttpRequest& request, const HttpResponse& response, std::chrono::microseconds took) {
  const std::string_view route = match(request.path).name;
  const std::string_view lang = reader_of(request, route);
  metrics_.count(route, lang, response.status, took);
  if (response.status == 200 && !request.head) {
    if (const auto& one = response.searched) metrics_.count_search(lang, one->total, one->cut_short);
    if (query_log_ != nullptr) note_search(request, response, route);
  }
  log_answer({.method = request.method,
              .path = request.path,
              .route = route,
              .lang = lang,
              .status = response.status,
              .took = took,
              .bytes = response.body.size()});
}

}  // namespace pramen::server
