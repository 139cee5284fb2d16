// Entity tags of what can be written, and the conditions of a write (RFC 9110, 13.1). Pure functions.
#pragma once

#include <string>

#include "server/http.h"

namespace pramen::server::admin {

// If-Match and If-None-Match, as they were sent; empty: not sent.
struct Conditions {
  std::string match, none_match;
};
Conditions conditions_of(const HttpRequest& request);

// A strong tag of a text.
std::string strong_tag(const std::string& text);

// What has faults has no tag: no condition but "*" can be met by it.
bool met(const Conditions& conditions, bool exists, const std::string& tag);

}  // namespace pramen::server::admin
