// Which path is answered by whom.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "server/admin/admin.h"
#include "server/admin/query_log.h"
#include "server/answer_cache.h"
#include "server/editor/editor.h"
#include "server/generations.h"
#include "server/http.h"
#include "server/metrics.h"
#include "server/server.h"

namespace pramen::server {

class Site {
 public:
  explicit Site(const Settings& settings);

  HttpResponse answer(const HttpRequest& request);
  // Why the body of a request is not wanted, by its head alone; nothing: it may come.
  std::optional<HttpResponse> refuse(const HttpRequest& request);
  // Counts and logs an answer.
  void observe(const HttpRequest& request, const HttpResponse& response, std::chrono::microseconds took);

 private:
  static std::string_view reader_of(const HttpRequest& request, std::string_view route);
  void prepare(const query::Database& next, const std::stop_token& stop);
  void open_query_log(const Settings& settings);
  void note_search(const HttpRequest& request, const HttpResponse& response, std::string_view route);

  const std::string security_contact_;
  AnswerCache cache_;
  Generations generations_;  // its thread uses what is above
  Metrics metrics_;
  std::unique_ptr<admin::Admin> admin_;         // null: this server only reads
  std::unique_ptr<editor::Editor> editor_;      // null where the former is
  std::unique_ptr<admin::Sqlite> query_store_;  // null as the log is
  std::unique_ptr<admin::QueryLog> query_log_;  // null: searches are not counted and never were
};

}  // namespace pramen::server
