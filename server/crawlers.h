// What robots and researchers look for at fixed addresses: /robots.txt (RFC 9309) and /.well-known/security.txt
// (RFC 9116).
#pragma once

#include <string_view>

#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

// Names the site map where the server's address is known (origin.h).
HttpResponse robots(AnswerCache& cache, const HttpRequest& request);

// `contact`: an address (Settings::security_contact); 404 without one. It holds for half a year from today.
HttpResponse security_text(AnswerCache& cache, const HttpRequest& request, std::string_view contact);

}  // namespace pramen::server
