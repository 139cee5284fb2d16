#include "corpus/thesaurus.h"

#include <algorithm>
#include <set>
#include <utility>

namespace pramen::corpus {
namespace {

using Ids = std::vector<std::string>;

void sort_once(Ids& ids) {
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
}

}  // namespace

Thesaurus::Thesaurus(std::string iri, Labels title, std::vector<Concept> concepts, std::vector<Statement> statements,
                     std::vector<NamedDefinition> named_definitions)
    : iri_(std::move(iri)),
      title_(std::move(title)),
      concepts_(std::move(concepts)),
      statements_(std::move(statements)),
      named_definitions_(std::move(named_definitions)) {
  std::ranges::stable_sort(concepts_, {}, &Concept::id);
  const auto repeated = std::ranges::unique(concepts_, {}, &Concept::id);
  concepts_.erase(repeated.begin(), repeated.end());

  // The same link as its other end says it.
  const std::pair<Ids Concept::*, Ids Concept::*> ends[] = {{&Concept::broader, &Concept::narrower},
                                                            {&Concept::narrower, &Concept::broader},
                                                            {&Concept::related, &Concept::related}};
  std::vector<std::pair<std::size_t, std::pair<Ids Concept::*, std::string>>> other_ends;
  for (const Concept& one : concepts_) {
    for (const auto& [here, there] : ends) {
      for (const std::string& id : one.*here) {
        const auto target = index_of(id);
        if (target && id != one.id) other_ends.push_back({*target, {there, one.id}});
      }
    }
  }
  for (auto& [target, end] : other_ends) (concepts_[target].*end.first).push_back(std::move(end.second));
  for (Concept& one : concepts_) {
    for (Ids* ids : {&one.broader, &one.narrower, &one.related}) {
      std::erase_if(*ids, [&](const std::string& id) { return id == one.id || !index_of(id); });
      sort_once(*ids);
    }
    if (!index_of(one.replaced_by)) one.replaced_by.clear();
  }
  for (std::size_t i = 0; i < concepts_.size(); ++i) {
    for (const std::string& record : concepts_[i].definitions) {
      auto& defined = defined_by_[record];
      if (defined.empty() || defined.back() != i) defined.push_back(i);
    }
  }
}

const Concept* Thesaurus::find(std::string_view id) const {
  const auto index = index_of(id);
  return index ? &concepts_[*index] : nullptr;
}

std::optional<std::size_t> Thesaurus::index_of(std::string_view id) const {
  const auto found = std::ranges::lower_bound(concepts_, id, {}, &Concept::id);
  if (found == concepts_.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - concepts_.begin());
}

const Concept& Thesaurus::in_use(const Concept& named) const {
  const Concept* now = &named;
  std::set<std::string_view> seen;
  while (now->deprecated && seen.insert(now->id).second) {
    const Concept* next = find(now->replaced_by);
    if (next == nullptr) break;
    now = next;
  }
  return *now;
}

std::vector<std::size_t> Thesaurus::narrower_of(std::size_t index) const {
  std::vector<std::size_t> below = {index};
  std::vector<bool> seen(concepts_.size());
  seen[index] = true;
  for (std::size_t i = 0; i < below.size(); ++i) {
    for (const std::string& id : concepts_[below[i]].narrower) {
      const std::size_t next = *index_of(id);  // links to nowhere were dropped
      if (!seen[next]) below.push_back(next);
      seen[next] = true;
    }
  }
  below.erase(below.begin());
  return below;
}

std::vector<std::size_t> Thesaurus::defined_by(std::string_view record) const {
  const auto found = defined_by_.find(record);
  return found == defined_by_.end() ? std::vector<std::size_t>() : found->second;
}

}  // namespace pramen::corpus
