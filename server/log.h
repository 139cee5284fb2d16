// Lines of the log, as text for people or as JSON for whatever collects them.
//
// Text:  2026-11-28T19:04:11.532 warning The sentence. [5f0c...]   (the id of the request, where there is one)
// JSON:  {"time": "2026-11-28T19:04:11.532Z", "level": "warning", "message": "The sentence.", "request_id": "5f0c..."}
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pramen::server {

enum class LogFormat : std::uint8_t { text, json };
inline constexpr std::array<std::string_view, 2> log_formats = {"text", "json"};
std::optional<LogFormat> read_log_format(std::string_view name);

// For the whole process; before its threads start.
void use_log_format(LogFormat format);

// While it lives, every line that this thread logs carries the id.
class LoggedRequest {
 public:
  explicit LoggedRequest(std::string_view id);  // outlives it
  ~LoggedRequest();
  LoggedRequest(const LoggedRequest&) = delete;
  LoggedRequest& operator=(const LoggedRequest&) = delete;
};

// An answer, at level debug. Never the query nor an address: what people search for is theirs.
struct AnswerLine {
  std::string_view method, path, route, lang;  // empty: not known
  int status = 0;
  std::chrono::microseconds took{};
  std::size_t bytes = 0;  // of the body before any coding of the connection
};
void log_answer(const AnswerLine& line);

// Text from outside on its way into a log line: control characters and backslashes as \xNN or \u00NN, long text cut,
// so that a value can neither end its line nor forge another.
std::string escaped(std::string_view text);

}  // namespace pramen::server
