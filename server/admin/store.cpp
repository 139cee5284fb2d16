#include "server/admin/store.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <ctime>
#include <stdexcept>

namespace pramen::server::admin {
namespace {

// Each step brings the file from the version of its place to the next one. Steps that are out in the world are never
// changed; a new one is added at the end.
constexpr std::array migrations = {
    R"(CREATE TABLE keys (
         id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL,
         created INTEGER NOT NULL, created_by TEXT NOT NULL, expires INTEGER NOT NULL DEFAULT 0,
         last_used INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID)",
    R"(CREATE TABLE audit (
         number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL,
         action TEXT NOT NULL, object TEXT NOT NULL, status INTEGER NOT NULL, why TEXT NOT NULL))",
    R"(CREATE TABLE idempotency (
         who TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, time INTEGER NOT NULL, server TEXT NOT NULL,
         status INTEGER NOT NULL DEFAULT 0, answer TEXT NOT NULL DEFAULT '', PRIMARY KEY (who, key)) WITHOUT ROWID)",
    R"(CREATE TABLE jobs (
         id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, skip_invalid INTEGER NOT NULL,
         why TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, created INTEGER NOT NULL,
         started INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0, exit_code INTEGER,
         server TEXT NOT NULL, log TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '') WITHOUT ROWID)",
    R"(CREATE TABLE queries (
         day INTEGER NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL, searches INTEGER NOT NULL,
         without_result INTEGER NOT NULL, clicks INTEGER NOT NULL, PRIMARY KEY (day, lang, text)) WITHOUT ROWID)",
    R"(CREATE TABLE accounts (
         name TEXT PRIMARY KEY, password TEXT NOT NULL, scopes TEXT NOT NULL, created INTEGER NOT NULL,
         created_by TEXT NOT NULL, last_used INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID)",
    R"(CREATE TABLE sessions (
         hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
         begun INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID)",
    "ALTER TABLE jobs ADD COLUMN links INTEGER NOT NULL DEFAULT 0",
};

std::int64_t version_of(Sqlite& store) {
  std::int64_t version = 0;
  store.each("PRAGMA user_version", {}, [&](const Sqlite::Row& row) { version = row.integer(0); });
  return version;
}

constexpr std::string_view store_name = "admin.sqlite";

}  // namespace

std::unique_ptr<Sqlite> open_store(const std::filesystem::path& database) {
  if (sodium_init() < 0) throw std::runtime_error("this machine gives no random numbers");
  std::filesystem::create_directories(database);
  const auto file = database / store_name;
  auto store = std::make_unique<Sqlite>(file);
  if (version_of(*store) == static_cast<std::int64_t>(migrations.size())) return store;
  Sqlite::Transaction transaction(*store);
  auto version = static_cast<std::size_t>(version_of(*store));  // another process may have been faster
  if (version > migrations.size())
    throw std::runtime_error(fmt::format("{} was made by a later version of pramen; use that one", file.string()));
  for (; version < migrations.size(); ++version) store->run(migrations[version]);
  store->run(fmt::format("PRAGMA user_version={}", version));
  transaction.commit();
  return store;
}

bool has_store(const std::filesystem::path& database) { return std::filesystem::exists(database / store_name); }

std::int64_t now_seconds() { return std::time(nullptr); }

std::string iso_time(std::int64_t seconds) {
  return seconds == 0 ? "" : fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string random_text(std::size_t length, bool small) {
  static constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string text;
  while (text.size() < length) text += letters[randombytes_uniform(small ? 36 : letters.size())];
  return text;
}

std::string secret_hash(std::string_view secret, std::string_view use) {
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  const auto add = [&](std::string_view text) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  };
  add(use);
  add(std::string_view("\0", 1));
  add(secret);
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
  return hash;
}

std::string hex(std::string_view bytes) {
  std::string digits(bytes.size() * 2 + 1, '\0');  // libsodium ends it with a NUL
  sodium_bin2hex(digits.data(), digits.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  digits.pop_back();
  return digits;
}

}  // namespace pramen::server::admin
