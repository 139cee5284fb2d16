#include "stemmers/respelling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <queue>
#include <string_view>
#include <utility>

namespace pramen::stemmers {
namespace {

bool known(const Lemmatiser& lemmatiser, const Letters& word) {
  return lemmatiser.knows(word) || lemmatiser.knows_unmarked(word);
}

void add_once(std::vector<Letters>& list, Letters word) {
  if (std::ranges::find(list, word) == list.end()) list.push_back(std::move(word));
}

// --- scripts -----------------------------------------------------------------

enum class Script : std::uint8_t { none, latin, cyrillic };

struct LookAlike {
  char32_t latin = 0, cyrillic = 0;
  bool both_ways = true;  // no: Cyrillic letters that only other languages have
};

// Some only as capitals: H and Н, B and В.
constexpr std::array look_alikes = {
    LookAlike{U'a', U'а'},        LookAlike{U'b', U'в'},        LookAlike{U'c', U'с'},       LookAlike{U'e', U'е'},
    LookAlike{U'h', U'н'},        LookAlike{U'k', U'к'},        LookAlike{U'm', U'м'},       LookAlike{U'o', U'о'},
    LookAlike{U'p', U'р'},        LookAlike{U't', U'т'},        LookAlike{U'x', U'х'},       LookAlike{U'y', U'у'},
    LookAlike{U'i', U'і', false}, LookAlike{U'j', U'ј', false}, LookAlike{U's', U'ѕ', false}};

// By letter code.
struct Scripts {
  std::array<Script, 256> script{};
  std::array<std::uint8_t, 256> twin{};  // the letter of the other script that looks alike, or 0

  Scripts() {
    const auto mark = [&](char32_t from, char32_t to, Script which) {
      for (char32_t c = from; c <= to; ++c) script[letter_code(c)] = which;
    };
    mark(U'a', U'z', Script::latin);
    mark(0xDF, 0x24F, Script::latin);
    mark(0x430, 0x45F, Script::cyrillic);
    script[0] = script[letter_code(U'÷')] = Script::none;
    for (const LookAlike& pair : look_alikes) {
      twin[letter_code(pair.cyrillic)] = letter_code(pair.latin);
      if (pair.both_ways) twin[letter_code(pair.latin)] = letter_code(pair.cyrillic);
    }
  }
};

const Scripts& scripts() {
  static const Scripts made;
  return made;
}

std::ptrdiff_t letters_of(Script which, const Letters& word) {
  const auto& script = scripts().script;
  return std::ranges::count_if(word, [&](char letter) { return script[static_cast<std::uint8_t>(letter)] == which; });
}

// Nothing where a letter of the other script has no twin.
std::optional<Letters> without_script(Script unwanted, Letters word) {
  for (char& letter : word) {
    if (scripts().script[static_cast<std::uint8_t>(letter)] != unwanted) continue;
    letter = static_cast<char>(scripts().twin[static_cast<std::uint8_t>(letter)]);
    if (letter == 0) return std::nullopt;
  }
  return word;
}

// --- Latin letters for Cyrillic ----------------------------------------------

// All ways to read a word in Latin letters: a graph from its beginning to its end
// whose edges are readings of groups of letters.
class ReadingGraph {
 public:
  struct Edge {
    const Reading* reading;
    std::size_t to;
  };

  ReadingGraph(const Romanisation& scheme, const Letters& word) : edges_(word.size()), rest_(word.size() + 1, 0) {
    for (std::size_t from = word.size(); from-- > 0;) {
      rest_[from] = impossible;
      for (std::size_t to = from + 1; to <= std::min(word.size(), from + scheme.longest); ++to) {
        add_edges(scheme, word, from, to);
      }
    }
  }

  std::size_t end() const { return edges_.size(); }
  const std::vector<Edge>& edges(std::size_t from) const { return edges_[from]; }
  // What the cheapest way from a place to the end costs.
  float rest(std::size_t from) const { return rest_[from]; }
  bool readable() const { return rest_[0] < impossible; }

  // The cheapest way; of several the one in the fewest groups.
  std::vector<const Reading*> cheapest() const {
    std::vector<const Reading*> way;
    for (std::size_t at = 0; at < end();) {
      const auto total = [&](const Edge& edge) {
        return std::pair(edge.reading->cost + rest_[edge.to], end() - edge.to);
      };
      const Edge& best = *std::ranges::min_element(edges_[at], {}, total);
      way.push_back(best.reading);
      at = best.to;
    }
    return way;
  }

