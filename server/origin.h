// Under which address people reach this server, for answers that must name it in full: site map,
// search description, linked data, previews of links.
//
// The Host header is whatever a client writes, and what is told to one reader may be kept for the next. So the
// setting `public_url` decides; without it Host is believed only where it names this very machine, which makes
// trying out easy and leads nobody elsewhere. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pramen::server {

// "https://example.org" or "http://localhost:8080": never a slash at the end. Empty: not known; addresses then stay
// relative ("/record/x"), and what cannot do without is not there.
std::string origin_for(std::string_view public_url, std::string_view host);

// The setting as an origin; nothing if it is more or less than scheme, host and, maybe, port.
std::optional<std::string> read_origin(std::string_view public_url);

}  // namespace pramen::server
