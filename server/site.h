// Which path is answered by whom.
#pragma once

#include <chrono>
#include <string_view>

#include "server/answer_cache.h"
#include "server/generations.h"
#include "server/http.h"
#include "server/metrics.h"

namespace pramen::server {

class Site {
 public:
  explicit Site(std::filesystem::path database);

  HttpResponse answer(const HttpRequest& request);
  // Counts and logs an answer.
  void observe(const HttpRequest& request, const HttpResponse& response, std::chrono::microseconds took);

 private:
  Generations generations_;
  AnswerCache cache_;
  Metrics metrics_;
};

}  // namespace pramen::server
