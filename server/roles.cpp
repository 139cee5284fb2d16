#include "server/roles.h"

#include <algorithm>

namespace pramen::server {

std::vector<Role> all_roles(const corpus::Schema& schema) {
  std::vector<Role> roles;
  for (const corpus::Field& field : schema.fields()) {
    if (!field.is_role()) continue;
    roles.push_back({field.name, &field.labels});
    roles.push_back({field.inverse->name, &field.inverse->labels});
  }
  return roles;
}

std::vector<Role> roles_between(const corpus::Schema& schema, const corpus::Record& middle,
                                const corpus::Record& other) {
  std::vector<std::string_view> said;
  for (const corpus::Field* field : corpus::roles_of(schema, middle, other.id)) said.push_back(field->name);
  for (const corpus::Field* field : corpus::roles_of(schema, other, middle.id)) said.push_back(field->inverse->name);
  std::vector<Role> roles = all_roles(schema);
  std::erase_if(roles, [&](const Role& role) { return std::ranges::find(said, role.name) == said.end(); });
  return roles;
}

bool replaces(const corpus::Record& record, std::string_view id) {
  const auto* older = record.fact_as<std::vector<std::string>>("replaces");
  return older != nullptr && std::ranges::find(*older, id) != older->end();
}

}  // namespace pramen::server
