// `pramen editors`: accounts of the editors' page are made on the machine.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "indexer/history.h"
#include "server/admin/accounts.h"
#include "server/admin/store.h"

namespace pramen::cli {
namespace {

namespace admin = server::admin;
using Json = nlohmann::ordered_json;

// The terminal shows nothing of what is typed while this lives.
class NoEcho {
 public:
  NoEcho() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios now = before_;
    now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);
  }
  ~NoEcho() {
    if (is_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  bool is_terminal() const { return is_terminal_; }

 private:
  termios before_{};
  const bool is_terminal_;
};

std::string asked(const char* question) {
  fmt::print(stderr, "{}: ", question);
  std::string line;
  std::getline(std::cin, line);
  fmt::print(stderr, "\n");
  return line;
}

std::optional<std::string> refused(const std::string& why) {
  fmt::print(stderr, "pramen: {}\n", why);
  return std::nullopt;
}

// From the terminal, twice, or the first line of standard input.
std::optional<std::string> read_password(bool from_stdin) {
  std::string password;
  if (from_stdin) {
    std::getline(std::cin, password);
  } else {
    const NoEcho hidden;
    if (!hidden.is_terminal()) return refused("there is no terminal to ask for a password; use --password-stdin");
    password = asked("Password");
    if (asked("The same once more") != password) return refused("these are two different passwords");
  }
  if (password.size() < admin::shortest_password || password.size() > admin::longest_password)
    return refused(fmt::format("a password has {} to {} bytes", admin::shortest_password, admin::longest_password));
  return password;
}

int no_such_account(const std::string& name) {
  fmt::print(stderr, "pramen: there is no account {}; `pramen editors list` shows those there are\n", name);
  return wrong_usage;
}

int said(const EditorsOptions& options, const char* member, const std::string& sentence) {
  if (options.json)
    fmt::print("{}\n", Json{{"name", options.name}, {member, true}}.dump(2));
  else
    fmt::print(stderr, "{}\n", sentence);
  return done;
}

}  // namespace

int add_editor(const EditorsOptions& options) {
  if (!admin::is_account_name(options.name)) {
    fmt::print(stderr, "pramen: a name has lower-case letters, digits and ._@- and begins with a letter or digit\n");
    return wrong_usage;
  }
  admin::Account account{.name = options.name, .scopes = {}, .created_by = indexer::account_name()};
  for (const std::string& name : options.scopes) {
    if (const auto scope = admin::read_scope(name)) account.scopes.add(*scope);
  }
  const auto store = admin::open_store(options.database);
  admin::Accounts accounts(*store);
  const bool taken = accounts.find(options.name).has_value();
  const auto password = taken ? std::nullopt : read_password(options.password_stdin);
  if (password && accounts.add(account, *password))
    return said(options, "added", fmt::format("{} may sign in at /editor", options.name));
  if (taken || password) fmt::print(stderr, "pramen: there is an account {} already\n", options.name);
  return wrong_usage;
}

int list_editors(const EditorsOptions& options) {
  const auto store = admin::open_store(options.database);
  Json json = Json::array();
  for (const admin::Account& account : admin::Accounts(*store).list()) {
    if (options.json)
      json.push_back({{"name", account.name},
                      {"scopes", account.scopes.names()},
                      {"created", admin::iso_time(account.created)},
                      {"created_by", account.created_by},
                      {"last_used", account.last_used == 0 ? Json() : Json(admin::iso_time(account.last_used))}});
    else
      fmt::print("{:<28}  {:<28}  {}\n", account.name, fmt::format("{}", fmt::join(account.scopes.names(), ",")),
                 account.last_used == 0 ? "not used" : "used " + admin::iso_time(account.last_used));
  }
  if (options.json) fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
  return done;
}

int remove_editor(const EditorsOptions& options) {
  const auto store = admin::open_store(options.database);
  if (!admin::Accounts(*store).remove(options.name)) return no_such_account(options.name);
  return said(options, "removed", fmt::format("{} may sign in no more", options.name));
}

int set_editor_password(const EditorsOptions& options) {
  const auto store = admin::open_store(options.database);
  admin::Accounts accounts(*store);
  if (!accounts.find(options.name)) return no_such_account(options.name);
  const auto password = read_password(options.password_stdin);
  if (!password) return wrong_usage;
  if (!accounts.set_password(options.name, *password)) return no_such_account(options.name);
  return said(options, "changed", fmt::format("{} has another password, and is signed out everywhere", options.name));
}

}  // namespace pramen::cli
