// A request and an answer as our handlers see them: plain values, checked and
// decoded. Neither sockets nor the HTTP library are visible from here.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pramen::server {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Publisher;

struct HttpRequest {
  bool head = false;                     // HEAD: the same answer without its body
  bool preflight = false;                // OPTIONS, by which a browser asks whether a page may ask (cross_origin.h)
  std::string target;                    // as it was sent, for logs and problems
  std::string path;                      // decoded, valid UTF-8, begins with "/"
  Fields parameters;                     // decoded, valid UTF-8, in order, doubled names kept
  std::string host;                      // in lower case; empty if not sent
  std::string origin;                    // under which address this server is known (origin.h); empty: not known
  const Publisher* publisher = nullptr;  // who runs this server (publisher.h); outlives the request
  std::string page_origin;               // the Origin header: of which site's page a browser asks; empty if not sent
  std::string accept;                    // empty if not sent
  std::string accept_language;           // empty if not sent
  std::string if_none_match;
  bool gzip = false;  // the client takes gzip
};

struct HttpResponse {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  bool lasting = true;  // false: another attempt may be answered better; not to be kept
  Fields headers;       // beside those that every answer carries

  void set(std::string_view name, std::string value) { headers.emplace_back(name, std::move(value)); }
};

inline constexpr std::string_view json_type = "application/json; charset=utf-8";
inline constexpr std::string_view html_type = "text/html; charset=utf-8";

// The answer to a request that is refused before any handler sees it.
struct Refusal {
  int status = 400;
  std::string detail;
};

}  // namespace pramen::server
