#include "server/origin.h"

#include <algorithm>

namespace pramen::server {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "name", "name:port", "[address]", "[address]:port", taken apart; nothing if it is none of these.
struct Authority {
  std::string_view host, port;
};

std::optional<Authority> split(std::string_view authority) {
  std::string_view host = authority, port;
  const auto bracket = authority.rfind(']');
  const auto colon = authority.rfind(':');
  if (colon != authority.npos && (bracket == authority.npos || colon > bracket)) {
    host = authority.substr(0, colon);
    port = authority.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, is_digit)) return std::nullopt;
  }
  if (host.empty()) return std::nullopt;
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) {
    const auto is_of_address = [](char c) {
      return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    };
    if (!std::ranges::all_of(host.substr(1, host.size() - 2), is_of_address)) return std::nullopt;
    return Authority{host, port};
  }
  const bool named = std::ranges::all_of(host, [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
  });
  return named ? std::optional(Authority{host, port}) : std::nullopt;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  // 127.0.0.0/8, and no name that only begins like it.
  return host.starts_with("127.") && std::ranges::all_of(host, [](char c) { return is_digit(c) || c == '.'; });
}

}  // namespace

std::string origin_for(std::string_view public_url, std::string_view host) {
  if (!public_url.empty()) return std::string(public_url);
  const auto authority = split(host);
  return authority && is_loopback(authority->host) ? "http://" + std::string(host) : std::string();
}

std::optional<std::string> read_origin(std::string_view public_url) {
  if (public_url.ends_with('/')) public_url.remove_suffix(1);
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!public_url.starts_with(scheme)) continue;
    const std::string_view authority = public_url.substr(scheme.size());
    if (authority.size() > 255 || !split(authority)) return std::nullopt;
    return std::string(public_url);
  }
  return std::nullopt;
}

}  // namespace pramen::server
