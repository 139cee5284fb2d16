// The JSON routes under /api/v1/. Each takes the generation that the request
// began with.
#pragma once

#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

HttpResponse api_search(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse api_suggest(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
// The 404 for a record.
HttpResponse no_such_record(const HttpRequest& request);
HttpResponse api_record(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                        std::string_view id);
// Records like one; the values of one facet; records from A to Z.
HttpResponse api_similar(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id);
// The records around one.
// The concepts of a record, with the places of its texts that name them.
HttpResponse api_record_concepts(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                                 std::string_view id);
HttpResponse api_network(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id);
HttpResponse api_facet(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                       std::string_view name);
HttpResponse api_titles(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
// The records of a search by country and place; in map_page.cpp.
HttpResponse api_map(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse api_schema(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse api_description(const query::Database& database, AnswerCache& cache, const HttpRequest& request);

}  // namespace pramen::server
