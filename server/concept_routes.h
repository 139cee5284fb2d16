// Concepts, and definitions side by side: as JSON and CSV, and as pages. Each takes the generation that the
// request began with.
#pragma once

#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

HttpResponse api_concepts(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse api_concept(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id);
// format=csv gives the table for spreadsheets.
HttpResponse api_compare(const query::Database& database, AnswerCache& cache, const HttpRequest& request);

HttpResponse concept_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                          std::string_view id);
HttpResponse compare_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
// 404 with the concepts that may have been meant.
HttpResponse no_such_concept_page(const query::Database& database, const HttpRequest& request, std::string_view id);

}  // namespace pramen::server
