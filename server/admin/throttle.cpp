#include "server/admin/throttle.h"

#include <algorithm>
#include <cmath>

namespace pramen::server::admin {

int Throttle::take(std::string_view name, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  auto found = buckets_.find(name);
  if (found == buckets_.end()) found = buckets_.emplace(name, Bucket{rate_.burst, now}).first;
  Bucket& bucket = found->second;
  const double refill_s = std::chrono::duration<double>(rate_.refill).count();
  bucket.left = std::min(rate_.burst, bucket.left + std::chrono::duration<double>(now - bucket.at).count() / refill_s);
  bucket.at = now;
  if (bucket.left >= 1) {
    bucket.left -= 1;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((1 - bucket.left) * refill_s)));
}

}  // namespace pramen::server::admin
