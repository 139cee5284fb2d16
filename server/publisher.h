// Who runs this server, and what makes its pages look at home on their site: the
// part of the settings that pages show. Read once, then immutable; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "server/http.h"

namespace pramen::server {

struct Settings;

struct Publisher {
  std::string name;           // empty: not said
  std::string contact;        // "mailto:...", "https://..." or "tel:..."; empty: none
  std::string enforcement;    // where to go if an accessibility complaint is not answered well; empty: not known
  bool slovak_state = false;  // a body of the Slovak state, whose pages begin with its bar
  std::string theme;          // a style sheet of theirs, loaded after ours; empty: none
};

// Reads the theme. Throws std::runtime_error if the file cannot be read or is longer than 64 KiB.
Publisher publisher_of(const Settings& settings);

// Who runs the server that got this request; nobody where none is known.
const Publisher& publisher_of(const HttpRequest& request);

// "/theme.css?v=<hash>"; empty without a theme.
std::string theme_address(const Publisher& publisher);
// Changes with whatever pages show of it: part of the ETags of pages.
std::string fingerprint(const Publisher& publisher);

// GET /theme.css
HttpResponse theme(const HttpRequest& request);

}  // namespace pramen::server
