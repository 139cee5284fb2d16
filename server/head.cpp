#include "server/head.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "server/admin/path.h"
#include "server/editor/path.h"
#include "server/target.h"

namespace pramen::server {
namespace {

struct HeaderField {
  std::string name;  // lower case
  std::string_view value;
};

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_character); }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Visible ASCII, space, tab and bytes above 127.
bool is_field_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

template <typename Visit>
void each_list_item(std::string_view list, Visit visit) {
  while (true) {
    const auto comma = list.find(',');
    visit(trim(list.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

// Header lines of one name are one list (RFC 9110, 5.3).
void add_to_list(std::string& list, std::string_view value) {
  if (!list.empty()) list += ", ";
  list += value;
}

bool takes_gzip(std::string_view accept_encoding) {
  bool takes = false;
  each_list_item(accept_encoding, [&](std::string_view item) {
    const auto semicolon = item.find(';');
    if (lower(trim(item.substr(0, semicolon))) != "gzip") return;
    const std::string weight = semicolon == item.npos ? "" : lower(trim(item.substr(semicolon + 1)));
    takes = weight != "q=0" && !weight.starts_with("q=0.0");
  });
  return takes;
}

// A host name, an IPv4 address or an address in brackets, with or without port.
bool is_host(std::string_view host) {
  if (host.size() > 255) return false;
  return std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  });
}

Refusal bad(std::string detail) { return {400, std::move(detail)}; }
Refusal not_served() { return {405, "only GET and HEAD are served"}; }

bool is_write(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

std::optional<Refusal> read_request_line(std::string_view line, Head& head, bool& http_1_0) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == line.npos || first == last) return bad("the request line is not METHOD TARGET VERSION");
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  head.request.head = method == "HEAD";
  head.request.target = target;
  if (!is_token(method)) return bad("the method is not a token");
  if (target.empty() ||
      std::ranges::any_of(target, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }))
    return bad("the target holds a space or a control character");
  if (!version.starts_with("HTTP/") || version.size() != 8 || version[6] != '.')
    return bad("the request line ends without an HTTP version");
  http_1_0 = version == "HTTP/1.0";
  if (!http_1_0 && version != "HTTP/1.1") return Refusal{505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
  head.request.method = method;
  head.request.preflight = method == "OPTIONS";
  if (method == "GET" || method == "HEAD" || method == "OPTIONS" || is_write(method)) return std::nullopt;
  if (method == "TRACE" || method == "CONNECT") return not_served();
  return Refusal{501, "this method is not known"};
}

// Splits at CRLF; a line feed or carriage return elsewhere is a fault.
std::optional<Refusal> read_fields(std::string_view lines, std::vector<HeaderField>& fields) {
  while (!lines.empty()) {
    const auto end = lines.find("\r\n");
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end + 2);
    if (line.empty()) return std::nullopt;
    if (line.front() == ' ' || line.front() == '\t') return bad("a header line is folded");
    const auto colon = line.find(':');
    if (colon == line.npos) return bad("a header line has no colon");
    const std::string_view name = line.substr(0, colon);
    if (!is_token(name)) return bad("a header name holds a space or another character that it may not");
    const std::string_view value = trim(line.substr(colon + 1));
    if (!is_field_value(value)) return bad("a header value holds a control character");
    if (fields.size() == max_header_fields) return Refusal{431, "more than 64 header lines"};
    fields.push_back({lower(name), value});
  }
  return std::nullopt;
}

// Everything that says where a body begins or ends: one length in plain digits, and that only where something
// may be written.
std::optional<Refusal> check_framing(const std::vector<HeaderField>& fields, Head& head) {
  const bool takes_body = is_write(head.request.method) && head.request.method != "DELETE";
  std::size_t lengths = 0;
  std::optional<Refusal> found;
  for (const auto& [name, value] : fields) {
    if (name == "transfer-encoding") return bad("Transfer-Encoding is not taken");
    if (name == "content-encoding") return bad("Content-Encoding is not taken");
    if (name != "content-length") continue;
    if (++lengths > 1) return bad("Content-Length is given twice");
    const bool digits =
        !value.empty() && value.size() <= 18 && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return bad("Content-Length is not a number");
    std::from_chars(value.data(), value.data() + value.size(), head.request.body_bytes);
    if (head.request.body_bytes > 0 && !takes_body) found = bad("a GET, HEAD or DELETE request has no body here");
  }
  return found;
}

std::string* single_field(std::string_view name, HttpRequest& request) {
  if (name == "authorization") return &request.authorization;
  if (name == "content-type") return &request.content_type;
  if (name == "if-match") return &request.if_match;
  if (name == "idempotency-key") return &request.idempotency_key;
  if (name == "last-event-id") return &request.last_event_id;
  if (name == "cookie") return &request.cookie;
  if (name == "sec-fetch-site") return &request.sec_fetch_site;
  return nullptr;
}

