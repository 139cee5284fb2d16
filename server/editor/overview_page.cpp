// GET /editor: what is published, how the corpus stands, what is at work, and what
// can be done next.
#include <algorithm>
#include <array>

#include "server/editor/jobs_view.h"
#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

constexpr int looked_at_jobs = 50;

Json published(const Visit& visit) {
  const Told told = ask(visit, "GET", "generations");
  if (!told.well()) return nullptr;
  for (const Json& one : told.json["generations"]) {
    if (!one["current"].get<bool>()) continue;
    return {{"number", one["generation"].get<std::uint64_t>()},
            {"records", visit.words.count("records", one["records"].get<std::uint64_t>())},
            {"when", moment(visit.texts, one["published"])},
            {"who", one["who"]},
            {"why", one["why"]},
            {"url", link(visit, "/generations")}};
  }
  return nullptr;
}

HttpResponse overview(Visit& visit) {
  const Told jobs = ask(visit, "GET", "jobs?limit=" + std::to_string(looked_at_jobs));
  if (!jobs.well()) return refused(visit, jobs);
  Json running = Json::array(), last_check;
  for (const Json& job : jobs.json["jobs"]) {
    if (job["ended"].is_null()) running.push_back(job_row(visit, job));
    if (last_check.is_null() && job.value("kind", "") == "check" && !job["ended"].is_null())
      last_check = job_row(visit, job);
  }
  return page(visit, {.title = visit.words["overview"],
                      .path = "",
                      .content = "editor_overview",
                      .data = {{"published", published(visit)},
                               {"check", last_check},
                               {"running", running},
                               {"running_any", !running.empty()},
                               {"may_check", visit.may(admin::Scope::records)},
                               {"may_publish", visit.may(admin::Scope::publish)},
                               {"upload_url", link(visit, "/upload")},
                               {"file_action", "/editor/file"},
                               {"action", link(visit, "/jobs")}}});
}

constexpr std::array pages = {Page{"GET", "", admin::Scope::read, overview}};

}  // namespace

std::span<const Page> overview_pages() { return pages; }

}  // namespace pramen::server::editor
