// A request and an answer as our handlers see them: plain values, checked and
// decoded. Neither sockets nor the HTTP library are visible from here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pramen::server {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Publisher;

struct HttpRequest {
  std::string id;                        // in the log and in X-Request-Id of the answer; the client's or ours
  std::string method = "GET";            // others than GET, HEAD and OPTIONS only where head.h takes them
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
  std::string referer;                   // empty if not sent
  std::string if_none_match;
  bool gzip = false;   // the client takes gzip
  bool ahead = false;  // nobody asks: the answer is made for who will (AnswerCache::last_asked)

  // Each empty if not sent; never sent twice.
  std::string authorization, content_type, if_match, idempotency_key, last_event_id;
  std::string cookie, sec_fetch_site;
  std::size_t body_bytes = 0;  // as Content-Length says
  std::string body;            // there once the whole of it has come; before that only the head is judged
};

// An answer that goes on for a while (text/event-stream). The thread that watches the connections asks it
// some ten times a second, so next() must not wait for anything.
class Feed {
 public:
  virtual ~Feed() = default;
  // What is new; empty: nothing.
  virtual std::string next() = 0;
  // next() has given everything there will ever be: the connection ends once that is out.
  virtual bool is_over() const = 0;
};

// What an answer to a search says of it, for the query log and the metrics; never sent.
struct Searched {
  std::string words, lang;
  std::uint64_t total = 0;
  bool cut_short = false;  // the time was over before all was counted
};

struct HttpResponse {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  bool lasting = true;              // false: another attempt may be answered better; not to be kept
  Fields headers;                   // beside those that every answer carries
  std::shared_ptr<Feed> feed = {};  // what follows `body`, until it is over
  std::optional<Searched> searched = {};

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
