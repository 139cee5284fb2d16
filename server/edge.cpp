#include "server/edge.h"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <ctime>
#include <random>

#include "server/connections.h"
#include "server/cross_origin.h"
#include "server/frame.h"
#include "server/log.h"
#include "server/origin.h"
#include "server/problem.h"
#include "server/publisher.h"

namespace pramen::server {
namespace {

constexpr int backlog = 4096;
constexpr auto patience = std::chrono::milliseconds(4500);

// What every answer carries, whatever it is. The pages hold no inline styles or
// scripts and load nothing from elsewhere.
const Fields& common_headers() {
  static const Fields headers = {
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "strict-origin-when-cross-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
  };
  return headers;
}

// "Mon, 23 Nov 2026 18:55:25 GMT", whatever the locale.
std::string http_date() {
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
                     1900 + utc.tm_year, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

bool is_bodiless(int status) { return status == 204 || status == 304; }

std::string request_id() {
  static thread_local std::mt19937_64 generator{std::random_device{}()};
  return fmt::format("{:016x}", generator());
}

// One request and its answer in memory: the library reads a head that we wrote
// and writes into a string, so no thread of it ever waits for a client.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string head) : in_(std::move(head)) {}

  bool is_readable() const override { return at_ < in_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    const auto count = std::min(size, in_.size() - at_);
    std::memcpy(to, in_.data() + at_, count);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) override {
    out_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  // The library only compares it with FD_SETSIZE, which must not bound us.
  socket_t socket() const override { return 0; }

  std::string take() { return std::move(out_); }

 private:
  std::string in_, out_;
  std::size_t at_ = 0;
};

// Hands each accepted socket over at once, on the accepting thread.
class Inline final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> job) override { job(); }
  void shutdown() override {}
};

class HttpServer final : public httplib::Server {
 public:
  HttpServer(const Settings& settings, Edge::Handler handler, Edge::Gate gate, Edge::Observer observer)
      : public_url_(settings.public_url),
        publisher_(publisher_of(settings)),
        allowed_origins_(settings.allowed_origins),
        handler_(std::move(handler)),
        gate_(std::move(gate)),
        observer_(std::move(observer)),
        connections_(settings, {.answer = [this](Head& head) { return answer(head); },
                                .refuse = [this](Head& head) { return refuse(head); }}) {
    new_task_queue = [] { return new Inline; };
    set_keep_alive_timeout(settings.keep_alive_s);
    set_keep_alive_max_count(settings.keep_alive_requests);
    set_socket_options([this](socket_t socket) {
      const int on = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
      ::fcntl(socket, F_SETFD, FD_CLOEXEC);
      listening_ = socket;
    });
    // Answers before the library's own routing, whose regular expressions recurse
    // with the length of the path.
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      respond(response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      response.headers.erase("Accept-Ranges");
      if (is_bodiless(response.status) || exchange().response.feed) response.headers.erase("Content-Length");
    });
    set_exception_handler([this](const httplib::Request&, httplib::Response& response, std::exception_ptr reason) {
      fail(response, reason);
    });
  }

  void raise_backlog() const { ::listen(listening_, backlog); }
  void finish() { connections_.finish(patience); }

 private:
  using Say = std::function<HttpResponse(const Head&)>;
  // The exchange that this thread is in.
  struct Exchange {
    const Head* head = nullptr;
    Say say;
    HttpResponse response;
  };
  static Exchange& exchange() {
    static thread_local Exchange current;
    return current;
  }

  bool process_and_close_socket(socket_t socket) override {
    connections_.add(socket);
    return true;
  }

  // The library gets a head with nothing of the client's in it. What is worth
  // compressing is compressed when it is made (answer_cache.h).
  Connections::Answer answer(Head& head) {
    place(head.request);
    return write_out(head, [this](const Head& asked) { return answer_to(asked); });
  }

  std::optional<Connections::Answer> refuse(Head& head) {
    place(head.request);
    std::optional<HttpResponse> refusal;
    try {
      refusal = gate_(head.request);
    } catch (const std::exception&) {
      const auto reason = std::current_exception();
      head.close = true;
      return write_out(head, [reason](const Head&) -> HttpResponse { std::rethrow_exception(reason); });
    }
    if (!refusal) return std::nullopt;
    head.close = true;
    return write_out(head, [&](const Head&) { return std::move(*refusal); });
  }

  void place(HttpRequest& request) const {
    if (request.id.empty()) request.id = request_id();
    request.origin = origin_for(public_url_, request.host);
    request.publisher = &publisher_;
  }

