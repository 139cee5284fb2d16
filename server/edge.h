// The edge to the network: binds, accepts, checks every request (head.h) and lets
// the HTTP library write the answers. Handlers behind it see plain values only.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/http.h"
#include "server/server.h"

namespace pramen::server {

class Edge {
 public:
  // Called by many threads at once. What it throws becomes a bare 500.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;
  // Judges a request with a body before the body has come; nothing: it may come.
  using Gate = std::function<std::optional<HttpResponse>(const HttpRequest&)>;
  // Called once for every answer, refused requests included.
  using Observer = std::function<void(const HttpRequest&, const HttpResponse&, std::chrono::microseconds)>;

  // Binds. Throws std::runtime_error if the address cannot be had.
  Edge(const Settings& settings, Handler handler, Gate gate, Observer observer);
  ~Edge();

  int port() const;
  void run();   // until stop()
  void stop();  // from any other thread; returns when run() is over, within 5 s

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace pramen::server
