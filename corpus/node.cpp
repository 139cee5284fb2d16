#include "corpus/node.h"

#include <algorithm>
#include <utility>

namespace pramen::corpus {

Sentence kind_in_words(NodeKind kind) {
  switch (kind) {
    case NodeKind::null: return say("nothing");
    case NodeKind::boolean: return say("true or false");
    case NodeKind::integer: return say("a whole number");
    case NodeKind::real: return say("a number");
    case NodeKind::string: return say("text");
    case NodeKind::list: return say("a list");
    case NodeKind::map: return say("a group of keys");
  }
  return say("a value");
}

const Entry* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() || found->value.is_null() ? nullptr : &*found;
}

NodeBuilder::NodeBuilder(std::size_t deepest, DoubledKey doubled) : deepest_(deepest), doubled_(std::move(doubled)) {}

bool NodeBuilder::open(NodeKind kind, Place at) {
  if (open_.size() >= deepest_) return false;
  Frame frame;
  frame.node.kind = kind;
  frame.node.at = at;
  open_.push_back(std::move(frame));
  return true;
}

void NodeBuilder::close() {
  Node done = std::move(open_.back().node);
  open_.pop_back();
  scalar(std::move(done));
}

void NodeBuilder::key(std::string key, Place at) {
  Frame& frame = open_.back();
  frame.doubled = is_doubled(frame, key);
  if (frame.doubled && doubled_) doubled_(key, at);
  frame.key = std::move(key);
  frame.key_at = at;
  frame.has_key = true;
}

void NodeBuilder::scalar(Node node) {
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = open_.back();
  if (frame.node.kind == NodeKind::list) {
    frame.node.items.push_back(std::move(node));
  } else if (frame.has_key) {
    if (!frame.doubled) frame.node.entries.push_back({std::move(frame.key), frame.key_at, std::move(node)});
    frame.has_key = false;
  }
}

bool NodeBuilder::expects_key() const {
  return !open_.empty() && open_.back().node.kind == NodeKind::map && !open_.back().has_key;
}

Node NodeBuilder::take() {
  if (open_.size() > 1) open_.resize(1);
  if (!open_.empty()) close();
  return std::move(root_);
}

bool NodeBuilder::is_doubled(Frame& frame, const std::string& key) const {
  constexpr std::size_t few = 32;
  const auto& entries = frame.node.entries;
  if (entries.size() < few) return std::ranges::find(entries, key, &Entry::key) != entries.end();
  if (frame.seen.empty()) {
    for (const auto& entry : entries) frame.seen.insert(entry.key);
  }
  return !frame.seen.insert(key).second;
}

}  // namespace pramen::corpus
