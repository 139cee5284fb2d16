#include "cli/report/relations.h"

#include <algorithm>
#include <functional>

namespace pramen::report {
namespace {

// The kind of which an editor expects that somebody names each.
constexpr std::string_view named_kind = "organisation";

}  // namespace

void RelationsReader::add(Number number, const corpus::Schema& schema, const corpus::Record& record) {
  const std::hash<std::string_view> hash;
  ids_.push_back({hash(record.id), number});
  for (const std::string& id : corpus::related_ids(schema, record)) named_.push_back({number, hash(id)});
  for (const corpus::Field& field : schema.fields()) {
    const auto* ids = field.is_role() ? record.fact_as<std::vector<std::string>>(field.name) : nullptr;
    if (ids != nullptr) role_links_.push_back({number, field.name, ids->size()});
  }
}

std::vector<Relations::Role> RelationsReader::counted_roles(const Catalogue& catalogue) const {
  std::vector<Relations::Role> roles;
  for (const corpus::Field& field : catalogue.schema().fields()) {
    Relations::Role role{.field = field.name};
    for (const RoleLinks& one : role_links_) {
      if (one.field != field.name || catalogue[one.record].withdrawn) continue;
      role.all += one.links;
      ++role.records;
    }
    if (role.all > 0) roles.push_back(std::move(role));
  }
  return roles;
}

Relations RelationsReader::finish(const Catalogue& catalogue) {
  std::ranges::sort(ids_);
  for (const auto& [from, hash] : named_) {
    const auto found = std::ranges::lower_bound(ids_, hash, {}, &std::pair<std::uint64_t, Number>::first);
    if (found == ids_.end() || found->first != hash) continue;
    if (!catalogue[from].withdrawn && !catalogue[found->second].withdrawn) edges_.push_back({from, found->second});
  }
  std::ranges::sort(edges_);

  Relations result;
  result.roles = counted_roles(catalogue);
  const std::size_t kinds = catalogue.schema().kinds().size();
  result.kinds.assign(kinds, std::vector<Relations::KindPair>(kinds));
  std::vector<bool> named(catalogue.size());
  std::vector<std::uint32_t> names_others(catalogue.size());
  for (const auto& [from, to] : edges_) {
    named[to] = true;
    ++names_others[from];
    Relations::KindPair& pair = result.kinds[catalogue[from].kind][catalogue[to].kind];
    ++pair.all;
    if (names(to, from)) continue;
    ++pair.one_sided;
    result.one_sided.push_back({catalogue.where(from), catalogue[from].id, catalogue[to].id});
  }
  for (Number i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i].withdrawn || named[i] || catalogue.kind_of(i).name != named_kind) continue;
    result.orphans.push_back({catalogue.where(i), catalogue[i].id, names_others[i]});
  }
  return result;
}

bool RelationsReader::names(Number from, Number to) const {
  return std::ranges::binary_search(edges_, std::pair(from, to));
}

bool RelationsReader::related(Number a, Number b) const { return names(a, b) || names(b, a); }

}  // namespace pramen::report
