// The keys of the admin API: "pramen_<id>_<secret>", 256 random bits, of which only
// a BLAKE2b hash is kept. A key is known by its id everywhere else.
//
// Any thread; several processes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/admin/scope.h"
#include "server/admin/sqlite.h"

namespace pramen::server::admin {

struct Key {
  std::string id, name;
  Scopes scopes;
  std::string created_by;                                             // id of a key, or an account of the machine
  std::int64_t created = 0, expires = 0, last_used = 0, revoked = 0;  // 0: never
};

// {"id", "name", "scopes", "created", ...} as JSON text; times that are not known are null.
std::string to_json(const Key& key);

struct NewKey {
  std::string name;
  Scopes scopes;
  std::string created_by;
  std::int64_t expires = 0;
};

struct CreatedKey {
  Key key;
  std::string text;  // the key itself; nobody will see it again
};

class Keys {
 public:
  explicit Keys(Sqlite& store) : store_(store) {}

  CreatedKey create(const NewKey& wanted);
  std::vector<Key> list() const;  // oldest first
  std::optional<Key> find(std::string_view id) const;
  // False if there is no such key. One that is revoked stays so.
  bool revoke(std::string_view id);

  struct Checked {
    std::optional<Key> key;  // nothing: not a key that holds now
    std::string claimed;     // the id of a key there is, whatever its secret; empty: of none
  };
  // Takes as long for a wrong secret as for a right one. Notes the use, once a minute at most.
  Checked check(std::string_view text);

 private:
  Sqlite& store_;
};

}  // namespace pramen::server::admin
