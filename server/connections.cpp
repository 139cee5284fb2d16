#include "server/connections.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

#include "server/log.h"

namespace pramen::server {
namespace {

constexpr auto sweep_interval = std::chrono::milliseconds(100);
// How long, and how much, a client may go on sending after its last answer. A
// socket closed with unread bytes would reset the connection and with it the
// answer that is still on its way.
constexpr auto linger_time = std::chrono::seconds(1);
constexpr std::size_t linger_bytes = 256 * 1024;

// The watching thread must outlive whatever goes wrong with one client.
template <typename Step>
void guarded(Step&& step) {
  try {
    step();
  } catch (const std::exception& error) {
    spdlog::error("a connection failed: {}", escaped(error.what()));
  }
}

// Some descriptors stay free for the database's own files.
std::size_t descriptor_budget() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 512;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65536);
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return std::clamp<std::size_t>(limit.rlim_cur * 3 / 4, 64, 16384);
}

}  // namespace

// Guarded by its mutex; the state says who may touch it next.
struct Connections::Connection {
  enum class State { reading, working, writing, lingering, closed };

  explicit Connection(int socket) : descriptor(socket) {}
  ~Connection() { ::close(descriptor); }

  std::mutex mutex;
  const int descriptor;
  State state = State::reading;
  std::string in, out;
  std::size_t sent = 0, answered = 0, lingered = 0;
  bool close_after = false;
  Clock::time_point head_deadline{};  // set by the first byte of a head
  Clock::time_point deadline{};       // of what it waits for now
};

Connections::Connections(const Settings& settings, Answerer answerer)
    : settings_(settings), answerer_(std::move(answerer)), most_connections_(descriptor_budget()) {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) throw std::runtime_error("cannot watch sockets: epoll_create1 failed");
  workers_ = std::make_unique<Workers>(std::max<std::size_t>(1, settings_.threads));
  watcher_ = std::thread([this] { watch(); });
}

Connections::~Connections() {
  finish(std::chrono::milliseconds(0));
  ended_ = true;
  if (watcher_.joinable()) watcher_.join();
  workers_.reset();
  table_.clear();
  ::close(epoll_);
}

void Connections::add(int socket) {
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL, 0) | O_NONBLOCK);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto connection = std::make_shared<Connection>(socket);
  make_room();
  const std::lock_guard lock(connection->mutex);
  {
    const std::lock_guard table_lock(table_mutex_);
    table_[socket] = connection;
  }
  connection->deadline = Clock::now() + std::chrono::seconds(settings_.read_timeout_s);
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
  event.data.fd = socket;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) begin_closing(*connection);
}

// With the table full the connection that has waited longest makes room, as long
// as it is one that waits for a request.
void Connections::make_room() {
  {
    const std::lock_guard lock(table_mutex_);
    if (table_.size() < most_connections_) return;
  }
  const auto all = every_connection();
  Shared oldest;
  auto earliest = Clock::time_point::max();
  for (const auto& connection : all) {
    const std::lock_guard lock(connection->mutex);
    if (connection->state != Connection::State::reading || connection->deadline >= earliest) continue;
    earliest = connection->deadline;
    oldest = connection;
  }
  if (!oldest) return;
  const std::lock_guard lock(oldest->mutex);
  if (oldest->state == Connection::State::reading) drop(*oldest);
}

// The caller holds the connection's mutex; the table's is always taken after it.
void Connections::drop(Connection& connection) {
  connection.state = Connection::State::closed;
  ::shutdown(connection.descriptor, SHUT_RDWR);
  const std::lock_guard table_lock(table_mutex_);
  table_.erase(connection.descriptor);
}

std::vector<Connections::Shared> Connections::every_connection() {
  std::vector<Shared> all;
  const std::lock_guard lock(table_mutex_);
  all.reserve(table_.size());
  for (const auto& [descriptor, connection] : table_) all.push_back(connection);
  return all;
}