// As proxies and clients make them; what is longer or holds anything else gets one of ours.
bool is_request_id(std::string_view value) {
  constexpr std::size_t longest = 64;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !value.empty() && value.size() <= longest && std::ranges::all_of(value, plain);
}

std::optional<Refusal> read_meaning(const std::vector<HeaderField>& fields, bool http_1_0, Head& head) {
  std::size_t hosts = 0, origins = 0;
  bool asks_for_method = false;
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : fields) {
    // What says who asks and what a body means is never read in two ways.
    if (std::string* kept = single_field(name, head.request)) {
      if (std::ranges::find(seen, name) != seen.end()) return bad(name + " is given twice");
      seen.push_back(name);
      *kept = value;
    } else if (name == "host") {
      if (++hosts > 1) return bad("Host is given twice");
      if (!is_host(value)) return bad("Host is not a host name");
      head.request.host = lower(value);
    } else if (name == "origin") {
      if (++origins > 1) return bad("Origin is given twice");
      head.request.page_origin = value;
    } else if (name == "expect" && is_write(head.request.method)) {
      if (lower(value) != "100-continue") return Refusal{417, "Expect takes 100-continue alone"};
      head.expects_continue = true;
    } else if (name == "access-control-request-method") {
      asks_for_method = true;
    } else if (name == "connection") {
      each_list_item(value, [&](std::string_view item) { head.close = head.close || lower(item) == "close"; });
    } else if (name == "accept") {
      add_to_list(head.request.accept, value);
    } else if (name == "accept-encoding") {
      head.request.gzip = takes_gzip(value);
    } else if (name == "referer") {
      head.request.referer = value;
    } else if (name == "x-request-id") {
      if (is_request_id(value)) head.request.id = value;
    } else if (name == "accept-language") {
      head.request.accept_language = value;
    } else if (name == "if-none-match") {
      add_to_list(head.request.if_none_match, value);
    }
  }
  if (hosts == 0 && !http_1_0) return bad("Host is missing");
  // Any other OPTIONS asks what we do not tell.
  if (head.request.preflight && (origins == 0 || !asks_for_method)) return not_served();
  return std::nullopt;
}

std::optional<Refusal> read_head(std::string_view bytes, Head& head) {
  if (bytes.find('\0') != bytes.npos) return bad("the head holds a NUL");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool line_feed_alone = bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r');
    const bool return_alone = bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
    if (line_feed_alone || return_alone) return bad("a line ends in something else than CR LF");
  }
  if (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
  const auto end = bytes.find("\r\n");
  if (end == bytes.npos) return bad("the head is empty");
  if (end > max_request_line_bytes) return Refusal{414, "the request line is longer than 12 KiB"};

  bool http_1_0 = false;
  const auto method_refused = read_request_line(bytes.substr(0, end), head, http_1_0);
  if (method_refused && method_refused->status == 400) return method_refused;
  std::vector<HeaderField> fields;
  if (auto refusal = read_fields(bytes.substr(end + 2), fields)) return refusal;
  // A refused method keeps its own status; its body, if any, goes with the connection.
  if (method_refused) return method_refused;
  auto target = parse_target(head.request.target);
  if (is_write(head.request.method)) {
    const auto* sound = std::get_if<Target>(&target);
    if (sound == nullptr || !takes_writes(sound->path)) return not_served();
  }
  if (auto refusal = check_framing(fields, head)) return refusal;
  if (auto refusal = read_meaning(fields, http_1_0, head)) return refusal;
  head.close = head.close || http_1_0;

  if (auto* refusal = std::get_if<Refusal>(&target)) return std::move(*refusal);
  head.request.path = std::move(std::get<Target>(target).path);
  head.request.parameters = std::move(std::get<Target>(target).parameters);
  return std::nullopt;
}

}  // namespace

bool takes_writes(std::string_view path) { return admin::is_admin_path(path) || editor::is_editor_path(path); }

std::size_t head_length(std::string_view received) {
  // One empty line before a request is allowed (RFC 9112, 2.2).
  std::size_t at = received.starts_with("\r\n") ? 2 : 0;
  while ((at = received.find('\n', at)) != received.npos) {
    ++at;
    if (received.substr(at).starts_with("\r\n")) return at + 2;
    if (received.substr(at).starts_with("\n")) return at + 1;
  }
  return 0;
}

int oversize_status(std::string_view received) {
  if (received.size() > max_request_line_bytes &&
      received.substr(2, max_request_line_bytes).find('\n') == received.npos)
    return 414;
  return received.size() > max_head_bytes ? 431 : 0;
}

Head parse_head(std::string_view bytes) {
  Head head;
  if (bytes.size() > max_head_bytes) return refused_head(431, "the head is longer than 24 KiB");
  if (auto refusal = read_head(bytes, head)) {
    head.refused = refusal->status;
    head.detail = std::move(refusal->detail);
    head.close = true;
  }
  return head;
}

Head refused_head(int status, std::string detail) {
  Head head;
  head.refused = status;
  head.detail = std::move(detail);
  head.close = true;
  return head;
}

}  // namespace pramen::server
