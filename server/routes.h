// The addresses of the site, and who answers them.
#pragma once

#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

// Of an answer that depends on the database and the request alone. `rest`: the part of the path that the route leaves
// open, an id or a name.
using Handler = HttpResponse (*)(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                                 std::string_view rest);

struct RouteMatch {
  std::string_view name = "other";  // for counting and logging
  std::string_view rest;
  Handler answer = nullptr;  // null: the site itself answers
};

RouteMatch match(std::string_view path);

}  // namespace pramen::server
