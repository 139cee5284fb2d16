// The site map (https://www.sitemaps.org/protocol.html): the address of every page in every language, each with the
// others as alternates, dated by the edition. A file holds at most `sitemap_records` records, so that it stays far
// below the protocol's 50,000 addresses and 50 MB, whatever the ids, and no request costs more memory than one
// file; where one is not enough, /sitemap.xml is the index of /sitemap-1.xml, /sitemap-2.xml, ...
#pragma once

#include <string_view>

#include "query/database.h"
#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

inline constexpr std::uint32_t sitemap_records = 1000;

// Both 404 where the server's address is not known (origin.h).
HttpResponse sitemap(const query::Database& database, AnswerCache& cache, const HttpRequest& request);
HttpResponse sitemap_part(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                          std::string_view number);

}  // namespace pramen::server
