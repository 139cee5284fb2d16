// `pramen keys`: the first key of the admin API is made on the machine.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "indexer/history.h"
#include "server/admin/keys.h"
#include "server/admin/store.h"

namespace pramen::cli {
namespace {

namespace admin = server::admin;
using Json = nlohmann::ordered_json;

std::string state_of(const admin::Key& key) {
  if (key.revoked != 0) return "revoked " + admin::iso_time(key.revoked);
  if (key.expires == 0) return "no end";
  return (key.expires <= admin::now_seconds() ? "ended " : "until ") + admin::iso_time(key.expires);
}

}  // namespace

int create_key(const KeysOptions& options) {
  const auto store = admin::open_store(options.database);
  admin::NewKey wanted{.name = options.name, .scopes = {}, .created_by = indexer::account_name()};
  for (const std::string& name : options.scopes) {
    if (const auto scope = admin::read_scope(name)) wanted.scopes.add(*scope);
  }
  if (options.expires_days > 0) wanted.expires = admin::now_seconds() + options.expires_days * admin::seconds_a_day;
  const admin::CreatedKey made = admin::Keys(*store).create(wanted);
  if (options.json) {
    Json json = Json::parse(admin::to_json(made.key));
    json["key"] = made.text;
    fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
    return done;
  }
  fmt::print("{}\n", made.text);
  fmt::print(stderr, "key {} of {} ({}); keep it now, it is not shown again\n", made.key.id, made.key.name,
             fmt::join(made.key.scopes.names(), ", "));
  return done;
}

int list_keys(const KeysOptions& options) {
  const auto store = admin::open_store(options.database);
  Json json = Json::array();
  for (const admin::Key& key : admin::Keys(*store).list()) {
    if (options.json)
      json.push_back(Json::parse(admin::to_json(key)));
    else
      fmt::print("{}  {:<28}  {}  {}  {}\n", key.id, fmt::format("{}", fmt::join(key.scopes.names(), ",")),
                 state_of(key), key.last_used == 0 ? "not used" : "used " + admin::iso_time(key.last_used), key.name);
  }
  if (options.json) fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
  return done;
}

int revoke_key(const KeysOptions& options) {
  const auto store = admin::open_store(options.database);
  if (!admin::Keys(*store).revoke(options.id)) {
    fmt::print(stderr, "pramen: there is no key {}; `pramen keys list` shows those there are\n", options.id);
    return wrong_usage;
  }
  if (options.json)
    fmt::print("{}\n", Json{{"id", options.id}, {"revoked", true}}.dump(2));
  else
    fmt::print(stderr, "key {} is revoked\n", options.id);
  return done;
}

}  // namespace pramen::cli
