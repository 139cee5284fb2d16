#include "server/admin/sessions.h"

#include "server/admin/store.h"

namespace pramen::server::admin {
namespace {

constexpr std::size_t secret_length = 43;  // 62^43 > 2^256
constexpr std::int64_t most_of_account = 20;
constexpr std::int64_t noted_every_s = 60;

std::string hash_of(std::string_view secret) { return secret_hash(secret, "session"); }

}  // namespace

std::string Sessions::begin(std::string_view account) {
  const std::string secret = random_text(secret_length, false);
  const std::int64_t now = now_seconds();
  Sqlite::Transaction transaction(store_);
  store_.run("DELETE FROM sessions WHERE seen < ? OR begun < ?", {now - session_idle_s, now - session_longest_s});
  store_.run(
      "DELETE FROM sessions WHERE account = ?1 AND hash NOT IN "
      "(SELECT hash FROM sessions WHERE account = ?1 ORDER BY begun DESC LIMIT ?2)",
      {std::string(account), most_of_account - 1});
  store_.run("INSERT INTO sessions (hash, account, begun, seen) VALUES (?, ?, ?, ?)",
             {hash_of(secret), std::string(account), now, now});
  transaction.commit();
  return secret;
}

std::optional<std::string> Sessions::account_of(std::string_view secret) {
  if (secret.size() != secret_length) return std::nullopt;
  const std::int64_t now = now_seconds();
  const std::string hash = hash_of(secret);
  std::optional<std::string> account;
  bool stale = false;
  store_.each("SELECT account, seen FROM sessions WHERE hash = ? AND seen >= ? AND begun >= ?",
              {hash, now - session_idle_s, now - session_longest_s}, [&](const Sqlite::Row& row) {
                account = row.text(0);
                stale = row.integer(1) <= now - noted_every_s;
              });
  if (stale) store_.run("UPDATE sessions SET seen = ? WHERE hash = ?", {now, hash});
  return account;
}

void Sessions::end(std::string_view secret) { store_.run("DELETE FROM sessions WHERE hash = ?", {hash_of(secret)}); }

}  // namespace pramen::server::admin
