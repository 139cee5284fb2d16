#include "server/admin/audit.h"

#include <limits>

#include "server/admin/store.h"

namespace pramen::server::admin {

void Audit::note(const AuditEntry& entry) {
  store_.run("INSERT INTO audit (time, who, name, action, object, status, why) VALUES (?, ?, ?, ?, ?, ?, ?)",
             {entry.time == 0 ? now_seconds() : entry.time, entry.who, entry.name, entry.action, entry.object,
              std::int64_t{entry.status}, entry.why});
}

std::vector<AuditEntry> Audit::list(std::int64_t limit, std::int64_t before) const {
  std::vector<AuditEntry> entries;
  store_.each(
      "SELECT number, time, who, name, action, object, status, why FROM audit WHERE number < ? ORDER BY number DESC "
      "LIMIT ?",
      {before == 0 ? std::numeric_limits<std::int64_t>::max() : before, limit}, [&](const Sqlite::Row& row) {
        entries.push_back({.number = row.integer(0),
                           .time = row.integer(1),
                           .who = row.text(2),
                           .name = row.text(3),
                           .action = row.text(4),
                           .object = row.text(5),
                           .status = static_cast<int>(row.integer(6)),
                           .why = row.text(7)});
      });
  return entries;
}

}  // namespace pramen::server::admin
