// Who did what to what, when, and with what outcome: every write over the admin API
// and every one that a key was not allowed. Nothing is ever deleted from it. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/admin/sqlite.h"

namespace pramen::server::admin {

struct AuditEntry {
  std::int64_t number = 0;  // counts up
  std::int64_t time = 0;    // 0: now
  std::string who, name;    // id and name of the key
  std::string action;       // such as "records.put"
  std::string object;       // such as the id of a record; may be empty
  int status = 0;           // of the answer
  std::string why;          // as its author said; may be empty
};

class Audit {
 public:
  explicit Audit(Sqlite& store) : store_(store) {}
  void note(const AuditEntry& entry);
  // The newest first, those with a smaller number than `before` (0: all).
  std::vector<AuditEntry> list(std::int64_t limit, std::int64_t before) const;

 private:
  Sqlite& store_;
};

}  // namespace pramen::server::admin