void Connections::finish(std::chrono::milliseconds patience) {
  finishing_ = true;
  const auto until = Clock::now() + patience;
  while (true) {
    {
      const std::lock_guard lock(table_mutex_);
      if (table_.empty()) return;
    }
    if (Clock::now() >= until) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

void Connections::watch() {
  std::array<epoll_event, 256> events;
  auto next_sweep = Clock::now() + sweep_interval;
  while (!ended_) {
    const int count = ::epoll_wait(epoll_, events.data(), events.size(), finishing_ ? 10 : 100);
    for (int i = 0; i < count; ++i) {
      Shared connection;
      {
        const std::lock_guard lock(table_mutex_);
        const auto found = table_.find(events[static_cast<std::size_t>(i)].data.fd);
        if (found != table_.end()) connection = found->second;
      }
      if (connection) guarded([&] { on_event(connection); });
    }
    if (finishing_ || Clock::now() >= next_sweep) {
      guarded([&] { sweep(); });
      next_sweep = Clock::now() + sweep_interval;
    }
  }
}

void Connections::on_event(const Shared& connection) {
  using State = Connection::State;
  const std::lock_guard lock(connection->mutex);
  switch (connection->state) {
    case State::reading:
      if (receive(*connection)) advance(connection);
      break;
    case State::writing: advance(connection); break;
    case State::lingering: {
      std::array<char, 16384> waste;
      const ssize_t count = ::recv(connection->descriptor, waste.data(), waste.size(), 0);
      connection->lingered += count > 0 ? static_cast<std::size_t>(count) : linger_bytes;
      if (connection->lingered < linger_bytes || (count < 0 && errno == EAGAIN)) {
        wait_for(*connection, EPOLLIN, connection->deadline);
      } else {
        connection->state = State::closed;
      }
      break;
    }
    case State::working:
    case State::closed: break;
  }
  if (connection->state == State::closed) drop(*connection);
}

// False if nothing came that would change the state: then the connection is
// armed again, or closed.
bool Connections::receive(Connection& connection) {
  std::array<char, max_head_bytes> buffer;
  const ssize_t count = ::recv(connection.descriptor, buffer.data(), buffer.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
    wait_for(connection, EPOLLIN, connection.deadline);
    return false;
  }
  if (count <= 0) {
    connection.state = Connection::State::closed;
    return false;
  }
  if (connection.in.empty())
    connection.head_deadline = Clock::now() + std::chrono::seconds(settings_.request_deadline_s);
  connection.in.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

// Does whatever is next: send, close, answer, wait. The caller holds the mutex.
void Connections::advance(const Shared& shared) {
  Connection& connection = *shared;
  if (!send_pending(connection)) return;
  if (connection.close_after) return begin_closing(connection);

  Head head;
  const std::size_t length = head_length(connection.in);
  if (length > 0) {
    head = parse_head(std::string_view(connection.in).substr(0, length));
    connection.in.erase(0, length);
    // Bytes that came along begin the next head: its time runs from now.
    connection.head_deadline = Clock::now() + std::chrono::seconds(settings_.request_deadline_s);
  } else if (const int status = oversize_status(connection.in)) {
    head = refused_head(status,
                        status == 414 ? "the request line is longer than 12 KiB" : "the head is longer than 24 KiB");
  } else {
    const auto now = Clock::now();
    const bool idle = connection.in.empty();
    const auto pause = idle ? settings_.keep_alive_s : settings_.read_timeout_s;
    auto deadline = now + std::chrono::seconds(pause);
    if (!idle) deadline = std::min(deadline, connection.head_deadline);
    connection.state = Connection::State::reading;
    return wait_for(connection, EPOLLIN | EPOLLRDHUP, deadline);
  }
  ++connection.answered;
  if (connection.answered >= settings_.keep_alive_requests || finishing_) head.close = true;
  connection.state = Connection::State::working;
  workers_->submit(
      [this, shared, taken = std::make_shared<Head>(std::move(head))]() mutable { work(shared, std::move(*taken)); });
}

void Connections::work(const Shared& connection, Head head) {
  std::string answer = answerer_(head);
  const std::lock_guard lock(connection->mutex);
  connection->out = std::move(answer);
  connection->sent = 0;
  connection->close_after = head.close || finishing_;
  connection->state = Connection::State::writing;
  connection->deadline = Clock::now() + std::chrono::seconds(settings_.write_timeout_s);
  advance(connection);
}

// True when everything is out. Else the connection waits until it can go on.
bool Connections::send_pending(Connection& connection) {
  while (connection.sent < connection.out.size()) {
    const ssize_t count = ::send(connection.descriptor, connection.out.data() + connection.sent,
                                 connection.out.size() - connection.sent, MSG_NOSIGNAL);
    if (count > 0) {
      connection.sent += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN) {
      wait_for(connection, EPOLLOUT, connection.deadline);
      return false;
    } else if (errno != EINTR) {
      begin_closing(connection);
      return false;
    }
  }
  connection.out.clear();
  connection.sent = 0;
  return true;
}

void Connections::wait_for(Connection& connection, unsigned events, Clock::time_point deadline) {
  connection.deadline = deadline;
  epoll_event event{};
  event.events = events | EPOLLONESHOT;
  event.data.fd = connection.descriptor;
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.descriptor, &event);
}

void Connections::begin_closing(Connection& connection) {
  connection.out.clear();
  connection.in.clear();
  connection.state = Connection::State::lingering;
  ::shutdown(connection.descriptor, SHUT_WR);
  wait_for(connection, EPOLLIN, Clock::now() + linger_time);
}

void Connections::on_deadline(Connection& connection) {
  using State = Connection::State;
  if (connection.state == State::reading && !connection.in.empty() && !finishing_) {
    // Small enough for the socket's buffer; if not, the client never read.
    Head head = refused_head(408, "the request head did not arrive in time");
    const std::string answer = answerer_(head);
    [[maybe_unused]] const auto sent =
        ::send(connection.descriptor, answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return begin_closing(connection);
  }
  connection.state = State::closed;
}

void Connections::sweep() {
  using State = Connection::State;
  const auto now = Clock::now();
  for (const auto& connection : every_connection()) {
    const std::lock_guard lock(connection->mutex);
    if (connection->state == State::working) continue;
    const bool idle = finishing_ && connection->state == State::reading;
    if (connection->state != State::closed && (idle || connection->deadline <= now)) on_deadline(*connection);
    if (connection->state == State::closed) drop(*connection);
  }
}

}  // namespace pramen::server
