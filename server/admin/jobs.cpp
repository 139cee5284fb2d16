#include "server/admin/jobs.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "corpus/child.h"
#include "server/admin/store.h"
#include "server/log.h"

namespace pramen::server::admin {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr auto patience_after_cancel = 10s;
constexpr auto patience_at_the_end = 2s;
constexpr std::size_t kept_log_bytes = 1 << 20;
constexpr std::size_t longest_line_bytes = 4096;
constexpr std::size_t news_bytes = 64 << 10;
constexpr std::size_t longest_result_bytes = 64 << 20;
constexpr std::int64_t kept_jobs = 200;
constexpr std::ptrdiff_t kept_in_memory = 16;
constexpr std::string_view columns =
    "id, number, kind, skip_invalid, why, who, name, state, created, started, ended, exit_code, links";

Job job_of(const Sqlite::Row& row) {
  Job job{.id = row.text(0),
          .number = row.integer(1),
          .order = {.kind = read_job_kind(row.text(2)).value_or(JobKind::check),
                    .skip_invalid = row.integer(3) != 0,
                    .links = row.integer(12) != 0,
                    .why = row.text(4),
                    .who = row.text(5),
                    .name = row.text(6)},
          .state = row.text(7),
          .created = row.integer(8),
          .started = row.integer(9),
          .ended = row.integer(10),
          .exit_code = {},
          .progress = {}};
  if (const std::string code = row.text(11); !code.empty()) job.exit_code = static_cast<int>(row.integer(11));
  return job;
}

std::vector<std::string> lines_of(const std::string& log) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < log.size();) {
    const auto end = std::min(log.find('\n', at), log.size());
    lines.push_back(log.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void add_news(Jobs::News& news, const std::vector<std::string>& lines, std::int64_t after) {
  news.last = std::clamp<std::int64_t>(after, 0, static_cast<std::int64_t>(lines.size()));
  std::size_t bytes = 0;
  while (news.last < static_cast<std::int64_t>(lines.size()) && bytes < news_bytes) {
    news.lines.push_back(lines[static_cast<std::size_t>(news.last++)]);
    bytes += news.lines.back().size();
  }
  news.all = news.last == static_cast<std::int64_t>(lines.size());
}

std::string_view state_after(int code) {
  if (code == 0) return "done";
  return code == 1 ? "faults" : "failed";
}

}  // namespace

// A job that is not over.
struct Jobs::Live {
  Job job;
  std::vector<std::string> lines;
  std::size_t log_bytes = 0;
  std::string rest;  // a line of which the end has not come
  bool cancelled = false;

  // The beginning of a log is kept; what a job goes on to say is then left out, what the server says is not.
  void add(std::string line, bool always = false) {
    if (line.size() > longest_line_bytes) line.resize(longest_line_bytes);
    const bool full = log_bytes >= kept_log_bytes;
    if (full && !always) return;
    log_bytes += line.size() + 1;
    lines.push_back(std::move(line));
    if (!full && log_bytes >= kept_log_bytes) lines.emplace_back("… the log ends here; the result has everything");
  }
};

std::optional<JobKind> read_job_kind(std::string_view name) {
  const auto* found = std::ranges::find(job_kinds, name);
  if (found == job_kinds.end()) return std::nullopt;
  return static_cast<JobKind>(found - job_kinds.begin());
}

std::string to_json(const Job& job) {
  const auto time = [](std::int64_t seconds) { return seconds == 0 ? Json() : Json(iso_time(seconds)); };
  const JobProgress& progress = job.progress;
  const Json json = {
      {"id", job.id},
      {"number", job.number},
      {"kind", job_kinds[static_cast<std::size_t>(job.order.kind)]},
      {"skip_invalid", job.order.skip_invalid},
      {"links", job.order.links},
      {"why", job.order.why},
      {"who", job.order.who},
      {"name", job.order.name},
      {"state", job.state},
      {"created", time(job.created)},
      {"started", time(job.started)},
      {"ended", time(job.ended)},
      {"exit_code", job.exit_code ? Json(*job.exit_code) : Json()},
      {"progress", progress.stage.empty()
                       ? Json()
                       : Json{{"stage", progress.stage},
                              {"share", progress.share < 0 ? Json() : Json(progress.share)},
                              {"seconds_left", progress.seconds_left < 0 ? Json() : Json(progress.seconds_left)},
                              {"records", progress.records}}}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Jobs::Jobs(Sqlite& store, const Settings& settings)
    : store_(store), settings_(settings), server_(random_text(12, true)) {
  store_.run(
      "UPDATE jobs SET state = 'interrupted', ended = ?, log = log || 'the server ended before the job did' || "
      "char(10) WHERE ended = 0 AND server <> ?",
      {now_seconds(), server_});
  for (std::size_t i = 0; i < lanes_.size(); ++i) lanes_[i] = std::thread([this, i] { work(static_cast<Lane>(i)); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& lane : lanes_) lane.join();
  for (const auto& [number, live] : live_) {
    if (live->job.is_over()) continue;  // else it was waiting
    live->job.state = "interrupted";
    live->job.ended = now_seconds();
    save(*live, "");
  }
}

Job Jobs::start(const JobOrder& order) {
  const auto live = std::make_shared<Live>();
  Job& job = live->job;
  job.id = random_text(12, true);
  job.order = order;
  job.created = now_seconds();
  {
    Sqlite::Transaction transaction(store_);
    store_.each("SELECT coalesce(max(number), 0) + 1 FROM jobs", {},
                [&](const Sqlite::Row& row) { job.number = row.integer(0); });
    store_.run(
        "INSERT INTO jobs (id, number, kind, skip_invalid, links, why, who, name, state, created, server) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {job.id, job.number, std::string(job_kinds[static_cast<std::size_t>(order.kind)]),
         std::int64_t{order.skip_invalid}, std::int64_t{order.links}, order.why, order.who, order.name, job.state,
         job.created, server_});
    store_.run("DELETE FROM jobs WHERE ended > 0 AND number <= ?", {job.number - kept_jobs});
    transaction.commit();
  }
  const std::lock_guard lock(mutex_);
  live_[job.number] = live;
  changed_.notify_all();
  return job;
}

Jobs::Shared Jobs::living(std::string_view id) const {
  const auto found = std::ranges::find_if(live_, [&](const auto& one) { return one.second->job.id == id; });
  return found == live_.end() ? nullptr : found->second;
}

std::optional<Job> Jobs::find(std::string_view id) const {
  const auto found = news(id, 0);
  return found ? std::optional(found->job) : std::nullopt;
}

std::optional<Jobs::News> Jobs::news(std::string_view id, std::int64_t after) const {
  News news;
  {
    const std::lock_guard lock(mutex_);
    if (const auto live = living(id)) {
      news.job = live->job;
      add_news(news, live->lines, after);
      return news;
    }
  }
  bool found = false;
  store_.each(fmt::format("SELECT {}, log FROM jobs WHERE id = ?", columns), {std::string(id)},
              [&](const Sqlite::Row& row) {
                found = true;
                news.job = job_of(row);
                add_news(news, lines_of(row.text(13)), after);
              });
  return found ? std::optional(std::move(news)) : std::nullopt;
}

std::vector<Job> Jobs::list(std::int64_t limit) const {
  std::vector<Job> jobs;
  store_.each(fmt::format("SELECT {} FROM jobs ORDER BY number DESC LIMIT ?", columns), {limit},
              [&](const Sqlite::Row& row) { jobs.push_back(job_of(row)); });
  const std::lock_guard lock(mutex_);
  for (Job& job : jobs) {
    if (const auto live = live_.find(job.number); live != live_.end()) job = live->second->job;
  }
  return jobs;
}

bool Jobs::cancel(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto live = living(id);
  if (live == nullptr || live->job.is_over()) return false;
  live->cancelled = true;
  changed_.notify_all();
  return true;
}

std::string Jobs::result(std::string_view id) const {
  std::string result;
  store_.each("SELECT result FROM jobs WHERE id = ?", {std::string(id)},
              [&](const Sqlite::Row& row) { result = row.text(0); });
  return result;
}

JobTally Jobs::tally() const {
  const std::lock_guard lock(mutex_);
  JobTally tally{.ended = ended_};
  for (const auto& [number, live] : live_) {
    if (!live->job.is_over()) ++(live->job.state == "running" ? tally.running : tally.queued);
  }
  return tally;
}

Jobs::Lane Jobs::lane_of(const JobOrder& order) {
  if (writes(order.kind)) return Lane::writing;
  return order.links ? Lane::asking : Lane::reading;
}

void Jobs::work(Lane lane) {
  while (true) {
    Shared next;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] {
        const auto found = std::ranges::find_if(live_, [&](const auto& one) {
          const Job& job = one.second->job;
          return !job.is_over() && lane_of(job.order) == lane;
        });
        next = found == live_.end() ? nullptr : found->second;
        return stopping_ || next != nullptr;
      });
      if (stopping_) return;
    }
    run(next);
  }
}

