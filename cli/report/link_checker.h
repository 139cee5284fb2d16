// Asks web addresses over the network whether they still answer, with manners: HEAD, and GET (ended after the head)
// where HEAD is refused; one request at a time for each host and a pause between two; several hosts side by side.
//
// Addresses of strangers: only http and https are asked, and only machines of the public network (public_address.h),
// which is looked at when the connection is made, so that neither a redirect nor a name that changes leads elsewhere.
// Exceptions are named. Nothing is sent but a plain request: no cookies, no passwords. One thread, and libcurl's own
// that look names up.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/link_answer.h"

namespace pramen::report {

struct LinkManners {
  std::chrono::milliseconds pause{1000};        // from the end of a request to the next one at the same host
  std::chrono::milliseconds timeout{10'000};    // of one request, from the name's look-up to the head of the answer
  std::size_t hosts = 8;                        // at once
  std::vector<std::string> private_hosts = {};  // that are asked wherever their machines are; in small letters
};

inline constexpr int most_redirects = 5;
inline constexpr std::size_t longest_address_bytes = 4096;
// Longer than that we do not wait for a host that asks us to come later (Retry-After).
inline constexpr std::chrono::seconds most_patience{60};

// The address as it is asked: host and path in ASCII, without fragment and default port. Two that are written
// differently and asked in the same way are one. Empty: it cannot be asked.
std::optional<std::string> asked_address(std::string_view written);
// "xn--oriedka-jbb3v.sk" of what asked_address() gives.
std::string asked_host(const std::string& address);

// Asks each of `addresses` (as asked_address() gives them) once. `told` gets each answer as it comes; the time in it is
// not set. `go_on` is asked several times a second; where it says no, what is under way is dropped and false comes
// back. Throws std::runtime_error if there is no memory for connections.
bool ask_links(std::span<const std::string> addresses, const LinkManners& manners,
               const std::function<void(const std::string& address, LinkAnswer&& answer)>& told,
               const std::function<bool()>& go_on);

}  // namespace pramen::report
