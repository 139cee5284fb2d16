// The head of an HTTP/1.x request, read strictly: what two programs in a row
// could read in two ways is refused, so that nothing can be smuggled past a
// proxy. Pure functions over bytes.
#pragma once

#include <string>
#include <string_view>

#include "server/http.h"

namespace pramen::server {

inline constexpr std::size_t max_request_line_bytes = 12 * 1024;
inline constexpr std::size_t max_head_bytes = 24 * 1024;
inline constexpr std::size_t max_header_fields = 64;

// Whether requests below this path may write: other methods than GET and HEAD, and a body whose length is given.
// Everything else has none.
bool takes_writes(std::string_view path);

// Bytes of the head at the start of `received`, its empty line included; 0 if it
// has not arrived in full. Heads that end in bare line feeds are found too, so
// that they are refused at once.
std::size_t head_length(std::string_view received);

// 414 or 431 if the bytes that came so far can no longer become a head, else 0.
int oversize_status(std::string_view received);

struct Head {
  HttpRequest request;
  bool close = false;             // the connection ends after the answer
  bool expects_continue = false;  // the client waits for 100 before it sends the body
  int refused = 0;                // a status; then only request.head, request.target, `close` and, where it was read, request.accept* are of use
  std::string detail;             // why it is refused
};

// Refused heads always close: what follows them cannot be told from a body.
Head parse_head(std::string_view bytes);
// The same for one that never came in full.
Head refused_head(int status, std::string detail);

}  // namespace pramen::server
