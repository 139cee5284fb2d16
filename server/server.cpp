#include "server/server.h"

#include "server/edge.h"
#include "server/site.h"

namespace pramen::server {

class Server::Implementation {
 public:
  explicit Implementation(const Settings& settings)
      : site_(settings),
        edge_(
            settings, [this](const HttpRequest& request) { return site_.answer(request); },
            [this](const HttpRequest& request) { return site_.refuse(request); },
            [this](const HttpRequest& request, const HttpResponse& response, std::chrono::microseconds took) {
              site_.observe(request, response, took);
            }) {}

  Edge& edge() { return edge_; }

 private:
  Site site_;
  Edge edge_;  // last: its threads use the site
};

Server::Server(Settings settings) : implementation_(std::make_unique<Implementation>(settings)) {}
Server::~Server() = default;

int Server::port() const { return implementation_->edge().port(); }
void Server::run() { implementation_->edge().run(); }
void Server::stop() { implementation_->edge().stop(); }

}  // namespace pramen::server
