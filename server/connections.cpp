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
#include <utility>

#include "server/log.h"

namespace pramen::server {
namespace {

constexpr auto sweep_interval = std::chrono::milliseconds(100);
// How long, and how much, a client may go on sending after its last answer. A
// socket closed with unread bytes would reset the connection and with it the
// answer that is still on its way.
constexpr auto linger_time = std::chrono::seconds(1);
constexpr std::size_t linger_bytes = 256 * 1024;
// A body may take a while longer than a head, by its size: 32 kB a second are expected.
constexpr std::size_t slowest_body_bytes_per_ms = 32;

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
  // reading: a head; gathering: a body; feeding: waiting for more of an answer that goes on.
  enum class State { reading, gathering, working, writing, feeding, lingering, closed };

  explicit Connection(int socket) : descriptor(socket) {}
  ~Connection() { ::close(descriptor); }

  std::mutex mutex;
  const int descriptor;
  State state = State::reading;
  std::string in, out;
  std::size_t sent = 0, answered = 0, lingered = 0;
  bool close_after = false;
  Head head;                          // whose body is being gathered
  BodyBudget::Share body_share;       // of that body, until the answer is made
  std::shared_ptr<Feed> feed;         // of the answer that is being handed out
  Clock::time_point head_deadline{};  // set by the first byte of a head
  Clock::time_point body_deadline{};
  Clock::time_point deadline{};  // of what it waits for now
};

Connections::Connections(const Settings& settings, Answerer answerer)
    : settings_(settings),
      answerer_(std::move(answerer)),
      most_connections_(descriptor_budget()),
      body_budget_(settings.bodies_mib << 20) {
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
    case State::gathering:
      if (receive(*connection)) gather(connection);
      break;
    case State::writing: advance(connection); break;
    case State::feeding:
      // Nothing more is expected of the client but that it leaves.
      if (receive(*connection)) connection->state = State::closed;
      break;
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
  if (connection.feed != nullptr && !connection.feed->is_over()) {
    connection.state = Connection::State::feeding;
    return wait_for(connection, EPOLLIN | EPOLLRDHUP, Clock::time_point::max());
  }
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
  const bool body_follows = head.refused == 0 && head.request.body_bytes > 0;
  workers_->submit([this, shared, body_follows, taken = std::make_shared<Head>(std::move(head))]() mutable {
    if (body_follows)
      admit(shared, std::move(*taken));
    else
      work(shared, std::move(*taken));
  });
}

// Only whoever may write here is asked for a body. A refusal ends the connection, since what follows is that body.
void Connections::admit(const Shared& connection, Head head) {
  auto refusal = answerer_.refuse(head);
  auto share = refusal ? std::nullopt : body_budget_.take(head.request.body_bytes);
  if (!refusal && !share) {
    head.refused = 503;
    head.detail = "too many bodies are on their way at once; try again";
    head.close = true;
    refusal = answerer_.answer(head);
  }
  const std::lock_guard lock(connection->mutex);
  if (refusal) return begin_writing(connection, std::move(*refusal), true);
  const auto size = head.request.body_bytes;
  connection->body_share = std::move(*share);
  connection->body_deadline = Clock::now() + std::chrono::seconds(settings_.request_deadline_s) +
                              std::chrono::milliseconds(size / slowest_body_bytes_per_ms);
  connection->state = Connection::State::gathering;
  if (head.expects_continue && connection->in.empty()) {
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    [[maybe_unused]] const auto sent =
        ::send(connection->descriptor, go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  connection->head = std::move(head);
  gather(connection);
}

// The caller holds the mutex.
void Connections::gather(const Shared& shared) {
  Connection& connection = *shared;
  const std::size_t size = connection.head.request.body_bytes;
  if (connection.in.size() < size) {
    const auto pause_ends = Clock::now() + std::chrono::seconds(settings_.read_timeout_s);
    return wait_for(connection, EPOLLIN | EPOLLRDHUP, std::min(pause_ends, connection.body_deadline));
  }
  std::string rest = connection.in.substr(size);
  connection.in.resize(size);
  connection.head.request.body = std::exchange(connection.in, std::move(rest));
  connection.head_deadline = Clock::now() + std::chrono::seconds(settings_.request_deadline_s);
  connection.state = Connection::State::working;
  workers_->submit([this, shared, taken = std::make_shared<Head>(std::move(connection.head))]() mutable {
    work(shared, std::move(*taken));
  });
}

void Connections::work(const Shared& connection, Head head) {
  Answer answer = answerer_.answer(head);
  const bool close = head.close || answer.feed != nullptr;
  head = {};
  const std::lock_guard lock(connection->mutex);
  connection->body_share = {};
  begin_writing(connection, std::move(answer), close);
}

// The caller holds the mutex.
void Connections::begin_writing(const Shared& connection, Answer answer, bool close) {
  connection->out = std::move(answer.bytes);
  connection->feed = std::move(answer.feed);
  connection->sent = 0;
  connection->close_after = close || finishing_;
  connection->state = Connection::State::writing;
  connection->deadline = Clock::now() + std::chrono::seconds(settings_.write_timeout_s);
  advance(connection);
}

// Looks whether there is more of an answer that goes on. The caller holds the mutex.
void Connections::hand_out(const Shared& shared) {
  Connection& connection = *shared;
  std::string more = connection.feed->next();
  if (more.empty() && !connection.feed->is_over()) return;
  connection.out = std::move(more);
  connection.sent = 0;
  connection.state = Connection::State::writing;
  connection.deadline = Clock::now() + std::chrono::seconds(settings_.write_timeout_s);
  advance(shared);
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
  const bool in_a_head = connection.state == State::reading && !connection.in.empty();
  if ((in_a_head || connection.state == State::gathering) && !finishing_) {
    connection.body_share = {};
    // Small enough for the socket's buffer; if not, the client never read.
    Head head = refused_head(
        408, in_a_head ? "the request head did not arrive in time" : "the request body did not arrive in time");
    const std::string answer = answerer_.answer(head).bytes;
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
    if (connection->state == State::feeding && !finishing_) guarded([&] { hand_out(connection); });
    const bool idle = finishing_ && (connection->state == State::reading || connection->state == State::gathering ||
                                     connection->state == State::feeding);
    if (connection->state != State::closed && (idle || connection->deadline <= now)) on_deadline(*connection);
    if (connection->state == State::closed) drop(*connection);
  }
}

}  // namespace pramen::server
