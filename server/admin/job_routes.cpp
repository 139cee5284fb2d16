// Jobs over HTTP: start, look, follow, cancel.
#include <fmt/format.h>

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <limits>
#include <nlohmann/json.hpp>

#include "server/admin/jobs.h"
#include "server/admin/members.h"
#include "server/admin/path.h"
#include "server/admin/problem_answers.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

using Json = nlohmann::ordered_json;
using namespace std::chrono_literals;

constexpr int most_streams = 16;
constexpr auto comment_interval = 15s;

HttpResponse no_such_job(const Call& call) { return problem(404, "", "there is no such job", call.request); }

Scope scope_of(JobKind kind) { return kind == JobKind::index ? Scope::publish : Scope::records; }

HttpResponse job_response(int status, const Job& job) {
  HttpResponse response;
  response.status = status;
  response.type = json_type;
  response.body = to_json(job) + "\n";
  return response;
}

HttpResponse missing_scope(Scope scope, const Call& call) {
  return problem(403, "", fmt::format("this takes a key with the scope {}", name_of(scope)), call.request);
}

HttpResponse start(Services& services, Call& call) {
  Members members(call.request);
  JobOrder order{.who = call.caller.id, .name = call.caller.name, .lang = problem_language(call.request)};
  const std::string name = members.text("kind", true);
  order.skip_invalid = members.flag("skip_invalid");
  order.links = members.flag("links");
  order.why = call.why = members.text("why");
  const auto kind = read_job_kind(name);
  if (!kind && !name.empty()) members.fault("kind", "kind is check, preview, index or report");
  if (order.links && kind && *kind != JobKind::report) members.fault("links", "links are asked by a report only");
  if (auto refusal = members.refusal()) return std::move(*refusal);
  order.kind = *kind;
  if (!call.caller.scopes.include(scope_of(*kind))) return missing_scope(scope_of(*kind), call);
  const Job job = services.jobs.start(order);
  call.object = fmt::format("{} {}", name, job.id);
  HttpResponse response = job_response(202, job);
  response.set("Location", fmt::format("{}jobs/{}", prefix, job.id));
  return response;
}

HttpResponse list(Services& services, Call& call) {
  QueryString numbers(call.request);
  const auto limit = numbers.read("limit", 1, 200, 50);
  if (auto refusal = numbers.refusal()) return std::move(*refusal);
  Json jobs = Json::array();
  for (const Job& job : services.jobs.list(limit)) jobs.push_back(Json::parse(to_json(job)));
  return json_response(200, {{"jobs", std::move(jobs)}});
}

HttpResponse show(Services& services, Call& call) {
  const auto job = services.jobs.find(call.parts.front());
  return job ? job_response(200, *job) : no_such_job(call);
}

HttpResponse log(Services& services, Call& call) {
  QueryString numbers(call.request);
  const auto after = numbers.read("after", 0, std::numeric_limits<std::int64_t>::max(), 0);
  if (auto refusal = numbers.refusal()) return std::move(*refusal);
  const auto news = services.jobs.news(call.parts.front(), after);
  if (!news) return no_such_job(call);
  return json_response(200, {{"lines", news->lines}, {"last", news->last}, {"over", news->all && news->job.is_over()}});
}

HttpResponse result(Services& services, Call& call) {
  const auto job = services.jobs.find(call.parts.front());
  if (!job) return no_such_job(call);
  HttpResponse response;
  response.type = json_type;
  response.body = services.jobs.result(job->id);
  if (response.body.empty())
    return problem(404, "", job->is_over() ? "this job has no result" : "this job is not over yet", call.request);
  return response;
}

HttpResponse cancel(Services& services, Call& call) {
  const auto job = services.jobs.find(call.parts.front());
  if (!job) return no_such_job(call);
  if (!call.caller.scopes.include(scope_of(job->order.kind))) return missing_scope(scope_of(job->order.kind), call);
  if (!services.jobs.cancel(job->id)) return problem(409, "", "this job is over", call.request);
  return job_response(202, *job);
}

// What happens to a job as server-sent events: "log" with a line and its number as id, "progress", at last "done".
class JobFeed final : public Feed {
 public:
  JobFeed(Jobs& jobs, std::string id, std::int64_t after) : jobs_(jobs), id_(std::move(id)), last_(after) { ++open_; }
  ~JobFeed() override { --open_; }

  static int open() { return open_; }

  std::string next() override {
    const auto news = over_ ? std::nullopt : jobs_.news(id_, last_);
    if (!news) {
      over_ = true;
      return {};
    }
    std::string text;
    std::int64_t number = news->last - static_cast<std::int64_t>(news->lines.size());
    for (const std::string& line : news->lines)
      text += fmt::format("id: {}\nevent: log\ndata: {}\n\n", ++number, quoted(line));
    last_ = news->last;
    const Job& job = news->job;
    if (job.progress != progress_ || job.state != state_) {
      progress_ = job.progress;
      state_ = job.state;
      text += fmt::format("event: progress\ndata: {}\n\n", to_json(job));
    }
    if (job.is_over() && news->all) {
      over_ = true;
      text += fmt::format("id: {}\nevent: done\ndata: {}\n\n", last_ + 1, to_json(job));
    }
    // A proxy would give up a connection on which nothing comes.
    const auto now = std::chrono::steady_clock::now();
    if (text.empty() && now - said_ >= comment_interval) text = ": still here\n\n";
    if (!text.empty()) said_ = now;
    return text;
  }
  bool is_over() const override { return over_; }

 private:
  // As a JSON string: one line, whatever stands in it.
  static std::string quoted(const std::string& line) {
    return Json(line).dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  static inline std::atomic<int> open_ = 0;
  Jobs& jobs_;
  const std::string id_;
  std::int64_t last_;
  JobProgress progress_;
  std::string state_;
  std::chrono::steady_clock::time_point said_ = std::chrono::steady_clock::now();
  bool over_ = false;
};

HttpResponse events(Services& services, Call& call) {
  const std::string& text = call.request.last_event_id;
  std::int64_t after = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
  if (!text.empty() && (error != std::errc() || end != text.data() + text.size() || after < 0))
    return problem(400, "", "Last-Event-ID is a number that an event had", call.request);
  const auto news = services.jobs.news(call.parts.front(), after);
  if (!news) return no_such_job(call);
  // Whoever heard of the end and asks again is told to stop (HTML, 9.2.3).
  if (news->job.is_over() && after > news->last) return no_content();
  if (JobFeed::open() >= most_streams) {
    HttpResponse response =
        problem(503, "", "too many follow jobs at once; ask for the job and its log now and then", call.request);
    response.set("Retry-After", "5");
    return response;
  }
  HttpResponse response;
  response.type = "text/event-stream";
  response.feed = std::make_shared<JobFeed>(services.jobs, news->job.id, after);
  return response;
}

constexpr std::array routes = {
    Route{"POST", "jobs", "jobs.start", Scope::read, start, Body::json},
    Route{"GET", "jobs", "jobs.list", Scope::read, list},
    Route{"GET", "jobs/{}", "jobs.show", Scope::read, show},
    Route{"GET", "jobs/{}/log", "jobs.log", Scope::read, log},
    Route{"GET", "jobs/{}/result", "jobs.result", Scope::read, result},
    Route{"POST", "jobs/{}/cancel", "jobs.cancel", Scope::read, cancel, Body::json},
    Route{"GET", "jobs/{}/events", "jobs.events", Scope::read, events},
};

}  // namespace

std::span<const Route> job_routes() { return routes; }

}  // namespace pramen::server::admin
