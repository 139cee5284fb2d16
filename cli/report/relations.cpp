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
