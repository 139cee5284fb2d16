// The HTML pages. Each takes the generation that the request began with; complete
// without JavaScript.
#pragma once

#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

HttpResponse search_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse record_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id);
HttpResponse map_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse about_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse a_to_z_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request);

}  // namespace pramen::server
