// Generations: what there is, what two differ by, publish, roll back, pin.
#include <algorithm>
#include <array>

#include "server/admin/publishing.h"
#include "server/admin/services.h"
#include "server/editor/jobs_view.h"
#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

std::string number_of(const Json& one) { return std::to_string(one["generation"].get<std::uint64_t>()); }

HttpResponse list(Visit& visit) {
  const Told told = ask(visit, "GET", "generations");
  if (!told.well()) return refused(visit, told);
  Json rows = Json::array();
  for (const Json& one : told.json["generations"]) {
    const bool current = one["current"].get<bool>(), preview = one["preview"].get<bool>();
    const std::string number = number_of(one);
    rows.push_back(
        {{"number", number},
         {"current", current},
         {"state", visit.words[current   ? "is_published"
                               : preview ? "is_preview"
                                         : "was_published"]},
         {"records", visit.texts.number(one["records"].get<std::uint64_t>())},
         {"when", moment(visit.texts, one["published"])},
         {"who", one["who"]},
         {"why", one["why"]},
         {"pinned", one["pinned"]},
         {"url", link(visit, "/generations/" + number)},
         {"pin_action", link(visit, "/generations/" + number + (one["pinned"].get<bool>() ? "/unpin" : "/pin"))},
         {"may_pin", visit.may(admin::Scope::publish)}});
  }
  std::ranges::reverse(rows);
  return page(visit, {.title = visit.words["generations"],
                      .path = "/generations",
                      .content = "editor_generations",
                      .data = {{"generations", std::move(rows)},
                               {"rollback_url", link(visit, "/generations/rollback")},
                               {"may_publish", visit.may(admin::Scope::publish)}},
                      .notice = parameter(visit.request, "done") == "1" ? visit.words["done"] : std::string()});
}

// What a switch to `number` would change, and the form that does it. `action` is below /editor.
HttpResponse confirm(const Visit& visit, const std::string& title, const std::string& path, const std::string& number,
                     const std::string& button, const std::string& action) {
  const Told diff = ask(visit, "GET", "generations/diff?to=" + number);
  const Told one = ask(visit, "GET", "generations/" + number);
  if (!one.well()) return refused(visit, one);
  const bool current = one.json["current"].get<bool>();
  Json data = {{"current", current},
               {"number", number},
               {"records", visit.words.count("records", one.json["records"].get<std::uint64_t>())},
               {"when", moment(visit.texts, one.json["published"])},
               {"who", one.json["who"]},
               {"why", one.json["why"]},
               {"button", button},
               {"action", link(visit, action)},
               {"list_url", link(visit, "/generations")},
               {"may_publish", !current && visit.may(admin::Scope::publish)}};
  if (diff.well()) data["diff"] = diff_view(visit, diff.json);
  return page(visit, {.title = title, .path = path, .content = "editor_generation", .data = std::move(data)});
}

HttpResponse show(Visit& visit) {
  const std::string& number = visit.parts.front();
  return confirm(visit, visit.words.fill("generation", {{"n", number}}), "/generations/" + number, number,
                 visit.words["publish_this"], "/generations/" + number + "/publish");
}

HttpResponse confirm_rollback(Visit& visit) {
  const admin::KnownGenerations known(visit.admin.services().settings.database);
  const std::uint64_t before = known.before();
  if (before == 0 || !known.has(before)) return refused(visit, 409, "");
  const std::string number = std::to_string(before);
  return confirm(visit, visit.words.fill("roll_back_to", {{"n", number}}), "/generations/rollback", number,
                 visit.words["roll_back"], "/generations/rollback");
}

HttpResponse done_or_refused(const Visit& visit, const Told& told) {
  return told.well() ? see_other(link(visit, "/generations", {{"done", "1"}})) : refused(visit, told);
}

HttpResponse publish(Visit& visit) {
  return done_or_refused(
      visit, ask(visit, "POST", "generations/" + visit.parts.front() + "/publish", {{"why", visit.form["why"]}}));
}

HttpResponse roll_back(Visit& visit) {
  return done_or_refused(visit, ask(visit, "POST", "generations/rollback", {{"why", visit.form["why"]}}));
}

HttpResponse pin(Visit& visit) {
  return done_or_refused(visit, ask(visit, "PUT", "generations/" + visit.parts.front() + "/pin", Json::object()));
}

HttpResponse unpin(Visit& visit) {
  return done_or_refused(visit, ask(visit, "DELETE", "generations/" + visit.parts.front() + "/pin"));
}

constexpr std::array pages = {
    Page{"GET", "generations", admin::Scope::read, list},
    Page{"GET", "generations/rollback", admin::Scope::publish, confirm_rollback},
    Page{"POST", "generations/rollback", admin::Scope::publish, roll_back, Sent::form},
    Page{"GET", "generations/{}", admin::Scope::read, show},
    Page{"POST", "generations/{}/publish", admin::Scope::publish, publish, Sent::form},
    Page{"POST", "generations/{}/pin", admin::Scope::publish, pin, Sent::form},
    Page{"POST", "generations/{}/unpin", admin::Scope::publish, unpin, Sent::form},
};

}  // namespace

std::span<const Page> generation_pages() { return pages; }

}  // namespace pramen::server::editor
