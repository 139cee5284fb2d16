#include "server/admin/keys.h"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/admin/store.h"

namespace pramen::server::admin {
namespace {

constexpr std::string_view beginning = "pramen_";
constexpr std::size_t id_length = 12;
constexpr std::size_t secret_length = 43;  // of 62 characters: 256 bits
constexpr std::int64_t noted_every_s = 60;
constexpr std::string_view columns = "id, name, scopes, created_by, created, expires, last_used, revoked, hash";

Key key_of(const Sqlite::Row& row) {
  return {.id = row.text(0),
          .name = row.text(1),
          .scopes = scopes_of(row.text(2)),
          .created_by = row.text(3),
          .created = row.integer(4),
          .expires = row.integer(5),
          .last_used = row.integer(6),
          .revoked = row.integer(7)};
}

std::string hash_of(std::string_view text) { return secret_hash(text, "key"); }

std::string select(std::string_view rest) {
  return "SELECT " + std::string(columns) + " FROM keys " + std::string(rest);
}

// The id inside the text of a key; empty if it is no such text.
std::string_view id_in(std::string_view text) {
  if (text.size() != beginning.size() + id_length + 1 + secret_length || !text.starts_with(beginning)) return {};
  const std::string_view id = text.substr(beginning.size(), id_length);
  return text[beginning.size() + id_length] == '_' ? id : std::string_view();
}

}  // namespace

std::string to_json(const Key& key) {
  using Json = nlohmann::ordered_json;
  const auto time = [](std::int64_t seconds) { return seconds == 0 ? Json() : Json(iso_time(seconds)); };
  const Json json = {{"id", key.id},
                     {"name", key.name},
                     {"scopes", key.scopes.names()},
                     {"created", time(key.created)},
                     {"created_by", key.created_by},
                     {"expires", time(key.expires)},
                     {"last_used", time(key.last_used)},
                     {"revoked", time(key.revoked)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

CreatedKey Keys::create(const NewKey& wanted) {
  CreatedKey made{.key = {.id = random_text(id_length, true),
                          .name = wanted.name,
                          .scopes = wanted.scopes,
                          .created_by = wanted.created_by,
                          .created = now_seconds(),
                          .expires = wanted.expires}};
  made.text = std::string(beginning) + made.key.id + "_" + random_text(secret_length, false);
  store_.run("INSERT INTO keys (id, name, hash, scopes, created, created_by, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
             {made.key.id, made.key.name, hash_of(made.text), to_text(made.key.scopes), made.key.created,
              made.key.created_by, made.key.expires});
  return made;
}

std::vector<Key> Keys::list() const {
  std::vector<Key> keys;
  store_.each(select("ORDER BY created, id"), {}, [&](const Sqlite::Row& row) { keys.push_back(key_of(row)); });
  return keys;
}

std::optional<Key> Keys::find(std::string_view id) const {
  std::optional<Key> found;
  store_.each(select("WHERE id = ?"), {std::string(id)}, [&](const Sqlite::Row& row) { found = key_of(row); });
  return found;
}

bool Keys::revoke(std::string_view id) {
  if (!find(id)) return false;
  store_.run("UPDATE keys SET revoked = ? WHERE id = ? AND revoked = 0", {now_seconds(), std::string(id)});
  return true;
}

Keys::Checked Keys::check(std::string_view text) {
  Checked checked;
  const std::string_view id = id_in(text);
  if (id.empty()) return checked;
  const std::string hash = hash_of(text);
  std::string kept(hash.size(), '\0');  // compared with even where there is no such key
  std::optional<Key> key;
  store_.each(select("WHERE id = ?"), {std::string(id)}, [&](const Sqlite::Row& row) {
    key = key_of(row);
    kept = row.text(8);
  });
  const bool same = kept.size() == hash.size() && sodium_memcmp(kept.data(), hash.data(), hash.size()) == 0;
  if (!key) return checked;
  checked.claimed = key->id;
  const std::int64_t now = now_seconds();
  if (!same || key->revoked != 0 || (key->expires != 0 && key->expires <= now)) return checked;
  if (now - key->last_used >= noted_every_s) {
    store_.run("UPDATE keys SET last_used = ? WHERE id = ?", {now, key->id});
    key->last_used = now;
  }
  checked.key = std::move(key);
  return checked;
}

}  // namespace pramen::server::admin
