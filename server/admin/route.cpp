#include "server/admin/route.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "server/problem.h"

namespace pramen::server::admin {
namespace {

std::string_view take_segment(std::string_view& path) {
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return segment;
}

}  // namespace

bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
  parts.clear();
  if (path.ends_with('/')) return false;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = take_segment(pattern), segment = take_segment(path);
    if (segment.empty()) return false;
    if (wanted == "{}")
      parts.emplace_back(segment);
    else if (wanted != segment)
      return false;
  }
  return pattern.empty() && path.empty();
}

HttpResponse json_response(int status, const nlohmann::ordered_json& json) {
  HttpResponse response;
  response.status = status;
  response.type = json_type;
  response.body = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  return response;
}

HttpResponse no_content() {
  HttpResponse response;
  response.status = 204;
  return response;
}

std::int64_t QueryString::read(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  asked_.emplace_back(name);
  std::int64_t number = otherwise;
  for (const auto& [key, value] : request_.parameters) {
    if (key != name) continue;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && end == value.data() + value.size() && number >= least && number <= most) continue;
    faults_.push_back({key, fmt::format("{} takes a whole number from {} to {}", name, least, most), ""});
    number = otherwise;
  }
  return number;
}

std::string QueryString::text(std::string_view name) {
  asked_.emplace_back(name);
  std::string last;
  for (const auto& [key, value] : request_.parameters) {
    if (key == name) last = value;
  }
  return last;
}

std::string QueryString::choice(std::string_view name, std::span<const std::string_view> choices) {
  std::string given = text(name);
  if (std::ranges::find(choices, given) != choices.end()) return given;
  if (!given.empty())
    faults_.push_back({std::string(name), fmt::format("{} has no value like that", name),
                       fmt::format("{}", fmt::join(choices, ", "))});
  return std::string(choices.front());
}

std::optional<HttpResponse> QueryString::refusal() {
  for (const auto& [key, value] : request_.parameters) {
    if (std::ranges::find(asked_, key) == asked_.end()) faults_.push_back({key, "there is no such parameter here", ""});
  }
  if (faults_.empty()) return std::nullopt;
  return invalid_parameters(faults_, request_);
}

}  // namespace pramen::server::admin
