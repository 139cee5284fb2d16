// Counters since the start, in Prometheus' text format (version 0.0.4). Any number of threads.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "server/admin/jobs.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

class Metrics {
 public:
  // `route` is one of a fixed set of names, `lang` one of the pages' or empty: never what a client wrote, so that
  // nobody makes the list long.
  void count(std::string_view route, std::string_view lang, int status, std::chrono::microseconds took);
  // The first page of a search with words, whether counted anew or from memory.
  void count_search(std::string_view lang, std::uint64_t total, bool cut_short);

  // What is not counted here but looked at when somebody asks.
  struct Now {
    std::uint64_t generation = 0, records = 0;
    std::string published_at;  // "2026-11-28T08:30:00Z"
    AnswerCache::Use cache;
    const admin::Jobs* jobs = nullptr;  // null where there are none
  };
  std::string text(const Now& now) const;

 private:
  // Upper bounds of the buckets, in seconds; a last one has no bound.
  static constexpr std::array bounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5};
  struct Seconds {
    std::array<std::uint64_t, bounds.size() + 1> buckets{};
    double sum = 0;
  };
  struct Searches {
    std::uint64_t found = 0, nothing = 0, cut_short = 0;
  };

  void add_requests(std::string& text) const;
  void add_searches(std::string& text) const;

  const std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, std::uint64_t> requests_;  // route, lang, status
  std::map<std::string, Seconds, std::less<>> seconds_;
  std::map<std::string, Searches, std::less<>> searches_;
};

}  // namespace pramen::server
