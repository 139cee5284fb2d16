// Counters in Prometheus' text format.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "server/answer_cache.h"

namespace pramen::server {

class Metrics {
 public:
  // `route` is one of a fixed set of names, never a path of the client's.
  void count(std::string_view route, int status, std::chrono::microseconds took);
  std::string text(std::uint64_t generation, std::uint64_t records, const AnswerCache::Use& cache) const;

 private:
  struct Seconds {
    std::uint64_t count = 0;
    double sum = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Seconds> seconds_;
};

}  // namespace pramen::server
