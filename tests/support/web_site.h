// A web site on 127.0.0.1 that answers as a test wants, and remembers what it was asked.
#pragma once

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace pramen::tests {

class WebSite {
 public:
  using Clock = std::chrono::steady_clock;
  struct Asked {
    std::string line;  // "HEAD /there"
    std::string host, agent;
    Clock::time_point came, went;
  };
  using Answer = std::function<void(const httplib::Request&, httplib::Response&)>;

  explicit WebSite(Answer answer) : answer_(std::move(answer)) {
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      handle(request, response);
      return httplib::Server::HandlerResponse::Handled;
    });
    server_.set_keep_alive_timeout(1);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~WebSite() {
    server_.stop();
    thread_.join();
  }
  WebSite(const WebSite&) = delete;
  WebSite& operator=(const WebSite&) = delete;

  std::string at(const std::string& path, const std::string& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(port_) + path;
  }
  int port() const { return port_; }

  std::vector<Asked> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const Asked& one : asked()) lines.push_back(one.line);
    return lines;
  }
  std::ptrdiff_t count(const std::string& line) const {
    const auto all = lines();
    return std::ranges::count(all, line);
  }
  void forget() {
    const std::lock_guard lock(mutex_);
    asked_.clear();
  }

 private:
  void handle(const httplib::Request& request, httplib::Response& response) {
    Asked asked{.line = request.method + " " + request.target,
                .host = request.get_header_value("Host"),
                .agent = request.get_header_value("User-Agent"),
                .came = Clock::now(),
                .went = {}};
    answer_(request, response);
    asked.went = Clock::now();
    const std::lock_guard lock(mutex_);
    asked_.push_back(std::move(asked));
  }

  const Answer answer_;
  httplib::Server server_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<Asked> asked_;
  std::thread thread_;
};

}  // namespace pramen::tests
