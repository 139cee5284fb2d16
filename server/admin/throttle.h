// How often something may be tried: token buckets, one for everybody and one a name.
//
// A bucket holds `burst` tries and gets one back every `refill`. Names are those of
// things there are (ids of keys), so that nobody can fill the memory with others. Any thread.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace pramen::server::admin {

class Throttle {
 public:
  using Clock = std::chrono::steady_clock;
  struct Rate {
    double burst = 10;
    std::chrono::milliseconds refill{1000};
  };
  explicit Throttle(Rate rate) : rate_(rate) {}

  // Takes one try of `name`. 0: it may go on; else after how many seconds there is another.
  int take(std::string_view name, Clock::time_point now = Clock::now());

 private:
  struct Bucket {
    double left = 0;
    Clock::time_point at{};
  };
  const Rate rate_;
  std::mutex mutex_;
  std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace pramen::server::admin
