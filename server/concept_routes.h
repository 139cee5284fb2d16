// Concepts, and definitions side by side: as JSON and CSV, and as pages. Each takes the generation that the
// request began with.
#pragma once

#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"
#include "server/record_forms.h"

namespace pramen::server {

HttpResponse api_concepts(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse api_concept(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id);
// format=csv gives the table for spreadsheets.
HttpResponse api_compare(const query::Database& database, AnswerCache& cache, const HttpRequest& request);

HttpResponse concept_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                          std::string_view id);
// A concept as its page, as JSON of the API, or in SKOS: as JSON-LD or Turtle, with the names of its neighbours.
HttpResponse concept_in(RecordForm form, const query::Database& database, AnswerCache& cache,
                        const HttpRequest& request, std::string_view id);
HttpResponse negotiated_concept(RecordForm usual, const query::Database& database, AnswerCache& cache,
                                const HttpRequest& request, std::string_view id);
HttpResponse compare_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse no_such_concept(const HttpRequest& request);  // 404
// 404 with the concepts that may have been meant.
HttpResponse no_such_concept_page(const query::Database& database, const HttpRequest& request, std::string_view id);

}  // namespace pramen::server