  static constexpr float impossible = std::numeric_limits<float>::max();

 private:
  static bool beside(const Romanisation& scheme, Neighbour wanted, const char* letter) {
    if (wanted == Neighbour::any) return true;
    if (letter == nullptr || wanted == Neighbour::edge) return letter == nullptr && wanted == Neighbour::edge;
    return (scheme.vowels.find(*letter) != Letters::npos) == (wanted == Neighbour::vowel);
  }

  void add_edges(const Romanisation& scheme, const Letters& word, std::size_t from, std::size_t to) {
    if (rest_[to] == impossible) return;
    const auto readings = scheme.readings.find(word.substr(from, to - from));
    if (readings == scheme.readings.end()) return;
    for (const Reading& reading : readings->second) {
      if (!beside(scheme, reading.before, from == 0 ? nullptr : &word[from - 1]) ||
          !beside(scheme, reading.after, to == word.size() ? nullptr : &word[to])) {
        continue;
      }
      edges_[from].push_back({&reading, to});
      rest_[from] = std::min(rest_[from], reading.cost + rest_[to]);
    }
  }

  std::vector<std::vector<Edge>> edges_;
  std::vector<float> rest_;
};

struct Restored {
  Letters form;
  double cost = 0;
};

// The known forms among the readings of a word, the cheapest first: A* (Hart,
// Nilsson & Raphael, "A formal basis for the heuristic determination of minimum
// cost paths", 1968) over place in the word and states of the lexicons.
class KnownReadings {
 public:
  KnownReadings(const Pack& pack, const ReadingGraph& graph) : pack_(pack), graph_(graph) {}

  // From a place on; all those that cost little more than the cheapest.
  std::vector<Restored> find(std::size_t from, float most) {
    std::vector<Restored> found;
    nodes_.clear();
    states_.clear();
    for (const WeighedTable& table : pack_.tables) states_.push_back(table.table->lexicon.root());
    nodes_.push_back({0, from, 0, nullptr});
    queue_ = {};
    queue_.push({graph_.rest(from), from, 0});
    for (std::size_t steps = 0; !queue_.empty() && steps < most_steps; ++steps) {
      const Waiting next = queue_.top();
      queue_.pop();
      if (next.total > most || (!found.empty() && next.total > found.front().cost + slack)) break;
      if (next.place < graph_.end())
        follow_edges(next.node);
      else if (is_form(next.node))
        keep(found, {spelt(next.node), next.total});
    }
    return found;
  }

 private:
  static constexpr float slack = 1;
  static constexpr std::size_t most_steps = 1000;

  struct Node {
    std::uint32_t before;  // the node it was reached from
    std::size_t place;
    float cost;
    const Reading* reading;
  };
  struct Waiting {
    float total;  // cost so far and the least cost of the rest
    std::size_t place;
    std::uint32_t node;
    // The cheapest first, of these who is furthest.
    bool operator<(const Waiting& other) const {
      return total != other.total   ? total > other.total
             : place != other.place ? place < other.place
                                    : node > other.node;
    }
  };

  void follow_edges(std::uint32_t from) {
    const Node at = nodes_[from];
    const std::size_t tables = pack_.tables.size();
    for (const auto& [reading, to] : graph_.edges(at.place)) {
      bool alive = false;
      for (std::size_t i = 0; i < tables; ++i) {
        const Automaton& lexicon = pack_.tables[i].table->lexicon;
        Automaton::State state = states_[from * tables + i];
        for (const char letter : reading->letters) state = lexicon.next(state, static_cast<std::uint8_t>(letter));
        alive = alive || state != Automaton::nowhere;
        states_.push_back(state);
      }
      if (!alive) {
        states_.resize(states_.size() - tables);
        continue;
      }
      const auto node = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({from, to, at.cost + reading->cost, reading});
      queue_.push({nodes_.back().cost + graph_.rest(to), to, node});
    }
  }

  bool is_form(std::uint32_t node) const {
    const std::size_t tables = pack_.tables.size();
    for (std::size_t i = 0; i < tables; ++i) {
      if (pack_.tables[i].table->lexicon.number(states_[node * tables + i])) return true;
    }
    return false;
  }

  Letters spelt(std::uint32_t node) const {
    Letters form;
    for (; nodes_[node].reading != nullptr; node = nodes_[node].before) form.insert(0, nodes_[node].reading->letters);
    return form;
  }

