// Jobs: start one, follow it, read what came of it.
#include <algorithm>
#include <array>
#include <cmath>

#include "server/admin/services.h"
#include "server/editor/jobs_view.h"
#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

constexpr int refresh_s = 3;

std::string job_path(const std::string& id) { return "/jobs/" + id; }

// Paths in results begin with the folder of the corpus, as the job was told it.
std::string texts_path(const Visit& visit) {
  const auto corpus = std::filesystem::absolute(visit.admin.services().settings.corpus);
  const auto folder = std::filesystem::is_directory(corpus) ? corpus : corpus.parent_path();
  std::string path = folder.string();
  if (!path.ends_with('/')) path += '/';
  return path;
}

HttpResponse list(Visit& visit) {
  const Told told = ask(visit, "GET", "jobs?limit=100");
  if (!told.well()) return refused(visit, told);
  Json rows = Json::array();
  for (const Json& job : told.json["jobs"]) rows.push_back(job_row(visit, job));
  const bool any = !rows.empty();
  return page(visit, {.title = visit.words["jobs"],
                      .path = "/jobs",
                      .content = "editor_jobs",
                      .data = {{"jobs", std::move(rows)}, {"any", any}}});
}

HttpResponse start(Visit& visit) {
  const Told told = ask(visit, "POST", "jobs",
                        {{"kind", visit.form["kind"]},
                         {"skip_invalid", visit.form["skip_invalid"] == "yes"},
                         {"links", visit.form["links"] == "yes"},
                         {"why", visit.form["why"]}});
  if (!told.well()) return refused(visit, told);
  return see_other(link(visit, job_path(told.json["id"])));
}

HttpResponse cancel(Visit& visit) {
  const Told told = ask(visit, "POST", "jobs/" + visit.parts.front() + "/cancel", Json::object());
  // One that is over meanwhile is no fault of who asks.
  if (!told.well() && told.status != 409) return refused(visit, told);
  return see_other(link(visit, job_path(visit.parts.front())));
}

HttpResponse events(Visit& visit) {
  Told told = ask(visit, "GET", "jobs/" + visit.parts.front() + "/events");
  return std::move(told.answer);
}

Json progress_of(const Visit& visit, const Json& job) {
  const Json& progress = job["progress"];
  if (!progress.is_object()) return {{"share", ""}, {"stage", ""}};
  const bool known = progress["share"].is_number();
  const int percent = known ? static_cast<int>(std::floor(progress["share"].get<double>() * 100)) : 0;
  return {{"share", known ? std::to_string(percent) : std::string()},
          {"stage", progress["stage"]},
          {"records", visit.words.count("records", progress["records"].get<std::uint64_t>())}};
}

// What came of it, by what it was.
void add_result(const Visit& visit, Json& data, const Json& job, const Json& result) {
  const std::string kind = job["kind"], path = job_path(job["id"]);
  if (!result.is_object()) return;
  data["records"] = visit.words.count("records", result["records"].get<std::uint64_t>());
  if (kind == "report") {
    data["report"] = report_view(visit, result, texts_path(visit));
    return;
  }
  data["faults"] = problem_list(visit, result["problems"], path, texts_path(visit));
  data["check"] = kind == "check";
  if (kind == "check" || !result["generation"].is_number()) return;
  const auto number = result["generation"].get<std::uint64_t>();
  data["generation"] = std::to_string(number);
  data["published"] = result["published"];
  if (result["published"].get<bool>()) {
    data["published_text"] = visit.words.fill("published_now", {{"n", std::to_string(number)}});
    return;
  }
  const bool has_diff = result["diff"].is_object();
  if (has_diff) data["diff"] = diff_view(visit, result["diff"]);
  const Told generation = ask(visit, "GET", "generations/" + std::to_string(number));
  const bool waits = generation.well() && generation.json["preview"].get<bool>();
  data["may_publish"] = waits && visit.may(admin::Scope::publish);
  data["gone"] = !waits;
  data["publish_action"] = link(visit, "/generations/" + std::to_string(number) + "/publish");
}

HttpResponse show(Visit& visit) {
  const std::string& id = visit.parts.front();
  const Told told = ask(visit, "GET", "jobs/" + id);
  if (!told.well()) return refused(visit, told);
  const Json& job = told.json;
  Json data = {{"job", job_row(visit, job)}, {"log", Json::array()}};
  const bool over = !job["ended"].is_null();
  const Told log = ask(visit, "GET", "jobs/" + id + "/log");
  if (log.well()) {
    for (const Json& line : log.json["lines"]) data["log"].push_back({{"text", line}});
  }
  data["log_any"] = !data["log"].empty();
  if (over) {
    const Told result = ask(visit, "GET", "jobs/" + id + "/result");
    if (result.well()) add_result(visit, data, job, result.json);
    data["result"] = result.well();
  } else {
    data["progress"] = progress_of(visit, job);
    data["events_url"] = "/editor/jobs/" + id + "/events";
    data["cancel_action"] = link(visit, job_path(id) + "/cancel");
    data["may_cancel"] = visit.may(job["kind"] == "index" ? admin::Scope::publish : admin::Scope::records);
    data["self_url"] = link(visit, job_path(id));
  }
  return page(visit, {.title = data["job"]["kind"],
                      .path = job_path(id),
                      .content = "editor_job",
                      .data = std::move(data),
                      .refresh_s = over ? 0 : refresh_s});
}

constexpr std::array pages = {
    Page{"GET", "jobs", admin::Scope::read, list},
    Page{"POST", "jobs", admin::Scope::read, start, Sent::form},
    Page{"GET", "jobs/{}", admin::Scope::read, show},
    Page{"GET", "jobs/{}/events", admin::Scope::read, events},
    Page{"POST", "jobs/{}/cancel", admin::Scope::read, cancel, Sent::form},
};

}  // namespace

std::span<const Page> job_pages() { return pages; }

}  // namespace pramen::server::editor
