// The HTTP face: JSON under /api/v1/, pages, health. cpp-httplib behind an edge
// that bounds what a client may send (edge.h).
//
// One Server per process; run() blocks until stop(), which may be called from
// another thread. A published generation is picked up within a second, without
// a failed request.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::server {

struct Settings {
  std::filesystem::path database;
  std::string host = "127.0.0.1";
  int port = 8080;               // 0: any free one
  std::string public_url;        // "https://example.org", what people type; empty: not known
  std::string publisher;         // who runs this server; pages say so; empty: not said
  std::string contact;           // "mailto:...", for questions and accessibility; empty: none
  std::string enforcement;       // "https://...", where complaints about accessibility go further; empty: not said
  std::string state_bar;         // "sk": the bar that pages of the Slovak state begin with; empty: none
  std::filesystem::path theme;   // a style sheet loaded after ours (docs/theming.md); empty: none
  std::string security_contact;  // "mailto:..." or "https://...", for security.txt; empty: none
  std::vector<std::string> allowed_origins;  // whose pages may read the API (cross_origin.h); empty: none but our own
  std::filesystem::path corpus;   // that the admin API writes to and builds from; empty: there is no admin API
  std::filesystem::path program;  // that jobs are run by; empty: this one
  std::vector<std::string> links_private;  // hosts that jobs ask for links though they lie in a private network
  std::size_t bulk_mib = 64;      // longest body of records in bulk
  std::size_t bodies_mib = 256;   // of all bodies that are in memory at once
  std::string log_format = "text";  // or "json" (log.h)
  int query_log_days = 0;           // how long what people search for is counted; 0: not at all
  std::size_t threads = 16;
  int read_timeout_s = 5;       // for one read of a request
  int request_deadline_s = 10;  // for a whole request head
  int write_timeout_s = 10;
  std::size_t keep_alive_requests = 100;
  int keep_alive_s = 5;
};

// Reads a TOML file over the defaults, then the environment (PRAMEN_LISTEN,
// PRAMEN_THREADS, ...). Throws std::runtime_error with file, line and column.
Settings load_settings(const std::filesystem::path& toml_file);  // empty path: none
// "host:port", "[::1]:port" or "port". Throws std::invalid_argument.
void set_listen(Settings& settings, std::string_view listen);
// All throw std::invalid_argument.
void set_public_url(Settings& settings, std::string_view public_url);
void set_security_contact(Settings& settings, std::string_view contact);
void set_contact(Settings& settings, std::string_view contact);
void set_enforcement(Settings& settings, std::string_view address);
void set_state_bar(Settings& settings, std::string_view state);
void set_log_format(Settings& settings, std::string_view format);
void set_allowed_origins(Settings& settings, std::span<const std::string> origins);
void set_links_private(Settings& settings, std::span<const std::string> hosts);

class Server {
 public:
  // Opens the database and binds. Throws std::runtime_error if either fails.
  explicit Server(Settings settings);
  ~Server();

  int port() const;
  void run();
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace pramen::server
