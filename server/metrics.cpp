#include "server/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace pramen::server {

void Metrics::count(std::string_view route, int status, std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  auto& seconds = seconds_[std::string(route)];
  ++seconds.count;
  seconds.sum += static_cast<double>(took.count()) / 1e6;
}

std::string Metrics::text(std::uint64_t generation, std::uint64_t records, const AnswerCache::Use& cache) const {
  std::string text;
  const auto line = std::back_inserter(text);
  const std::lock_guard lock(mutex_);
  text += "# HELP pramen_requests_total Answers by route and status.\n# TYPE pramen_requests_total counter\n";
  for (const auto& [key, count] : requests_) {
    fmt::format_to(line, "pramen_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  }
  text +=
      "# HELP pramen_request_seconds Time from a complete head to a complete answer.\n"
      "# TYPE pramen_request_seconds summary\n";
  for (const auto& [route, seconds] : seconds_) {
    fmt::format_to(line, "pramen_request_seconds_sum{{route=\"{}\"}} {:.6f}\n", route, seconds.sum);
    fmt::format_to(line, "pramen_request_seconds_count{{route=\"{}\"}} {}\n", route, seconds.count);
  }
  text += "# HELP pramen_generation The generation being served.\n# TYPE pramen_generation gauge\n";
  fmt::format_to(line, "pramen_generation {}\n", generation);
  text +=
      "# HELP pramen_cache_answers_total Answers given from memory, and made.\n# TYPE pramen_cache_answers_total "
      "counter\n";
  fmt::format_to(line, "pramen_cache_answers_total{{from=\"memory\"}} {}\n", cache.kept);
  fmt::format_to(line, "pramen_cache_answers_total{{from=\"search\"}} {}\n", cache.made);
  text += "# HELP pramen_cache_bytes Bytes of answers held in memory.\n# TYPE pramen_cache_bytes gauge\n";
  fmt::format_to(line, "pramen_cache_bytes {}\n", cache.bytes);
  text += "# HELP pramen_records Records in it.\n# TYPE pramen_records gauge\n";
  fmt::format_to(line, "pramen_records {}\n", records);
  return text;
}

}  // namespace pramen::server
