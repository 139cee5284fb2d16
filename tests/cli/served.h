// The built program as a server over one of two_corpora.h, and clients that ask it without end and judge every answer.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/program.h"
#include "tests/support/temporary_folder.h"

namespace pramen::tests {

// `pramen serve` on a free port of 127.0.0.1, until the object ends.
class Served {
 public:
  explicit Served(const std::filesystem::path& database, const std::vector<std::string>& options = {},
                  const Environment& more = {});
  ~Served();
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  int port() const { return port_; }
  std::string log() const { return slurp(output_ / "stderr"); }

 private:
  const TemporaryFolder output_;
  pid_t process_ = -1;
  int port_ = 0;
};

// Searches over keep-alive connections. An answer has to be 200 and of one corpus, always the same for a generation.
class Querying {
 public:
  Querying(int port, int connections, std::chrono::microseconds pause = {});
  ~Querying() { stop(); }
  Querying(const Querying&) = delete;
  Querying& operator=(const Querying&) = delete;

  void stop();
  std::uint64_t answers() const { return answers_; }
  bool has_faults() const { return faulty_; }
  std::vector<std::string> faults() const;  // the first ones
  // Microseconds that answers took, since it was asked last.
  std::vector<std::uint32_t> take_times();
  // Whether it happens while nothing is at fault and within a minute, which is more than enough.
  bool wait_for_generation(std::uint64_t number) const;
  bool wait_for_answers(std::uint64_t count) const;

 private:
  void ask_on(int port, unsigned number, std::chrono::microseconds pause);
  void judge(const std::string& target, const std::string& asked, int status, const std::string& body);
  void fault(std::string what);
  template <typename Happened>
  bool wait_until(const Happened& happened) const;

  std::atomic<bool> stopping_ = false, faulty_ = false;
  std::atomic<std::uint64_t> answers_ = 0, newest_answer_ = 0;
  mutable std::mutex mutex_;
  std::map<std::uint64_t, std::string> word_of_;  // of each generation met
  std::vector<std::string> faults_;
  std::vector<std::uint32_t> times_;
  std::vector<std::thread> threads_;
};

}  // namespace pramen::tests