// From its start to the store; whatever fails is the job's failure. That it is over is said once its result is kept.
void Jobs::run(const Shared& live) {
  Ending ending;
  try {
    ending = follow(live);
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    live->add(error.what(), true);
    ending.state = "failed";
  }
  Live over;
  {
    const std::lock_guard lock(mutex_);
    live->add(ending.state, true);
    over = *live;
  }
  over.job.state = ending.state;
  over.job.exit_code = ending.exit_code;
  over.job.ended = now_seconds();
  try {
    save(over, ending.result);
  } catch (const std::exception& error) {
    spdlog::error("job {} could not be kept: {}", over.job.id, escaped(error.what()));
  }
  const std::string_view kind = job_kinds[static_cast<std::size_t>(over.job.order.kind)];
  spdlog::info("job {} ({}): {}", over.job.id, kind, over.job.state);
  const std::lock_guard lock(mutex_);
  live->job = over.job;
  ++ended_[{std::string(kind), over.job.state}];
  forget_old();
}

// Some that are over stay in memory for those who follow them.
void Jobs::forget_old() {
  auto over = std::ranges::count_if(live_, [](const auto& one) { return one.second->job.is_over(); });
  for (auto at = live_.begin(); at != live_.end() && over > kept_in_memory;) {
    if (!at->second->job.is_over()) {
      ++at;
      continue;
    }
    at = live_.erase(at);
    --over;
  }
}

