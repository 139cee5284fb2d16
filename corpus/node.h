// The tree that YAML, JSON and CSV are all read into before a record is made of
// it: values with the line and column of each key and value. Plain values.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/places.h"
#include "corpus/sentence.h"

namespace pramen::corpus {

enum class NodeKind : std::uint8_t { null, boolean, integer, real, string, list, map };

// "a list", "a number": for messages.
Sentence kind_in_words(NodeKind kind);

struct Entry;

struct Node {
  NodeKind kind = NodeKind::null;
  // An unquoted YAML scalar: `text` is what stands there, whatever `kind` says, and
  // a title may be taken from it (title: 1989).
  bool plain = false;
  Place at;
  std::string text;
  std::int64_t integer = 0;
  double real = 0;  // of integers too; infinite if it is out of all range
  std::vector<Node> items;
  std::vector<Entry> entries;

  // Null if there is no such key or its value is null.
  const Entry* find(std::string_view key) const;
  bool is_null() const { return kind == NodeKind::null; }
};

struct Entry {
  std::string key;
  Place at;
  Node value;
};

// Builds a tree from a parser's events, without recursion. Of doubled keys the
// first stays; depth is bounded by `deepest`.
class NodeBuilder {
 public:
  using DoubledKey = std::function<void(const std::string& key, Place at)>;
  NodeBuilder(std::size_t deepest, DoubledKey doubled);

  bool open(NodeKind kind, Place at);  // list or map; false: too deep
  void close();
  void key(std::string key, Place at);
  void scalar(Node node);
  bool expects_key() const;

  // The tree. Of a broken text: the keys of the outermost map that came before the
  // fault.
  Node take();

 private:
  struct Frame {
    Node node{};
    std::string key;
    Place key_at;
    bool has_key = false, doubled = false;
    std::unordered_set<std::string> seen;  // kept for large maps only
  };
  bool is_doubled(Frame& frame, const std::string& key) const;

  std::size_t deepest_;
  DoubledKey doubled_;
  std::vector<Frame> open_;
  Node root_;
};

}  // namespace pramen::corpus
