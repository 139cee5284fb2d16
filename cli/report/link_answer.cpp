#include "cli/report/link_answer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pramen::report {
namespace {

using corpus::say;
using corpus::Sentence;

constexpr std::array<std::string_view, 4> outcomes = {"alive", "moved", "dead", "unclear"};
constexpr std::array<std::string_view, 13> reasons = {
    "status",      "host_not_found", "refused",         "timed_out",   "certificate", "redirects", "broken",
    "unreachable", "name_service",   "private_address", "bad_address", "busy",        "not_asked"};

LinkOutcome outcome_of(LinkReason reason, int status, bool moved) {
  switch (reason) {
    case LinkReason::status:
      if (status >= 200 && status < 300) return moved ? LinkOutcome::moved : LinkOutcome::alive;
      return status == 404 || status == 410 ? LinkOutcome::dead : LinkOutcome::unclear;
    case LinkReason::host_not_found:
    case LinkReason::refused:
    case LinkReason::timed_out:
    case LinkReason::certificate:
    case LinkReason::redirects: return LinkOutcome::dead;
    default: return LinkOutcome::unclear;
  }
}

Sentence status_in_words(int status) {
  if (status >= 200 && status < 300) return say("it answers");
  switch (status) {
    case 401:
    case 403: return say("the server says {}: not for everybody, or not for programs", status);
    case 404: return say("the server says 404: there is no such page");
    case 410: return say("the server says 410: the page is gone for good");
    case 429: return say("the server says 429: too many questions");
    case 451: return say("the server says 451: withheld for legal reasons");
    default: break;
  }
  return status >= 500 ? say("the server says {}: it has troubles of its own", status)
                       : say("the server says {}", status);
}

}  // namespace

LinkAnswer link_answer(LinkReason reason, int status, std::string moved_to) {
  const bool moved = !moved_to.empty();
  return {.outcome = outcome_of(reason, status, moved),
          .reason = reason,
          .status = status,
          .moved_to = std::move(moved_to)};
}

std::string_view name_of(LinkOutcome outcome) { return outcomes[static_cast<std::size_t>(outcome)]; }
std::string_view name_of(LinkReason reason) { return reasons[static_cast<std::size_t>(reason)]; }

std::optional<LinkReason> link_reason(std::string_view name) {
  const auto* found = std::ranges::find(reasons, name);
  if (found == reasons.end()) return std::nullopt;
  return static_cast<LinkReason>(found - reasons.begin());
}

Sentence in_words(const LinkAnswer& answer) {
  switch (answer.reason) {
    case LinkReason::status: return status_in_words(answer.status);
    case LinkReason::host_not_found: return say("there is no such host");
    case LinkReason::refused: return say("the host takes no connection");
    case LinkReason::timed_out: return say("no answer in time");
    case LinkReason::certificate: return say("the certificate is not valid");
    case LinkReason::redirects: return say("too many redirects");
    case LinkReason::broken: return say("the connection broke off");
    case LinkReason::unreachable: return say("there was no way to the host");
    case LinkReason::name_service: return say("whether there is such a host could not be found out");
    case LinkReason::private_address: return say("it lies in a private network, where nothing is asked");
    case LinkReason::bad_address: return say("this is no address that can be asked");
    case LinkReason::busy: return say("the host wants to be left alone for now");
    case LinkReason::not_asked: break;
  }
  return say("it was not asked");
}

}  // namespace pramen::report
