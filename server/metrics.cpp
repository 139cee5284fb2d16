#include "server/metrics.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pramen::server {
namespace {

// `type`: counter, gauge or histogram.
void head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  fmt::format_to(std::back_inserter(text), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

template <typename Value>
void single(std::string& text, std::string_view name, std::string_view type, std::string_view help, Value value) {
  head(text, name, type, help);
  fmt::format_to(std::back_inserter(text), "{} {}\n", name, value);
}

// Seconds since 1970 of "2026-11-28T08:30:00Z"; 0 for anything else.
std::int64_t unix_seconds(const std::string& iso) {
  std::tm utc{};
  return ::strptime(iso.c_str(), "%Y-%m-%dT%H:%M:%SZ", &utc) == nullptr ? 0 : ::timegm(&utc);
}

void add_jobs(std::string& text, const admin::Jobs& jobs) {
  const admin::JobTally tally = jobs.tally();
  const auto line = std::back_inserter(text);
  head(text, "pramen_jobs", "gauge", "Jobs that wait or run.");
  fmt::format_to(line, "pramen_jobs{{state=\"queued\"}} {}\npramen_jobs{{state=\"running\"}} {}\n", tally.queued,
                 tally.running);
  head(text, "pramen_jobs_ended_total", "counter", "Jobs that ended, by kind and outcome.");
  for (const auto& [what, count] : tally.ended)
    fmt::format_to(line, "pramen_jobs_ended_total{{kind=\"{}\",state=\"{}\"}} {}\n", what.first, what.second, count);
}

// The names that Prometheus' own client libraries use.
void add_process(std::string& text, std::chrono::system_clock::time_point started) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  single(text, "process_cpu_seconds_total", "counter", "Processor time used, in seconds.",
         seconds(used.ru_utime) + seconds(used.ru_stime));
  std::uint64_t pages = 0, resident = 0;
  if (std::ifstream in("/proc/self/statm"); in >> pages >> resident) {
    single(text, "process_resident_memory_bytes", "gauge", "Resident memory.",
           resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
  }
  std::error_code error;
  const auto files = std::distance(std::filesystem::directory_iterator("/proc/self/fd", error), {});
  if (!error) single(text, "process_open_fds", "gauge", "Open files and connections.", files);
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
    single(text, "process_max_fds", "gauge", "How many may be open.", limit.rlim_cur);
  single(text, "process_start_time_seconds", "gauge", "When the server started, in seconds since 1970.",
         std::chrono::duration_cast<std::chrono::seconds>(started.time_since_epoch()).count());
}

}  // namespace

void Metrics::count(std::string_view route, std::string_view lang, int status, std::chrono::microseconds took) {
  const double seconds = static_cast<double>(took.count()) / 1e6;
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin());
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), std::string(lang), status}];
  Seconds& all = seconds_[std::string(route)];
  ++all.buckets[bucket];
  all.sum += seconds;
}

void Metrics::count_search(std::string_view lang, std::uint64_t total, bool cut_short) {
  const std::lock_guard lock(mutex_);
  Searches& all = searches_[std::string(lang)];
  ++(total > 0 ? all.found : all.nothing);
  if (cut_short) ++all.cut_short;
}

void Metrics::add_requests(std::string& text) const {
  const auto line = std::back_inserter(text);
  head(text, "pramen_requests_total", "counter", "Answers by route, language of the reader and status.");
  for (const auto& [key, count] : requests_) {
    const auto& [route, lang, status] = key;
    fmt::format_to(line, "pramen_requests_total{{route=\"{}\",lang=\"{}\",status=\"{}\"}} {}\n", route, lang, status,
                   count);
  }
  head(text, "pramen_request_seconds", "histogram", "Time from a complete head to a complete answer.");
  for (const auto& [route, seconds] : seconds_) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < seconds.buckets.size(); ++i) {
      count += seconds.buckets[i];
      fmt::format_to(line, "pramen_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                     i < bounds.size() ? fmt::format("{}", bounds[i]) : "+Inf", count);
    }
    fmt::format_to(line, "pramen_request_seconds_sum{{route=\"{}\"}} {:.6f}\n", route, seconds.sum);
    fmt::format_to(line, "pramen_request_seconds_count{{route=\"{}\"}} {}\n", route, count);
  }
}

void Metrics::add_searches(std::string& text) const {
  const auto line = std::back_inserter(text);
  head(text, "pramen_searches_total", "counter", "Searches with words, their first page, by whether anything was found.");
  for (const auto& [lang, searches] : searches_) {
    fmt::format_to(line, "pramen_searches_total{{lang=\"{}\",found=\"some\"}} {}\n", lang, searches.found);
    fmt::format_to(line, "pramen_searches_total{{lang=\"{}\",found=\"nothing\"}} {}\n", lang, searches.nothing);
  }
  head(text, "pramen_searches_cut_short_total", "counter", "Those of them that ran out of time.");
  for (const auto& [lang, searches] : searches_)
    fmt::format_to(line, "pramen_searches_cut_short_total{{lang=\"{}\"}} {}\n", lang, searches.cut_short);
}

std::string Metrics::text(const Now& now) const {
  std::string text;
  const auto line = std::back_inserter(text);
  {
    const std::lock_guard lock(mutex_);
    add_requests(text);
    add_searches(text);
  }
  single(text, "pramen_generation", "gauge", "The generation being served.", now.generation);
  single(text, "pramen_published_timestamp_seconds", "gauge", "When it was published, in seconds since 1970.",
         unix_seconds(now.published_at));
  single(text, "pramen_records", "gauge", "Records in it.", now.records);
  head(text, "pramen_cache_answers_total", "counter", "Answers given from memory, and made.");
  fmt::format_to(line, "pramen_cache_answers_total{{from=\"memory\"}} {}\n", now.cache.kept);
  fmt::format_to(line, "pramen_cache_answers_total{{from=\"search\"}} {}\n", now.cache.made);
  single(text, "pramen_cache_bytes", "gauge", "Bytes of answers held in memory.", now.cache.bytes);
  if (now.jobs != nullptr) add_jobs(text, *now.jobs);
  add_process(text, started_);
  head(text, "pramen_build_info", "gauge", "Always 1; its label is the version of the program.");
  fmt::format_to(line, "pramen_build_info{{version=\"{}\"}} 1\n", PRAMEN_VERSION);
  return text;
}

}  // namespace pramen::server
