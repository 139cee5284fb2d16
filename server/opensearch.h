// For a browser's own search box: the description of this search (OpenSearch 1.1) and what it asks while somebody
// types (the Suggestions extension 1.1).
#pragma once

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

// GET /opensearch.xml?lang=: 404 where the server's address is not known (origin.h), for it must name it.
HttpResponse opensearch_description(const query::Database& database, AnswerCache& cache, const HttpRequest& request);

// GET /api/v1/suggest/opensearch?q=&lang=: [typed, [completions], [descriptions], [addresses]]
HttpResponse opensearch_suggestions(const query::Database& database, AnswerCache& cache, const HttpRequest& request);

}  // namespace pramen::server
