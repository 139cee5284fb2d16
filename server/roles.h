// What one record is to another, where one of the two says so in a field with a role: a practice that is "run by" an
// organisation is what that organisation "runs". Plain values; the names point into the schema.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace pramen::server {

struct Role {
  std::string_view name;  // of the field, or of its inverse where the other record names this one
  const corpus::Labels* labels;
};

// All roles of both directions, in the order in which they are shown.
std::vector<Role> all_roles(const corpus::Schema& schema);

// What `other` is to `middle`, by what either says of the other, in that order.
std::vector<Role> roles_between(const corpus::Schema& schema, const corpus::Record& middle,
                                const corpus::Record& other);

// `record` says that it takes the place of the record with this id.
bool replaces(const corpus::Record& record, std::string_view id);

}  // namespace pramen::server
