// Who is signed in at the editors' page: 256 random bits in a cookie, of which only
// a BLAKE2b hash is kept.
//
// A session ends after an hour without a request, after twelve hours in any case, when it is signed out, and when its
// account goes or gets another password. Any thread; several processes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/admin/sqlite.h"

namespace pramen::server::admin {

inline constexpr std::int64_t session_idle_s = 60 * 60, session_longest_s = 12 * 60 * 60;

class Sessions {
 public:
  explicit Sessions(Sqlite& store) : store_(store) {}

  // The secret; nobody will see it again. Of one account the latest twenty stay.
  std::string begin(std::string_view account);
  // The name of the account; notes the use, once a minute at most.
  std::optional<std::string> account_of(std::string_view secret);
  void end(std::string_view secret);

 private:
  Sqlite& store_;
};

}  // namespace pramen::server::admin
