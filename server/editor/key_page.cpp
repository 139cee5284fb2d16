// Keys of the admin API, and the audit trail.
#include <algorithm>
#include <array>
#include <charconv>

#include "server/admin/scope.h"
#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

std::string joined(const Json& list) {
  std::string text;
  for (const Json& one : list) text += (text.empty() ? "" : ", ") + one.get<std::string>();
  return text;
}

Json scopes(const Visit& visit, const std::vector<std::string>& chosen) {
  Json list = Json::array();
  for (const std::string_view name : admin::scope_names) {
    const bool checked = std::ranges::find(chosen, name) != chosen.end();
    list.push_back({{"name", name}, {"text", visit.words["scope_" + std::string(name)]}, {"checked", checked}});
  }
  return list;
}

// `key`: one that was just made, to be shown this once.
HttpResponse sheet(const Visit& visit, const std::string& key, int status, const std::string& fault) {
  const Told told = ask(visit, "GET", "keys");
  if (!told.well()) return refused(visit, told);
  Json rows = Json::array();
  for (const Json& one : told.json["keys"]) {
    const bool revoked = !one["revoked"].is_null();
    rows.push_back({{"id", one["id"]},
                    {"name", one["name"]},
                    {"scopes", joined(one["scopes"])},
                    {"created", moment(visit.texts, one["created"])},
                    {"last_used", moment(visit.texts, one["last_used"])},
                    {"expires", moment(visit.texts, one["expires"])},
                    {"revoked", revoked},
                    {"revoke_action", link(visit, "/keys/" + one["id"].get<std::string>() + "/revoke")}});
  }
  const bool any = !rows.empty();
  return page(visit, {.title = visit.words["keys"],
                      .path = "/keys",
                      .content = "editor_keys",
                      .data = {{"keys", std::move(rows)},
                               {"any", any},
                               {"key", key},
                               {"fault", fault},
                               {"name", fault.empty() ? std::string() : visit.form["name"]},
                               {"days", fault.empty() ? std::string() : visit.form["days"]},
                               {"scopes", scopes(visit, visit.form.all("scope"))},
                               {"action", link(visit, "/keys")}},
                      .status = status});
}

HttpResponse list(Visit& visit) { return sheet(visit, "", 200, ""); }

// The one answer to a POST that is no redirect: what it shows may not be kept anywhere.
HttpResponse create(Visit& visit) {
  Json body = {{"name", visit.form["name"]}, {"scopes", visit.form.all("scope")}};
  const std::string& days = visit.form["days"];
  int number = 0;
  const auto [end, error] = std::from_chars(days.data(), days.data() + days.size(), number);
  const bool sound = days.empty() || (error == std::errc() && end == days.data() + days.size());
  if (!days.empty() && sound) body["expires_days"] = number;
  const Told told = sound ? ask(visit, "POST", "keys", body) : Told{.status = 400, .json = nullptr, .answer = {}};
  if (told.status == 400) return sheet(visit, "", 422, visit.words["key_fault"]);
  if (!told.well()) return refused(visit, told);
  return sheet(visit, told.json["key"], 200, "");
}

HttpResponse revoke(Visit& visit) {
  const Told told = ask(visit, "DELETE", "keys/" + visit.parts.front());
  return told.well() ? see_other(link(visit, "/keys")) : refused(visit, told);
}

HttpResponse log(Visit& visit) {
  const std::string before = parameter(visit.request, "before");
  const bool is_number = !before.empty() && before.size() < 18 && before.find_first_not_of("0123456789") == before.npos;
  const Told told = ask(visit, "GET", "audit?limit=100" + (is_number && before != "0" ? "&before=" + before : ""));
  if (!told.well()) return refused(visit, told);
  Json rows = Json::array();
  for (const Json& one : told.json["entries"])
    rows.push_back({{"time", moment(visit.texts, one["time"])},
                    {"name", one["name"]},
                    {"action", one["action"]},
                    {"object", one["object"]},
                    {"status", std::to_string(one["status"].get<int>())},
                    {"failed", one["status"].get<int>() >= 400},
                    {"why", one["why"]}});
  const std::string older =
      rows.size() == 100
          ? link(visit, "/log",
                 {{"before", std::to_string(told.json["entries"].back()["number"].get<std::uint64_t>())}})
          : std::string();
  const bool any = !rows.empty();
  return page(visit, {.title = visit.words["log"],
                      .path = "/log",
                      .content = "editor_log",
                      .data = {{"entries", std::move(rows)}, {"any", any}, {"older_url", older}}});
}

constexpr std::array pages = {
    Page{"GET", "keys", admin::Scope::admin, list},
    Page{"POST", "keys", admin::Scope::admin, create, Sent::form},
    Page{"POST", "keys/{}/revoke", admin::Scope::admin, revoke, Sent::form},
    Page{"GET", "log", admin::Scope::admin, log},
};

}  // namespace

std::span<const Page> key_pages() { return pages; }

}  // namespace pramen::server::editor