std::vector<std::string> Jobs::arguments(const JobOrder& order) const {
  const bool builds = writes(order.kind);
  std::vector<std::string> list = {builds ? "index" : std::string(job_kinds[static_cast<std::size_t>(order.kind)]),
                                   std::filesystem::absolute(settings_.corpus), "--json", "--progress=lines",
                                   "--lang=" + order.lang};
  if (builds) {
    list.push_back("--db=" + std::filesystem::absolute(settings_.database).string());
    list.push_back("--who=" + order.name);
    // An empty value would take the next argument for its own.
    if (!order.why.empty()) list.push_back("--why=" + order.why);
    if (order.skip_invalid) list.emplace_back("--skip-invalid");
  }
  if (order.kind == JobKind::preview) list.emplace_back("--preview");
  if (order.links) {
    list.emplace_back("--links");
    list.push_back("--links-cache=" + (std::filesystem::absolute(settings_.database) / "links.jsonl").string());
    for (const std::string& host : settings_.links_private) list.push_back("--links-private=" + host);
  }
  return list;
}

Jobs::Ending Jobs::follow(const Shared& live) {
  JobOrder order;
  {
    const std::lock_guard lock(mutex_);
    if (live->cancelled) return {.state = "cancelled"};
    live->job.state = "running";
    live->job.started = now_seconds();
    order = live->job.order;
  }
  store_.run("UPDATE jobs SET state = 'running', started = ? WHERE id = ?", {live->job.started, live->job.id});
  corpus::Child child(settings_.program.empty() ? "/proc/self/exe" : settings_.program, arguments(order));
  Ending ending;
  const auto out = [&](std::string_view bytes) {
    if (ending.result.size() <= longest_result_bytes) ending.result += bytes;
  };
  const auto err = [&](std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    hear(*live, bytes);
  };
  std::optional<Clock::time_point> kill_at;
  while (child.read(100ms, out, err)) {
    const std::lock_guard lock(mutex_);
    if (!kill_at && (live->cancelled || stopping_)) {
      child.signal(SIGINT);
      kill_at = Clock::now() + (stopping_ ? Clock::duration(patience_at_the_end) : patience_after_cancel);
    } else if (kill_at && Clock::now() >= *kill_at) {
      child.signal(SIGKILL);
    }
  }
  const int code = child.wait();
  ending.exit_code = code;
  const std::lock_guard lock(mutex_);
  if (!live->rest.empty()) live->add(std::exchange(live->rest, {}));
  // One that was done before it heard of the wish is done.
  const bool stopped = kill_at && code != 0 && code != 1;
  ending.state = !stopped ? state_after(code) : live->cancelled ? "cancelled" : "interrupted";
  if (code != 0 && code != 1) ending.result.clear();
  if (ending.result.size() > longest_result_bytes) {
    ending.result.clear();
    live->add("the result is longer than 64 MiB and was not kept", true);
  }
  return ending;
}

// Lines of the child: {"progress": {...}}, or words for the log. The caller holds the mutex.
void Jobs::hear(Live& live, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    if (live.rest.size() < longest_line_bytes) live.rest += bytes.substr(0, end);
    if (end == bytes.npos) return;
    bytes.remove_prefix(end + 1);
    std::string line = std::exchange(live.rest, {});
    const auto json = line.starts_with("{\"progress\"") ? Json::parse(line, nullptr, false) : Json();
    if (!json.is_object()) {
      live.add(std::move(line));
      continue;
    }
    const Json& progress = json["progress"];
    live.job.progress = {.stage = progress.value("stage", ""),
                         .share = progress.value("share", -1.0),
                         .seconds_left = progress.value("seconds_left", std::int64_t{-1}),
                         .records = progress.value("records", std::uint64_t{0})};
  }
}

void Jobs::save(const Live& live, const std::string& result) {
  std::string log;
  for (const std::string& line : live.lines) log += line + "\n";
  const Job& job = live.job;
  store_.run(
      "UPDATE jobs SET state = ?, started = ?, ended = ?, exit_code = ?, log = ?, result = ? WHERE id = ?",
      {job.state, job.started, job.ended,
       job.exit_code ? Sqlite::Value(std::int64_t{*job.exit_code}) : Sqlite::Value(nullptr), log, result, job.id});
}

}  // namespace pramen::server::admin