  Connections::Answer write_out(Head& head, Say say) {
    const auto begin = std::chrono::steady_clock::now();
    const LoggedRequest logged(head.request.id);
    auto& current = exchange();
    current.head = &head;
    current.say = std::move(say);
    current.response = {};
    std::string request = head.request.head ? "HEAD / HTTP/1.1\r\n" : "GET / HTTP/1.1\r\n";
    if (head.close) request += "Connection: close\r\n";
    MemoryStream stream(request + "\r\n");
    bool closed = false;
    process_request(stream, head.close, closed, nullptr);
    const auto took = std::chrono::steady_clock::now() - begin;
    observer_(head.request, current.response, std::chrono::duration_cast<std::chrono::microseconds>(took));
    return {stream.take(), head.request.head ? nullptr : std::move(current.response.feed)};
  }

  HttpResponse answer_to(const Head& head) const {
    // A mistyped address may be a reader's; anything else that is refused is a program's.
    const bool is_address = head.refused == 400 || head.refused == 414;
    if (is_address && wants_page(head.request)) return refused_page(head.request, head.refused);
    if (head.refused != 0) return problem(head.refused, "", head.detail, head.request);
    if (head.request.preflight) return preflight_answer(allowed_origins_, head.request);
    return handler_(head.request);
  }

  void respond(httplib::Response& response) {
    const Head& head = *exchange().head;
    exchange().response = exchange().say(head);
    if (head.refused == 405) exchange().response.set("Allow", "GET, HEAD");
    write(response);
  }

  void fail(httplib::Response& response, const std::exception_ptr& reason) {
    std::string what = "unknown";
    try {
      std::rethrow_exception(reason);
    } catch (const std::exception& error) {
      what = error.what();
    } catch (...) {
    }
    const auto& request = exchange().head->request;
    spdlog::error("request {} for {} failed: {}", request.id, escaped(request.path), escaped(what));
    exchange().response = wants_page(request)
                              ? failure_page(request, request.id)
                              : problem(500, "", "The request failed; its id is " + request.id + ".", request);
    write(response);
  }

  void write(httplib::Response& response) const {
    HttpResponse& ours = exchange().response;
    share_with_page(allowed_origins_, exchange().head->request, ours);
    response.status = ours.status;
    response.body = ours.body;
    response.headers.clear();
    for (const auto& [name, value] : ours.headers) response.set_header(name, value);
    for (const auto& [name, value] : common_headers()) {
      if (!response.has_header(name)) response.set_header(name, value);
    }
    response.set_header("Date", http_date());
    response.set_header("X-Request-Id", exchange().head->request.id);
    if (!response.has_header("Vary")) response.set_header("Vary", "Accept-Encoding");
    if (!is_bodiless(ours.status)) response.set_header("Content-Type", ours.type);
    if (ours.feed) response.set_header("Connection", "close");
  }

  socket_t listening_ = INVALID_SOCKET;
  const std::string public_url_;
  const Publisher publisher_;
  const std::vector<std::string> allowed_origins_;
  Edge::Handler handler_;
  Edge::Gate gate_;
  Edge::Observer observer_;
  Connections connections_;  // last: its workers use the rest
};

}  // namespace

class Edge::Implementation {
 public:
  Implementation(const Settings& settings, Handler handler, Gate gate, Observer observer)
      : http_(settings, std::move(handler), std::move(gate), std::move(observer)) {
    port_ = settings.port;
    const bool bound = settings.port == 0 ? (port_ = http_.bind_to_any_port(settings.host)) > 0
                                          : http_.bind_to_port(settings.host, settings.port);
    if (!bound) {
      throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", settings.host, settings.port,
                                           errno != 0 ? std::strerror(errno) : "no such address"));
    }
    http_.raise_backlog();
  }

  int port() const { return port_; }

  void run() {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      running_ = true;
    }
    http_.listen_after_bind();
    http_.finish();
    const std::lock_guard lock(mutex_);
    running_ = false;
    changed_.notify_all();
  }

  void stop() {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    // run() may be on its way to the accept loop, where the library cannot be
    // stopped yet: try until it is over.
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (running_ && std::chrono::steady_clock::now() < until) {
      if (http_.is_running()) http_.stop();
      changed_.wait_for(lock, std::chrono::milliseconds(5));
    }
  }

 private:
  HttpServer http_;
  int port_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool running_ = false, stopping_ = false;
};

Edge::Edge(const Settings& settings, Handler handler, Gate gate, Observer observer)
    : implementation_(
          std::make_unique<Implementation>(settings, std::move(handler), std::move(gate), std::move(observer))) {}
Edge::~Edge() { stop(); }

int Edge::port() const { return implementation_->port(); }
void Edge::run() { implementation_->run(); }
void Edge::stop() { implementation_->stop(); }

}  // namespace pramen::server
