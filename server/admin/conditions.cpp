#include "server/admin/conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "server/admin/store.h"

namespace pramen::server::admin {
namespace {

// "*" or a list of tags, compared strongly (RFC 9110, 8.8.3.2): weak ones match nothing.
bool names_tag(std::string_view list, const std::string& tag) {
  if (list == "*") return !tag.empty();
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    std::string_view item = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!tag.empty() && item == tag) return true;
  }
  return false;
}

}  // namespace

Conditions conditions_of(const HttpRequest& request) {
  return {.match = request.if_match, .none_match = request.if_none_match};
}

std::string strong_tag(const std::string& text) {
  return fmt::format("\"{}\"", hex(secret_hash(text, "record").substr(0, 12)));
}

bool met(const Conditions& conditions, bool exists, const std::string& tag) {
  if (!conditions.match.empty() && !(conditions.match == "*" ? exists : names_tag(conditions.match, tag))) return false;
  return conditions.none_match.empty() ||
         !(conditions.none_match == "*" ? exists : names_tag(conditions.none_match, tag));
}

}  // namespace pramen::server::admin
