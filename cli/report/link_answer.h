// What came of asking a web address. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/sentence.h"

namespace pramen::report {

// alive: it answers. moved: it answers, and says that it is elsewhere for good. dead: an editor should mend it.
// unclear: nobody but a person with a browser can tell, since sites refuse programs.
enum class LinkOutcome : std::uint8_t { alive, moved, dead, unclear };

enum class LinkReason : std::uint8_t {
  status,           // `status` says it all
  host_not_found,   // no such name
  refused,          // nobody listens there
  timed_out,        // no answer in time
  certificate,      // not valid, or of another host
  redirects,        // too many of them
  broken,           // the connection ended, or what came is no HTTP
  unreachable,      // no way to the machine
  name_service,     // whether there is such a name could not be found out
  private_address,  // within a private network, where we do not ask
  bad_address,      // nothing that can be asked
  busy,             // the host wants to be left alone for now
  not_asked,        // and nothing is known from before
};

struct LinkAnswer {
  LinkOutcome outcome = LinkOutcome::unclear;
  LinkReason reason = LinkReason::not_asked;
  int status = 0;          // of HTTP; 0: none came
  std::string moved_to;    // where it is for good now; empty: where it was
  std::int64_t asked = 0;  // when, in seconds since 1970; 0: not
  bool operator==(const LinkAnswer&) const = default;
};

// An answer with the outcome that follows from its reason, its status and whether it has moved.
LinkAnswer link_answer(LinkReason reason, int status = 0, std::string moved_to = {});

// "dead", "host_not_found": stable names for programs.
std::string_view name_of(LinkOutcome outcome);
std::string_view name_of(LinkReason reason);
std::optional<LinkReason> link_reason(std::string_view name);

// "the server says 404, not found", without an end.
corpus::Sentence in_words(const LinkAnswer& answer);

}  // namespace pramen::report
