// ETag and If-None-Match (RFC 9110, 8.8.3 and 13.1.2). Tags are weak: an answer
// says how long it took, so its bytes differ where its meaning does not.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "server/http.h"

namespace pramen::server {

// W/"..." over all parts and the program's version.
std::string entity_tag(std::initializer_list<std::string_view> parts);

// Whether the list names the tag, compared weakly; "*" names every tag.
bool matches(std::string_view if_none_match, std::string_view tag);

// "no-cache" lets caches keep the answer as long as they ask whether it holds.
void add_validators(HttpResponse& response, const std::string& tag);
// The 304 to such an answer, without a body.
HttpResponse not_modified(const std::string& tag, std::string_view vary);

}  // namespace pramen::server
