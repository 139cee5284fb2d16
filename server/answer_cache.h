// Answers that hold until the database changes, kept under their ETag, which
// names content, program and request in full: what is found is right by
// construction, and answers of an old generation are simply never asked for.
// Any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/http.h"

namespace pramen::server {

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  struct Use {
    std::uint64_t kept = 0, made = 0;  // answers given from memory (304 among them), and made
    std::size_t bytes = 0;             // held at present
  };
  Use use() const;

  // 304 if the request names the tag; else the kept answer, or what `make` gives,
  // with validators. Compressed where the request takes it. What `make` gives with
  // another status than 200, or what does not last, is handed on as it is.
  HttpResponse answer(const HttpRequest& request, const std::string& tag, std::string_view vary,
                      const std::function<HttpResponse()>& make);

  // Requests whose kept answers clients asked for, the last first, each once, marked as `ahead`: those which a new
  // generation had better have answers for when it comes. What nobody asked for since it was made ahead is not among
  // them.
  std::vector<HttpRequest> last_asked(std::size_t most) const;

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const HttpResponse> response;
    std::shared_ptr<const HttpRequest> request;
    bool asked = false;  // by a client
  };

  std::shared_ptr<const HttpResponse> find(const HttpRequest& request, const std::string& key);
  void keep(const HttpRequest& request, const std::string& key, std::shared_ptr<const HttpResponse> response);

  const std::size_t most_bytes_;
  std::atomic<std::uint64_t> from_memory_ = 0, made_ = 0;
  mutable std::mutex mutex_;
  std::list<Kept> kept_;  // the last used first
  std::unordered_map<std::string, std::list<Kept>::iterator> index_;
  std::size_t bytes_ = 0;
};

}  // namespace pramen::server
