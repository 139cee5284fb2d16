// All open connections, watched by one thread through epoll.
//
// A connection holds a worker only while its request is being answered. Heads
// that trickle in, answers that are read slowly and idle keep-alive connections
// cost a buffer and no thread, so any number of slow clients leaves the others
// alone. Deadlines are for the whole head and the whole answer, not per read.
// A body is gathered in the same way, after its head was let in; so is an answer
// that goes on (Feed in http.h) handed out.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/body_budget.h"
#include "server/head.h"
#include "server/server.h"
#include "server/workers.h"

namespace pramen::server {

class Connections {
 public:
  struct Answer {
    std::string bytes;
    std::shared_ptr<Feed> feed = {};  // what follows them
  };
  // Both are called by workers, several at a time, and may set head.close.
  struct Answerer {
    std::function<Answer(Head& head)> answer;
    // Judges a request with a body by its head alone. Nothing: the body may come.
    std::function<std::optional<Answer>(Head& head)> refuse;
  };

  Connections(const Settings& settings, Answerer answerer);
  ~Connections();

  // Takes the socket over.
  void add(int socket);
  // Requests in work are answered, everything else is closed. Returns when
  // nothing is open any more, after `patience` at the latest.
  void finish(std::chrono::milliseconds patience);

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection;
  using Shared = std::shared_ptr<Connection>;

  void watch();
  void on_event(const Shared& connection);
  void on_deadline(Connection& connection);
  void sweep();
  bool receive(Connection& connection);
  void advance(const Shared& connection);
  void admit(const Shared& connection, Head head);
  void gather(const Shared& connection);
  void work(const Shared& connection, Head head);
  void begin_writing(const Shared& connection, Answer answer, bool close);
  void hand_out(const Shared& connection);
  bool send_pending(Connection& connection);
  void wait_for(Connection& connection, unsigned events, Clock::time_point deadline);
  void begin_closing(Connection& connection);
  void make_room();
  void drop(Connection& connection);
  std::vector<Shared> every_connection();

  const Settings settings_;
  const Answerer answerer_;
  const std::size_t most_connections_;
  BodyBudget body_budget_;
  int epoll_ = -1;
  std::atomic<bool> finishing_ = false, ended_ = false;
  std::mutex table_mutex_;
  std::unordered_map<int, Shared> table_;  // by descriptor
  std::unique_ptr<Workers> workers_;
  std::thread watcher_;
};

}  // namespace pramen::server
