#include "corpus/hierarchy.h"

#include <algorithm>

namespace pramen::corpus {
namespace {

using Indexes = std::vector<std::size_t>;

// Strongly connected components (R. Tarjan, SIAM J. Comput. 1972), with a stack of its own because
// a chain may be as long as the thesaurus.
class Groups {
 public:
  explicit Groups(const std::vector<Indexes>& next)
      : next_(next), order_(next.size()), low_(next.size()), group(next.size()) {
    for (std::size_t i = 0; i < next.size(); ++i) {
      if (order_[i] == 0) visit(i);
    }
  }

 private:
  struct Frame {
    std::size_t node, link = 0;
  };

  void visit(std::size_t root) {
    std::vector<Frame> path = {{root}};
    enter(root);
    while (!path.empty()) {
      Frame& frame = path.back();
      const std::size_t node = frame.node;
      if (frame.link < next_[node].size()) {
        const std::size_t target = next_[node][frame.link++];
        if (order_[target] == 0) {
          enter(target);
          path.push_back({target});
        } else if (group[target] == 0) {
          low_[node] = std::min(low_[node], order_[target]);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) low_[path.back().node] = std::min(low_[path.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }
  void enter(std::size_t node) {
    order_[node] = low_[node] = ++entered_;
    open_.push_back(node);
  }
  void close(std::size_t node) {
    ++closed_;
    for (std::size_t last = next_.size(); last != node;) {
      last = open_.back();
      open_.pop_back();
      group[last] = closed_;
    }
  }

  const std::vector<Indexes>& next_;
  Indexes order_, low_, open_;
  std::size_t entered_ = 0, closed_ = 0;

 public:
  Indexes group;  // by node; from 1
};

void sort_once(Indexes& indexes) {
  std::ranges::sort(indexes);
  const auto repeated = std::ranges::unique(indexes);
  indexes.erase(repeated.begin(), repeated.end());
}

}  // namespace

Hierarchy::Hierarchy(const ConceptDrafts& drafts)
    : up_(drafts.concepts.size()), down_(drafts.concepts.size()), seen_by_(drafts.concepts.size(), nowhere) {
  for (std::size_t i = 0; i < drafts.concepts.size(); ++i) {
    for (const DraftLink& link : drafts.concepts[i].links) {
      if (link.index == nowhere || link.index == i) continue;
      if (link.property == Property::broader) up_[i].push_back(link.index);
      if (link.property == Property::narrower) up_[link.index].push_back(i);
    }
  }
  std::ranges::for_each(up_, sort_once);
  for (std::size_t i = 0; i < up_.size(); ++i) {
    for (const std::size_t above : up_[i]) down_[above].push_back(i);
  }
}

std::vector<Indexes> Hierarchy::rings() const {
  const Indexes groups = Groups(up_).group;
  Indexes sizes(up_.size() + 1);
  for (const std::size_t group : groups) ++sizes[group];
  std::vector<Indexes> rings;
  for (std::size_t i = 0; i < up_.size(); ++i) {
    if (sizes[groups[i]] < 2) continue;
    sizes[groups[i]] = 0;
    rings.push_back(ring_within(groups, i));
  }
  return rings;
}

// The shortest way up from `first` to itself.
Indexes Hierarchy::ring_within(const Indexes& groups, std::size_t first) const {
  Indexes waiting = {first};
  std::unordered_map<std::size_t, std::size_t> from;
  for (std::size_t i = 0; i < waiting.size() && !from.contains(first); ++i) {
    for (const std::size_t above : up_[waiting[i]]) {
      if (groups[above] == groups[first] && from.emplace(above, waiting[i]).second) waiting.push_back(above);
    }
  }
  Indexes ring;
  for (std::size_t at = from.at(first); at != first; at = from.at(at)) ring.push_back(at);
  ring.push_back(first);
  std::ranges::reverse(ring);
  return ring;
}

void Hierarchy::look_up_from(std::size_t index, std::size_t* steps) {
  found_.assign(1, index);
  seen_by_[index] = index;
  for (std::size_t i = 0; i < found_.size() && *steps > 0; ++i) {
    for (const std::size_t next : up_[found_[i]]) {
      if (*steps > 0) --*steps;
      if (seen_by_[next] == index) continue;
      seen_by_[next] = index;
      found_.push_back(next);
    }
  }
}

std::vector<bool> Hierarchy::reached_from(const Indexes& tops) const {
  std::vector<bool> reached(up_.size());
  for (const std::size_t top : tops) reached[top] = true;
  Indexes waiting = tops;
  while (!waiting.empty()) {
    const std::size_t at = waiting.back();
    waiting.pop_back();
    for (const std::size_t below : down_[at]) {
      if (!reached[below]) waiting.push_back(below);
      reached[below] = true;
    }
  }
  return reached;
}

}  // namespace pramen::corpus
