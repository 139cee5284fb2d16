// Which path is answered by whom.
#pragma once

#include <chrono>
#include <string_view>

#include "server/answer_cache.h"
#include "server/generations.h"
#include "server/http.h"
#include "server/metrics.h"
#include "server/server.h"

namespace pramen::server {

class Site {
 public:
  explicit Site(const Settings& settings);

  HttpResponse answer(const HttpRequest& request);
  // Counts and logs an answer.
  void observe(const HttpRequest& request, const HttpResponse& response, std::chrono::microseconds took);

 private:
  const std::string security_contact_;
  Generations generations_;
  AnswerCache cache_;
  Metrics metrics_;
};

}  // namespace pramen::server
