#include "tests/cli/served.h"

#include <fmt/format.h>
#include <sys/wait.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

#include "tests/cli/two_corpora.h"
#include "tests/server/client.h"

namespace pramen::tests {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_faults = 10;

int port_in(const std::string& log) {
  static constexpr std::string_view before = "http://127.0.0.1:";
  const auto at = log.find(before);
  return at == log.npos || log.find('\n', at) == log.npos ? 0 : std::atoi(log.c_str() + at + before.size());
}

// What is in doubt of this answer; empty: nothing. *word: that of its corpus, where the answer tells.
std::string doubt(const std::string& asked, const nlohmann::json& answer, std::optional<std::string>* word) {
  const int total = answer.at("total").get<int>();
  for (const std::string& one : words) {
    if (asked != one) continue;
    *word = total > 0 ? one : words[one == words[0] ? 1 : 0];
    return total == 0 || total == telling_records ? "" : "another total";
  }
  if (total != (asked.empty() ? all_records : telling_records)) return "another total";
  for (const auto& hit : answer.at("hits")) {
    const auto title = hit.at("title").get<std::string>();
    const std::string own = title.substr(0, title.find(' '));
    if (hit.at("snippet").get<std::string>().find(own) == std::string::npos) return "a text of another record";
    if (own == "spolocne") continue;
    if (word->value_or(own) != own) return "records of both";
    *word = own;
  }
  return "";
}

}  // namespace

Served::Served(const std::filesystem::path& database, const std::vector<std::string>& options,
               const Environment& more) {
  std::vector<std::string> arguments = {"serve", "--db", database, "--listen", "127.0.0.1:0"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  process_ = start_program(output_, arguments, "", more);
  for (const auto until = Clock::now() + 60s; port_ == 0 && Clock::now() < until; std::this_thread::sleep_for(10ms))
    port_ = port_in(log());
  if (port_ == 0) throw std::runtime_error("the server does not start: " + log());
}

Served::~Served() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

Querying::Querying(int port, int connections, std::chrono::microseconds pause) {
  for (int number = 0; number < connections; ++number)
    threads_.emplace_back([=, this] {
      try {
        ask_on(port, static_cast<unsigned>(number), pause);
      } catch (const std::exception& error) {
        fault(error.what());
      }
    });
}

void Querying::stop() {
  stopping_ = true;
  for (std::thread& thread : std::exchange(threads_, {})) thread.join();
}

void Querying::ask_on(int port, unsigned number, std::chrono::microseconds pause) {
  static const std::string asked[] = {words[0], words[1], words[0] + "%20OR%20" + words[1], ""};
  std::optional<Client> client;
  for (unsigned i = number; !stopping_; i += 7) {
    // Many pages, so that not every answer is one that was kept.
    const std::string target =
        fmt::format("/api/v1/search?lang=sk&q={}&limit={}&offset={}", asked[i % 4], 1 + i % 20, i % 29);
    if (!client) client.emplace(port);
    const auto begun = Clock::now();
    client->send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const std::optional<Reply> reply = client->read(false, 30s);
    if (!reply) return fault(target + ": no answer");
    {
      const std::scoped_lock lock(mutex_);
      times_.push_back(static_cast<std::uint32_t>(
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count()));
    }
    judge(target, asked[i % 4], reply->status, reply->body);
    if (reply->header("connection") == "close") client.reset();
    if (pause.count() > 0) std::this_thread::sleep_for(pause);
  }
}

void Querying::judge(const std::string& target, const std::string& asked, int status, const std::string& body) {
  if (status != 200) return fault(fmt::format("{}: {} {}", target, status, body));
  const auto answer = nlohmann::json::parse(body);
  const auto generation = answer.at("generation").get<std::uint64_t>();
  std::optional<std::string> word;
  const std::string found = doubt(asked, answer, &word);
  if (!found.empty()) return fault(fmt::format("{}: {}: {}", target, found, body));
  if (word) {
    const std::scoped_lock lock(mutex_);
    const std::string& known = word_of_.emplace(generation, *word).first->second;
    if (known != *word && faults_.size() < most_faults) {
      faults_.push_back(fmt::format("{}: generation {} was of {} before", target, generation, known));
      faulty_ = true;
    }
  }
  newest_answer_ = generation;
  ++answers_;
}

void Querying::fault(std::string what) {
  const std::scoped_lock lock(mutex_);
  if (faults_.size() < most_faults) faults_.push_back(std::move(what));
  faulty_ = true;
}

std::vector<std::string> Querying::faults() const {
  const std::scoped_lock lock(mutex_);
  return faults_;
}

std::vector<std::uint32_t> Querying::take_times() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(times_, {});
}

template <typename Happened>
bool Querying::wait_until(const Happened& happened) const {
  for (const auto until = Clock::now() + 60s; !faulty_ && Clock::now() < until; std::this_thread::sleep_for(5ms))
    if (happened()) return true;
  return happened();
}

bool Querying::wait_for_generation(std::uint64_t number) const {
  return wait_until([&] { return newest_answer_ == number; });
}

bool Querying::wait_for_answers(std::uint64_t count) const {
  return wait_until([&] { return answers_ >= count; });
}

}  // namespace pramen::tests
