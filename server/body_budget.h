// How many bytes of request bodies may be in memory at once, over all connections.
//
// A body takes its share before its first byte is read and gives it back when its
// request is answered. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace pramen::server {

class BodyBudget {
 public:
  class Share {
   public:
    Share() = default;
    Share(BodyBudget* from, std::size_t bytes) : from_(from), bytes_(bytes) {}
    Share(Share&& other) noexcept : from_(std::exchange(other.from_, nullptr)), bytes_(other.bytes_) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(from_, other.from_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() {
      if (from_ != nullptr) from_->left_ += bytes_;
    }

   private:
    BodyBudget* from_ = nullptr;
    std::size_t bytes_ = 0;
  };

  explicit BodyBudget(std::size_t bytes) : left_(bytes) {}

  // Nothing if so many are not free now.
  std::optional<Share> take(std::size_t bytes) {
    std::size_t left = left_.load();
    do {
      if (bytes > left) return std::nullopt;
    } while (!left_.compare_exchange_weak(left, left - bytes));
    return Share(this, bytes);
  }

 private:
  std::atomic<std::size_t> left_;
};

}  // namespace pramen::server
