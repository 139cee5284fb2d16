// People who may use the editors' page: a name, scopes as keys have them, and a
// password of which only an argon2id hash is kept (RFC 9106; 64 MiB and some tenths
// of a second each). They are made on the machine (`pramen editors`).
//
// Any thread; several processes. Two passwords are looked at at once, others wait.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/admin/scope.h"
#include "server/admin/sqlite.h"

namespace pramen::server::admin {

struct Account {
  std::string name;
  Scopes scopes;
  std::string created_by;                   // an account of the machine
  std::int64_t created = 0, last_used = 0;  // 0: never
};

inline constexpr std::size_t shortest_password = 12, longest_password = 1024;  // bytes

// "jana", "jana.k@example.org": lower-case letters, digits and ._@- , at most 64, beginning with a letter or digit.
bool is_account_name(std::string_view name);

class Accounts {
 public:
  explicit Accounts(Sqlite& store) : store_(store) {}

  // The name and the password must be sound. False if the name is taken.
  bool add(const Account& account, std::string_view password);
  std::vector<Account> list() const;  // by name
  std::optional<Account> find(std::string_view name) const;
  // Both end the account's sessions; false if there is no such account.
  bool remove(std::string_view name);
  bool set_password(std::string_view name, std::string_view password);

  struct Checked {
    std::optional<Account> account;  // nothing: name and password do not go together
    bool busy = false;               // they were not looked at, there are too many others
  };
  // Takes as long for a name that there is not.
  Checked check(std::string_view name, std::string_view password);

 private:
  Sqlite& store_;
};

}  // namespace pramen::server::admin
