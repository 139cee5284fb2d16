#include "server/admin/scope.h"

#include <fmt/format.h>

#include <algorithm>

namespace pramen::server::admin {

std::vector<std::string> Scopes::names() const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < scope_names.size(); ++i) {
    if (has(static_cast<Scope>(i))) names.emplace_back(scope_names[i]);
  }
  return names;
}

std::optional<Scope> read_scope(std::string_view name) {
  const auto* found = std::ranges::find(scope_names, name);
  if (found == scope_names.end()) return std::nullopt;
  return static_cast<Scope>(found - scope_names.begin());
}

std::string to_text(const Scopes& scopes) { return fmt::format("{}", fmt::join(scopes.names(), ",")); }

Scopes scopes_of(std::string_view text) {
  Scopes scopes;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (const auto scope = read_scope(text.substr(0, comma))) scopes.add(*scope);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return scopes;
}

}  // namespace pramen::server::admin
