// A client that sends exactly the bytes it is told to, and reads answers one by
// one as a strict proxy would.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pramen::tests {

struct Reply {
  int status = 0;
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(const std::string& name) const;
  std::size_t count(const std::string& name) const { return headers.count(name); }
};

class Client {
 public:
  explicit Client(int port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool send(std::string_view bytes);
  // Nothing if the connection ends, or nothing comes in time.
  std::optional<Reply> read(bool head = false, std::chrono::milliseconds patience = std::chrono::seconds(5));
  // Everything until the server ends the connection, head included, with names of headers in lower case.
  std::string read_to_end(std::chrono::milliseconds patience);
  // Whether the server ends the connection in time, without further bytes.
  bool is_closed(std::chrono::milliseconds patience = std::chrono::seconds(3));

 private:
  bool fill(std::chrono::steady_clock::time_point until);

  int socket_ = -1;
  std::string received_;
};

// One request on a connection of its own.
Reply ask(int port, std::string_view bytes, bool head = false);
// GET with Host and `headers` ("Name: value\r\n" each).
Reply get(int port, std::string_view target, std::string_view headers = "");

}  // namespace pramen::tests
