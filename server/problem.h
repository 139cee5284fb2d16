// Errors as RFC 9457 application/problem+json.
#pragma once

#include <string>
#include <string_view>

#include "query/request.h"
#include "server/http.h"

namespace pramen::server {

// `slug` ends the URN urn:pramen:problem:<slug>; empty: about:blank, where the
// status says it all.
HttpResponse problem(int status, std::string_view slug, std::string_view detail, const HttpRequest& request);
// 400 with every fault in `errors`.
HttpResponse invalid_parameters(const std::vector<query::RequestFault>& faults, const HttpRequest& request);
// 406 with what there is: media type and address of each.
HttpResponse not_acceptable(const Fields& available, const HttpRequest& request);
// 404 for what must name the server in full where its address is not known (origin.h).
HttpResponse no_public_address(const HttpRequest& request);

std::string_view status_title(int status);

}  // namespace pramen::server
