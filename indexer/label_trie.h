// Labels of concepts as sequences of base forms: what finds them in texts and queries whatever
// the endings of their words. A trie whose steps are base forms with their marks (byť is no byt); to look for
// the longest label at each word costs no more for many labels than for few.
//
// A word of a query that is typed without marks stands for every base form that looks like it then.
// A word in capitals only (SROI, NGO) stands for itself: its key is its form, after '='.
//
// Written into concepts.bin and mapped; any number of threads may read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/forms.h"
#include "indexer/sections.h"

namespace pramen::stemmers {
class Language;
}

namespace pramen::indexer {

// Where a label stands for a concept.
enum class LabelUse : std::uint32_t {
  everywhere,
  queries,   // typed, but in a text it may mean another thing
  capitals,  // only where it is typed in capitals: WISE is no wise
};

// What a label stands for; a label may stand for several concepts.
struct LabelMeaning {
  std::uint32_t subject = 0;  // number of the concept
  LabelUse use = LabelUse::everywhere;
};

// A trie as it lies in the file: the sections "trie.*" (docs/database.md).
struct LabelTables {
  std::string keys, unmarked;
  std::vector<std::uint32_t> keys_at = {0}, unmarked_text_at = {0}, unmarked_at = {0}, unmarked_keys, edges_at = {0},
                             edge_keys, edge_nodes, meanings_at = {0}, meanings;

  void write(SectionWriter& file) const;
};

class LabelTrie {
 public:
  using Key = std::uint32_t;
  using Node = std::uint32_t;
  static constexpr Node root = 0;

  LabelTrie() = default;
  explicit LabelTrie(const Sections& sections);

  // Base forms or =forms, each after the two letters of its language.
  const SortedTexts& keys() const { return keys_; }
  // The base forms that look so without their marks.
  std::span<const Key> unmarked(std::string_view lang, std::string_view text) const;
  std::optional<Node> next(Node node, Key key) const;
  // Of the label that ends at the node; packed, see meaning().
  std::span<const std::uint32_t> meanings(Node node) const {
    return meanings_.subspan(meanings_at_[node], meanings_at_[node + 1] - meanings_at_[node]);
  }
  static LabelMeaning meaning(std::uint32_t packed) { return {packed >> 2, static_cast<LabelUse>(packed & 3)}; }

 private:
  SortedTexts keys_, unmarked_;
  std::span<const std::uint32_t> unmarked_at_, unmarked_keys_, edges_at_, edge_keys_, edge_nodes_, meanings_at_,
      meanings_;
};

// The longest label at a place.
struct LabelFound {
  std::size_t words = 0;  // 0: none
  std::vector<LabelMeaning> meanings;
};

// `keys_of(i)` gives the keys of the i-th word from there, none where no label goes on;
// `wanted(meaning, words)` tells which count.
template <typename KeysOf, typename Wanted>
LabelFound longest_label(const LabelTrie& trie, const KeysOf& keys_of, const Wanted& wanted) {
  LabelFound found;
  std::vector<LabelTrie::Node> nodes = {LabelTrie::root}, reached;
  for (std::size_t i = 0; !nodes.empty(); ++i) {
    reached.clear();
    for (const LabelTrie::Key key : keys_of(i)) {
      for (const LabelTrie::Node node : nodes) {
        if (const auto next = trie.next(node, key)) reached.push_back(*next);
      }
    }
    std::vector<LabelMeaning> here;
    for (const LabelTrie::Node node : reached) {
      for (const std::uint32_t packed : trie.meanings(node)) {
        const LabelMeaning meaning = LabelTrie::meaning(packed);
        const bool known =
            std::ranges::find(here, meaning.subject, &LabelMeaning::subject) != here.end();  // by another base form
        if (!known && wanted(meaning, i + 1)) here.push_back(meaning);
      }
    }
    if (!here.empty()) found = {i + 1, std::move(here)};
    nodes.swap(reached);
  }
  return found;
}

class LabelTrieBuilder {
 public:
  // A label without a word in it is passed over.
  void add(const stemmers::Language& language, std::string_view label, LabelMeaning meaning);
  // What a label means as it stands here, in whatever form; by numbers of concepts, each once.
  std::vector<std::uint32_t> subjects(const stemmers::Language& language, std::string_view label) const;
  LabelTables tables() const;

  // Words of a label that count; a longer one is passed over.
  static constexpr std::size_t max_words = 16;

 private:
  std::uint32_t key_of(const std::string& text);

  std::map<std::string, std::uint32_t, std::less<>> keys_;  // numbered as they come
  struct Node {
    std::map<std::uint32_t, std::uint32_t> edges;  // key -> node
    std::vector<std::uint32_t> meanings;
  };
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

}  // namespace pramen::indexer
