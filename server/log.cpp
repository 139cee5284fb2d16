#include "server/log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

namespace pramen::server {
namespace {

using Json = nlohmann::ordered_json;

thread_local std::string_view request_id;
thread_local const Json* more_members = nullptr;  // of the line that is being logged

// " [id]" in a pattern.
class RequestFlag final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg&, const std::tm&, spdlog::memory_buf_t& out) override {
    if (!request_id.empty()) fmt::format_to(std::back_inserter(out), " [{}]", request_id);
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<RequestFlag>(); }
};

// All in ASCII: no terminal that a line is shown on obeys what stands in it.
class JsonFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const auto level = spdlog::level::to_string_view(message.level);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(message.time.time_since_epoch()).count();
    const std::time_t seconds = ms / 1000;
    Json line = {{"time", fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), ms % 1000)},
                 {"level", std::string_view(level.data(), level.size())},
                 {"message", std::string_view(message.payload.data(), message.payload.size())}};
    if (!request_id.empty()) line["request_id"] = request_id;
    if (more_members != nullptr) line.update(*more_members);
    const std::string text = line.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n";
    out.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonFormatter>(); }
};

LogFormat used = LogFormat::text;

}  // namespace

std::optional<LogFormat> read_log_format(std::string_view name) {
  const auto* found = std::ranges::find(log_formats, name);
  if (found == log_formats.end()) return std::nullopt;
  return static_cast<LogFormat>(found - log_formats.begin());
}

void use_log_format(LogFormat format) {
  used = format;
  if (format == LogFormat::json) return spdlog::set_formatter(std::make_unique<JsonFormatter>());
  auto text = std::make_unique<spdlog::pattern_formatter>();
  text->add_flag<RequestFlag>('*').set_pattern("%Y-%m-%dT%H:%M:%S.%e %^%l%$ %v%*");
  spdlog::set_formatter(std::move(text));
}

LoggedRequest::LoggedRequest(std::string_view id) { request_id = id; }
LoggedRequest::~LoggedRequest() { request_id = {}; }

void log_answer(const AnswerLine& line) {
  if (!spdlog::should_log(spdlog::level::debug)) return;
  const std::string path = escaped(line.path.empty() ? "-" : line.path);
  if (used == LogFormat::text) return spdlog::debug("{} {} {} {} us", line.method, path, line.status, line.took.count());
  Json members = {{"method", line.method}, {"path", path},          {"route", line.route},
                  {"status", line.status}, {"us", line.took.count()}, {"bytes", line.bytes}};
  if (!line.lang.empty()) members["lang"] = line.lang;
  more_members = &members;
  spdlog::debug("answered");
  more_members = nullptr;
}

std::string escaped(std::string_view text) {
  constexpr std::size_t most = 300;
  std::string result;
  for (std::size_t i = 0; i < text.size() && i < most; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // C1 controls are two bytes in UTF-8, and some terminals obey them.
    const bool c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c1) {
      result += fmt::format("\\u00{:02x}", static_cast<unsigned char>(text[++i]));
    } else if (byte < 0x20 || byte == 0x7F || byte == '\\') {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += text[i];
    }
  }
  return text.size() > most ? result + "..." : result;
}

}  // namespace pramen::server
