#include "server/admin/accounts.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <semaphore>
#include <stdexcept>

#include "server/admin/store.h"

namespace pramen::server::admin {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 3s;
constexpr std::string_view columns = "name, scopes, created_by, created, last_used";
// Of no password, with the parameters of all others: what a name that there is not is compared with.
constexpr std::string_view nobody =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRvZm5vYm9keQ$MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3BxcnN0dXY";

// Each holds 64 MiB while it is looked at.
std::counting_semaphore<2>& places() {
  static std::counting_semaphore<2> two(2);
  return two;
}

class Place {
 public:
  Place() : taken_(places().try_acquire_for(patience)) {}
  ~Place() {
    if (taken_) places().release();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool taken() const { return taken_; }

 private:
  const bool taken_;
};

std::string hash_of(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::runtime_error("there are no 64 MiB of memory left to hash a password");
  return hash.data();
}

Account account_of(const Sqlite::Row& row) {
  return {.name = row.text(0),
          .scopes = scopes_of(row.text(1)),
          .created_by = row.text(2),
          .created = row.integer(3),
          .last_used = row.integer(4)};
}

}  // namespace

bool is_account_name(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 64 && plain(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return plain(c) || c == '.' || c == '_' || c == '@' || c == '-'; });
}

bool Accounts::add(const Account& account, std::string_view password) {
  return store_.run(
             "INSERT OR IGNORE INTO accounts (name, password, scopes, created, created_by) VALUES (?, ?, ?, ?, ?)",
             {account.name, hash_of(password), to_text(account.scopes), now_seconds(), account.created_by}) == 1;
}

std::vector<Account> Accounts::list() const {
  std::vector<Account> accounts;
  store_.each("SELECT " + std::string(columns) + " FROM accounts ORDER BY name", {},
              [&](const Sqlite::Row& row) { accounts.push_back(account_of(row)); });
  return accounts;
}

std::optional<Account> Accounts::find(std::string_view name) const {
  std::optional<Account> account;
  store_.each("SELECT " + std::string(columns) + " FROM accounts WHERE name = ?", {std::string(name)},
              [&](const Sqlite::Row& row) { account = account_of(row); });
  return account;
}

bool Accounts::remove(std::string_view name) {
  return store_.run("DELETE FROM accounts WHERE name = ?", {std::string(name)}) == 1;
}

bool Accounts::set_password(std::string_view name, std::string_view password) {
  const std::string hash = hash_of(password), account(name);
  Sqlite::Transaction transaction(store_);
  const bool there = store_.run("UPDATE accounts SET password = ? WHERE name = ?", {hash, account}) == 1;
  store_.run("DELETE FROM sessions WHERE account = ?", {account});
  transaction.commit();
  return there;
}

Accounts::Checked Accounts::check(std::string_view name, std::string_view password) {
  Checked checked;
  std::string hash;
  store_.each("SELECT password FROM accounts WHERE name = ?", {std::string(name)},
              [&](const Sqlite::Row& row) { hash = row.text(0); });
  const bool there = !hash.empty();
  if (!there) hash = nobody;
  {
    const Place place;
    checked.busy = !place.taken();
    if (checked.busy || password.size() > longest_password) return checked;
    const bool right = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
    if (!there || !right) return checked;
  }
  store_.run("UPDATE accounts SET last_used = ? WHERE name = ?", {now_seconds(), std::string(name)});
  checked.account = find(name);
  return checked;
}

}  // namespace pramen::server::admin
