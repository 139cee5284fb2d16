// Which addresses of the internet protocol belong to the public network. Whoever asks for what strangers wrote down
// must ask no other: behind them are the machine itself and the networks it stands in. Pure functions.
//
// IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its additions), as of 2026.
#pragma once

#include <sys/socket.h>

#include <string>

namespace pramen::report {

// False for loopback, private, link-local, carrier-grade NAT, multicast, documentation and every other special range,
// for addresses of IPv6 that carry such one of IPv4, and for anything that is no address of either protocol.
bool is_public(const sockaddr& address);

// The same of a host as it stands in a URL: "10.0.0.1", "[::1]". Nothing is looked up: of a name it says only whether
// it can be one of the public network ("localhost", "intranet" and "printer.local" cannot).
bool may_be_public(std::string host);

}  // namespace pramen::report