  static void keep(std::vector<Restored>& found, Restored restored) {
    if (std::ranges::find(found, restored.form, &Restored::form) == found.end()) found.push_back(std::move(restored));
  }

  const Pack& pack_;
  const ReadingGraph& graph_;
  std::vector<Node> nodes_;
  std::vector<Automaton::State> states_;  // of every table for every node
  std::priority_queue<Waiting> queue_;
};

// Where readings of `text` from a place on may end.
void ends_of(const ReadingGraph& graph, std::string_view text, std::size_t from, std::vector<std::size_t>& ends) {
  if (text.empty()) {
    if (std::ranges::find(ends, from) == ends.end()) ends.push_back(from);
    return;
  }
  if (from == graph.end()) return;
  for (const auto& [reading, to] : graph.edges(from)) {
    if (text.starts_with(reading->letters)) ends_of(graph, text.substr(reading->letters.size()), to, ends);
  }
}

// What a known form may cost in all: nearly every letter may be a usual one, not
// a rare one. Behind a prefix less: the shorter the form, the more there are.
float most_for_form(std::size_t letters) { return 1.2F + 0.9F * static_cast<float>(letters); }
float most_behind_prefix(std::size_t letters) { return 0.5F + 0.3F * static_cast<float>(letters); }

// A known form behind a prefix (nay-, ne-).
std::vector<Restored> restored_behind_prefix(const Pack& pack, const ReadingGraph& graph, KnownReadings& search) {
  constexpr std::size_t least_rest = 5;
  for (const Prefix& prefix : pack.prefixes) {
    std::vector<std::size_t> ends;
    ends_of(graph, prefix.text, 0, ends);
    for (const std::size_t end : ends) {
      if (graph.end() - end < least_rest) continue;
      auto found = search.find(end, most_behind_prefix(graph.end()));
      for (Restored& restored : found) restored.form.insert(0, prefix.text);
      if (!found.empty()) return found;
    }
  }
  return {};
}

double use_of(const Lemmatiser& lemmatiser, const Letters& word) {
  const unsigned frequency = lemmatiser.frequency(word);
  return 1 + (frequency == 0 ? 0 : std::exp2(frequency / 2.0));
}

// The likeliest: cheap readings of words that are often used. All of `least` or more.
std::vector<Letters> likeliest(const Lemmatiser& lemmatiser, std::vector<Restored> found, double least) {
  constexpr std::size_t most = 3;
  constexpr double least_share = 0.1;
  std::vector<std::pair<double, Letters>> weighed;
  for (Restored& restored : found) {
    const double weight = use_of(lemmatiser, restored.form) * std::exp(-restored.cost);
    weighed.emplace_back(-weight, std::move(restored.form));
  }
  std::ranges::sort(weighed);
  std::vector<Letters> best;
  for (auto& [weight, form] : weighed) {
    if (best.size() == most || -weight < std::max(least, least_share * -weighed.front().first)) break;
    best.push_back(std::move(form));
  }
  return best;
}

// A word that nobody knows, read by the table alone; rare readings are not.
std::vector<Letters> by_table(const ReadingGraph& graph) {
  constexpr std::size_t least_letters = 3;
  constexpr float rare = 2;
  if (graph.end() < least_letters) return {};
  Letters made;
  for (const Reading* reading : graph.cheapest()) {
    if (reading->cost >= rare) return {};
    made += reading->letters;
  }
  return {made};
}

std::vector<Letters> from_latin(const Pack& pack, const Lemmatiser& lemmatiser, const Letters& word) {
  constexpr float usual = 1;
  if (letters_of(Script::latin, word) == 0 || letters_of(Script::cyrillic, word) != 0) return {};
  const ReadingGraph graph(pack.romanisation, word);
  if (!graph.readable()) return {};
  KnownReadings search(pack, graph);
  // Texts have foreign words too: na is one of them, yet seldom meant.
  if (lemmatiser.knows(word)) return likeliest(lemmatiser, search.find(0, usual), use_of(lemmatiser, word));
  auto found = search.find(0, most_for_form(word.size()));
  if (found.empty()) found = restored_behind_prefix(pack, graph, search);
  // A form that costs much more than reading the letters as they are is doubtful.
  const bool unlikely = found.empty() || found.front().cost > graph.rest(0) + usual;
  auto meant = likeliest(lemmatiser, std::move(found), 0);
  if (unlikely) {
    for (Letters& read : by_table(graph)) add_once(meant, std::move(read));
  }
  return meant;
}

// --- keyboards and spellings --------------------------------------------------

// Both letters of a pair change places throughout the word.
Letters swapped(const Pack& pack, Letters word) {
  for (char& letter : word) {
    for (const auto& [one, other] : pack.swaps) {
      if (one.front() == letter || other.front() == letter) {
        letter = one.front() == letter ? other.front() : one.front();
        break;
      }
    }
  }
  return word;
}

// One place of a word where something may be replaced.
struct Place {
  std::size_t begin = 0;
  const Replacement* replacement = nullptr;
};

std::vector<Place> places_of(const Pack& pack, const Letters& word) {
  std::vector<Place> places;
  for (std::size_t at = 0; at < word.size();) {
    const auto fits = [&](const Replacement& r) { return std::string_view(word).substr(at).starts_with(r.first); };
    const auto found = std::ranges::find_if(pack.respellings, fits);
    if (found != pack.respellings.end()) places.push_back({at, &*found});
    at += found != pack.respellings.end() ? found->first.size() : 1;
  }
  return places;
}

constexpr std::uint64_t all = ~std::uint64_t{0};

// With those places replaced whose bit is set.
Letters replaced(const Letters& word, const std::vector<Place>& places, std::uint64_t chosen) {
  Letters made = word;
  for (std::size_t i = places.size(); i-- > 0;) {
    if ((chosen >> i & 1) == 0) continue;
    made.replace(places[i].begin, places[i].replacement->first.size(), places[i].replacement->second);
  }
  return made;
}

// The two letters belong to different sounds behind a vowel (neue) and a q (quelle).
bool is_open(const Letters& word, std::size_t begin) {
  static const Letters closing = encode("aeiouyq");
  return begin == 0 || closing.find(without_marks(word.substr(begin - 1, 1))) == Letters::npos;
}

std::vector<Letters> with_replacements(const Pack& pack, const Lemmatiser& lemmatiser, const Compounds& compounds,
                                       const Letters& word) {
  constexpr std::size_t most_places = 3;
  const auto is_compound = [&](const Letters& letters) { return !compounds.split(letters).empty(); };
  std::vector<Place> places = places_of(pack, word);
  if (places.empty()) return {};
  std::vector<Letters> found, split;
  if (places.size() <= most_places) {
    for (unsigned chosen = (1U << places.size()) - 1; chosen > 0; --chosen) {
      Letters made = replaced(word, places, chosen);
      if (lemmatiser.knows(made))
        add_once(found, std::move(made));
      else if (is_compound(made))
        add_once(split, std::move(made));
    }
  }
  if (!found.empty()) return found;
  if (!split.empty()) return {std::move(split.front())};
  if (is_compound(word)) return {};
  std::erase_if(places, [&](const Place& place) { return !is_open(word, place.begin); });
  if (places.empty()) return {};
  return {replaced(word, places, all)};
}

}  // namespace

std::vector<Letters> respellings(const Pack& pack, const Lemmatiser& lemmatiser, const Letters& word,
                                 const Compounds& compounds) {
  if (pack.cyrillic) return from_latin(pack, lemmatiser, word);
  if (known(lemmatiser, word)) return {};
  if (Letters other = swapped(pack, word); other != word && known(lemmatiser, other)) return {std::move(other)};
  return with_replacements(pack, lemmatiser, compounds, word);
}

std::optional<Letters> unmixed(const Pack& pack, const Lemmatiser& lemmatiser, const Letters& word) {
  const std::ptrdiff_t latin = letters_of(Script::latin, word), cyrillic = letters_of(Script::cyrillic, word);
  if (latin == 0 || cyrillic == 0) return std::nullopt;
  std::optional<Letters> as_latin = without_script(Script::cyrillic, word);
  std::optional<Letters> as_cyrillic = without_script(Script::latin, word);
  if (!as_latin || !as_cyrillic) return as_latin ? as_latin : as_cyrillic;
  const bool latin_known = known(lemmatiser, *as_latin), cyrillic_known = known(lemmatiser, *as_cyrillic);
  if (latin_known != cyrillic_known) return latin_known ? as_latin : as_cyrillic;
  if (latin != cyrillic) return latin > cyrillic ? as_latin : as_cyrillic;
  return pack.cyrillic ? as_cyrillic : as_latin;
}

}  // namespace pramen::stemmers
