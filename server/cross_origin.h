// Which pages of other sites may read the API in a browser: CORS (Fetch Standard, 3.2). It is for /api/v1/ alone
// (without /api/v1/admin/), for GET and HEAD, and without cookies, of which there are none. Everything else stays
// closed to other sites, and to a site that is not allowed an answer looks as if there were no such thing. Pure
// functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/http.h"

namespace pramen::server {

// One entry of the setting `allowed_origins` as browsers write origins: "https://example.org", lower case, without the
// usual port; "*" stands for every page, those without an origin ("null") among them. Nothing if it is neither.
std::optional<std::string> read_allowed_origin(std::string_view text);

// Adds to an answer of the API what lets the asking page read it, and `Vary: Origin` where that depends on the page.
void share_with_page(std::span<const std::string> allowed, const HttpRequest& request, HttpResponse& response);

// The answer to a preflight (HttpRequest::preflight): 204, or 405 as to any other OPTIONS.
HttpResponse preflight_answer(std::span<const std::string> allowed, const HttpRequest& request);

}  // namespace pramen::server
