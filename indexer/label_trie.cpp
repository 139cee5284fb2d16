#include "indexer/label_trie.h"

#include <algorithm>

#include "stemmers/folding.h"
#include "stemmers/language.h"

namespace pramen::indexer {
namespace {

// A word with many base forms would multiply the ways through a long label.
constexpr std::size_t max_readings = 4, max_ways = 32;

bool all_capitals(std::string_view word) { return word.size() >= 2 && !stemmers::has_small_letters(word); }

}  // namespace

LabelTrie::LabelTrie(const Sections& sections)
    : keys_(sections.bytes("trie.keys"), sections.numbers<std::uint32_t>("trie.keys_at")),
      unmarked_(sections.bytes("trie.unmarked"), sections.numbers<std::uint32_t>("trie.unmarked_text_at")),
      unmarked_at_(sections.numbers<std::uint32_t>("trie.unmarked_at")),
      unmarked_keys_(sections.numbers<std::uint32_t>("trie.unmarked_keys")),
      edges_at_(sections.numbers<std::uint32_t>("trie.edges_at")),
      edge_keys_(sections.numbers<std::uint32_t>("trie.edge_keys")),
      edge_nodes_(sections.numbers<std::uint32_t>("trie.edge_nodes")),
      meanings_at_(sections.numbers<std::uint32_t>("trie.meanings_at")),
      meanings_(sections.numbers<std::uint32_t>("trie.meanings")) {}

std::span<const LabelTrie::Key> LabelTrie::unmarked(std::string_view lang, std::string_view text) const {
  const std::size_t place = unmarked_.find(lang, text);
  if (place == unmarked_.size()) return {};
  return unmarked_keys_.subspan(unmarked_at_[place], unmarked_at_[place + 1] - unmarked_at_[place]);
}

std::optional<LabelTrie::Node> LabelTrie::next(Node node, Key key) const {
  const auto edges = edge_keys_.subspan(edges_at_[node], edges_at_[node + 1] - edges_at_[node]);
  const auto found = std::ranges::lower_bound(edges, key);
  if (found == edges.end() || *found != key) return std::nullopt;
  return edge_nodes_[edges_at_[node] + static_cast<std::size_t>(found - edges.begin())];
}

std::uint32_t LabelTrieBuilder::key_of(const std::string& text) {
  return keys_.try_emplace(text, static_cast<std::uint32_t>(keys_.size())).first->second;
}

void LabelTrieBuilder::add(const stemmers::Language& language, std::string_view label, LabelMeaning meaning) {
  const std::vector<stemmers::Token> tokens = language.analyse(label, stemmers::Side::index);
  if (tokens.empty() || tokens.size() > max_words) return;
  std::vector<std::uint32_t> ways = {LabelTrie::root}, longer;
  for (const stemmers::Token& token : tokens) {
    longer.clear();
    const bool capitals = all_capitals(label.substr(token.begin, token.end - token.begin));
    const std::vector<std::string> itself = {'=' + token.word->exact};
    const std::vector<std::string>& readings = capitals ? itself : token.word->lemmas;
    for (std::size_t i = 0; i < std::min(readings.size(), max_readings); ++i) {
      const std::uint32_t key = key_of(language.code() + readings[i]);
      for (const std::uint32_t node : ways) {
        if (longer.size() == max_ways) break;
        const auto [edge, fresh] = nodes_[node].edges.try_emplace(key, static_cast<std::uint32_t>(nodes_.size()));
        longer.push_back(edge->second);
        if (fresh) nodes_.emplace_back();
      }
    }
    ways.swap(longer);
  }
  for (const std::uint32_t node : ways) {
    std::vector<std::uint32_t>& meanings = nodes_[node].meanings;
    const auto known = std::ranges::find(meanings, meaning.subject, [](std::uint32_t packed) { return packed >> 2; });
    if (known == meanings.end())
      meanings.push_back(meaning.subject << 2 | static_cast<std::uint32_t>(meaning.use));
    else if (static_cast<std::uint32_t>(meaning.use) < (*known & 3))
      *known = meaning.subject << 2 | static_cast<std::uint32_t>(meaning.use);
  }
}

std::vector<std::uint32_t> LabelTrieBuilder::subjects(const stemmers::Language& language,
                                                      std::string_view label) const {
  std::vector<std::uint32_t> nodes = {LabelTrie::root}, reached, found;
  for (const stemmers::Token& token : language.analyse(label, stemmers::Side::index)) {
    reached.clear();
    for (const std::string& lemma : token.word->lemmas) {
      const auto key = keys_.find(language.code() + lemma);
      if (key == keys_.end()) continue;
      for (const std::uint32_t node : nodes) {
        const auto edge = nodes_[node].edges.find(key->second);
        if (edge != nodes_[node].edges.end()) reached.push_back(edge->second);
      }
    }
    nodes.swap(reached);
  }
  for (const std::uint32_t node : nodes) {
    for (const std::uint32_t packed : nodes_[node].meanings) {
      if (std::ranges::find(found, packed >> 2) == found.end()) found.push_back(packed >> 2);
    }
  }
  return found;
}

LabelTables LabelTrieBuilder::tables() const {
  LabelTables made;
  std::vector<std::uint32_t> sorted(keys_.size());             // place of a key by its number
  std::map<std::string, std::vector<std::uint32_t>> unmarked;  // in the order of bytes, as the keys
  std::uint32_t place = 0;
  for (const auto& [text, number] : keys_) {
    made.keys += text;
    made.keys_at.push_back(static_cast<std::uint32_t>(made.keys.size()));
    if (text[2] != '=') unmarked[text.substr(0, 2) + stemmers::fold_marks(text.substr(2))].push_back(place);
    sorted[number] = place++;
  }
  for (const auto& [text, keys] : unmarked) {
    made.unmarked += text;
    made.unmarked_text_at.push_back(static_cast<std::uint32_t>(made.unmarked.size()));
    made.unmarked_keys.insert(made.unmarked_keys.end(), keys.begin(), keys.end());
    made.unmarked_at.push_back(static_cast<std::uint32_t>(made.unmarked_keys.size()));
  }
  for (const Node& node : nodes_) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const auto& [key, to] : node.edges) edges.emplace_back(sorted[key], to);
    std::ranges::sort(edges);
    for (const auto& [key, to] : edges) {
      made.edge_keys.push_back(key);
      made.edge_nodes.push_back(to);
    }
    made.edges_at.push_back(static_cast<std::uint32_t>(made.edge_keys.size()));
    made.meanings.insert(made.meanings.end(), node.meanings.begin(), node.meanings.end());
    made.meanings_at.push_back(static_cast<std::uint32_t>(made.meanings.size()));
  }
  return made;
}

void LabelTables::write(SectionWriter& file) const {
  file.begin("trie.keys");
  file.append(keys);
  file.add("trie.keys_at", keys_at);
  file.begin("trie.unmarked");
  file.append(unmarked);
  file.add("trie.unmarked_text_at", unmarked_text_at);
  file.add("trie.unmarked_at", unmarked_at);
  file.add("trie.unmarked_keys", unmarked_keys);
  file.add("trie.edges_at", edges_at);
  file.add("trie.edge_keys", edge_keys);
  file.add("trie.edge_nodes", edge_nodes);
  file.add("trie.meanings_at", meanings_at);
  file.add("trie.meanings", meanings);
}

}  // namespace pramen::indexer
