#include "server/target.h"

#include <cstdint>

namespace pramen::server {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Length of the well-formed sequence at the start of `text`, 0 if there is none
// (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const int lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return tail(1) && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return tail(1) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

std::string_view without_authority(std::string_view raw) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!raw.starts_with(scheme)) continue;
    const auto end = raw.find_first_of("/?", scheme.size());
    return end == std::string_view::npos ? "/" : raw.substr(end);
  }
  return raw;
}

std::variant<Fields, Refusal> parse_query(std::string_view query) {
  Fields parameters;
  while (!query.empty()) {
    const auto end = query.find('&');
    const std::string_view part = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (part.empty()) continue;
    if (parameters.size() == max_parameters) return Refusal{400, "the address holds more than 300 parameters"};
    const auto equals = part.find('=');
    auto name = percent_decode(part.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::string{} : percent_decode(part.substr(equals + 1), true);
    if (!name || !value) return Refusal{400, "the query is not valid percent-encoded UTF-8"};
    parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::optional<std::string> percent_decode(std::string_view text, bool form) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && form) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (plain.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

std::string encode_query(const Fields& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (!query.empty()) query += '&';
    query += percent_encode(name) + '=' + percent_encode(value);
  }
  return query;
}

std::variant<Target, Refusal> parse_target(std::string_view raw) {
  raw = without_authority(raw);
  const auto mark = raw.find('?');
  const std::string_view path = raw.substr(0, mark);
  const std::string_view query = mark == std::string_view::npos ? std::string_view{} : raw.substr(mark + 1);
  if (path.size() > max_path_bytes) return Refusal{414, "the path is longer than 1024 bytes"};
  if (query.size() > max_query_bytes) return Refusal{414, "the query is longer than 10 KiB"};
  if (raw.find('#') != std::string_view::npos) return Refusal{400, "the address holds a fragment"};

  Target target;
  auto decoded = percent_decode(path, false);
  if (!decoded) return Refusal{400, "the path is not valid percent-encoded UTF-8"};
  target.path = std::move(*decoded);
  if (!target.path.starts_with('/')) {
    // "?q=a" after a bare authority; everything else has no path at all.
    if (!target.path.empty() || mark == std::string_view::npos) return Refusal{400, "the path begins without a slash"};
    target.path = "/";
  }
  auto parameters = parse_query(query);
  if (auto* refusal = std::get_if<Refusal>(&parameters)) return std::move(*refusal);
  target.parameters = std::move(std::get<Fields>(parameters));
  return target;
}

}  // namespace pramen::server
