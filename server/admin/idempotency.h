// Answers to writes, kept for 24 hours for whoever asks again with the same
// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header).
//
// An answer may hold a new key, so it is kept sealed (XSalsa20-Poly1305) under a hash of the asker's own secret, which
// the store does not have. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "server/admin/sqlite.h"
#include "server/http.h"

namespace pramen::server::admin {

class Idempotency {
 public:
  // What other servers began and did not end is forgotten: it may be tried again.
  explicit Idempotency(Sqlite& store);

  struct Asked {
    std::string who;      // id of the asker
    std::string key;      // the header
    std::string request;  // a hash of everything that the request says
    std::string seal;     // 32 bytes that follow from the asker's secret
  };
  enum class Refusal { other_request, still_working };
  // monostate: go on, then end it with keep() or forget().
  std::variant<std::monostate, HttpResponse, Refusal> begin(const Asked& asked);
  void keep(const Asked& asked, const HttpResponse& response);
  void forget(const Asked& asked);

 private:
  Sqlite& store_;
  const std::string server_;  // a name for this run of the program
};

}  // namespace pramen::server::admin
