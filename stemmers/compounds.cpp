#include "stemmers/compounds.h"

#include <algorithm>
#include <array>
#include <limits>

#include "stemmers/lemmatiser.h"

namespace pramen::stemmers {
namespace {

constexpr std::size_t most_parts = 4;
constexpr std::size_t shortest_first = 2, shortest_last = 3, shortest_ending = 3;

// All scores are levels (PartNumber), and this is one doubling of a count.
constexpr double doubling = PartNumber::levels_per_doubling;

// The counts of two parts, multiplied, must come to this share of all words: the
// more words each part makes, the less they meet by chance only.
constexpr double least_share = -10.5 * doubling;
// What a word's own use and its own compounds weigh against splitting it.
constexpr double own_use = 0.2 * doubling, own_parts = 0.3;
// A last part that no list knows, but its stem without an ending of derivation.
constexpr double derived_cost = 3 * doubling;

// Chance makes short words, not long ones.
double length_bonus(std::size_t letters) {
  constexpr std::array<double, 8> bonus = {-4, -4, -4, -1, 0, 1, 2, 3};
  return doubling * bonus[std::min(letters, bonus.size() - 1)];
}

constexpr double unreached = -std::numeric_limits<double>::infinity();

char hyphen() { return static_cast<char>(letter_code('-')); }

}  // namespace

Link Link::read(const Letters& text) {
  const std::size_t at = text.find(hyphen());
  if (at == Letters::npos) return {{}, text};
  return {text.substr(0, at), text.substr(at + 1)};
}

Letters Link::change(const Letters& word, const Letters& cut, const Letters& append) {
  if (word.size() <= cut.size() || !word.ends_with(cut)) return {};
  return word.substr(0, word.size() - cut.size()) + append;
}

// Finds the best split of one word: a walk over its letters that keeps the best
// way to every place for every number of parts.
class Compounds::Run {
 public:
  Run(const Compounds& compounds, const Letters& word)
      : lemmatiser_(compounds.lemmatiser_),
        parts_(compounds.table_->parts),
        links_(compounds.links_),
        boundary_cost_(compounds.boundary_cost_),
        bars_(compounds.bars_),
        word_(word) {
    for (auto& row : ways_) std::fill_n(row.begin(), word.size() + 1, Way{unreached, 0, 0});
    ways_[0][0].score = 0;
  }

  std::vector<CompoundPart> parts() {
    for (std::size_t begin = 0; begin + shortest_last <= word_.size(); ++begin) {
      if (!reached(begin)) continue;
      if (begin > 0) add_last(begin);
      add_first(begin);
    }
    return best();
  }

 private:
  struct Way {
    double score;
    std::size_t from;
    std::uint32_t link;
  };

  bool reached(std::size_t at) const {
    return std::ranges::any_of(ways_, [&](const auto& row) { return row[at].score != unreached; });
  }

  // All parts that begin here and have another one behind them.
  void add_first(std::size_t begin) {
    Automaton::State state = parts_.root();
    for (std::size_t end = begin + 1; end + shortest_last <= word_.size(); ++end) {
      state = parts_.next(state, static_cast<std::uint8_t>(word_[end - 1]));
      if (state == Automaton::nowhere) return;
      if (end - begin < shortest_first) continue;
      const auto found = parts_.number(state);
      if (!found) continue;
      const PartNumber number = PartNumber::of(*found);
      if (number.first == 0 || barred(begin, end, number)) continue;
      step(begin, end, number.first + length_bonus(end - begin) - boundary_cost_, number.link);
    }
  }

  bool barred(std::size_t begin, std::size_t end, PartNumber number) const {
    const std::string_view part = std::string_view(word_).substr(begin, end - begin);
    if (bars_.before.contains(part)) return true;
    if (begin == 0) return false;
    return bars_.behind.contains(part) ||
           (number.link != PartNumber::form && bars_.behind.contains(links_[number.link].base(Letters(part))));
  }

  // The rest of the word as the last part, in any of its forms.
  void add_last(std::size_t begin) {
    const Letters rest = word_.substr(begin);
    if (bars_.behind.contains(rest)) return;
    if (!lemmatiser_.knows(rest)) return add_derived(begin, rest);
    double score = unreached;
    std::vector<Letters> readings = lemmatiser_.lemmas(rest).lemmas;
    readings.push_back(rest);
    for (const Letters& reading : readings) {
      if (bars_.behind.contains(reading)) return;
      if (!bends_like(begin, reading)) continue;
      const auto found = parts_.find(reading);
      score = std::max(score,
                       (found ? PartNumber::of(*found).last : 0) + length_bonus(std::min(rest.size(), reading.size())));
    }
    if (score != unreached) step(begin, word_.size(), score, 0);
  }

  // A word that is known as a whole bends like its last part; chance does not
  // (bit|tet is no form of “Bitted”).
  bool bends_like(std::size_t begin, const Letters& last) {
    const BaseForms& whole = word_forms();
    if (whole.how > Knowledge::table) return true;
    return std::ranges::any_of(whole.lemmas, [&](const Letters& lemma) {
      return lemma.size() == begin + last.size() && lemma.ends_with(last) &&
             lemma.compare(0, begin, word_, 0, begin) == 0;
    });
  }

  // Wohnungs|losigkeit: a stem with an ending that is no part by itself.
  void add_derived(std::size_t begin, const Letters& rest) {
    for (std::size_t stem = shortest_last; stem + shortest_ending <= rest.size(); ++stem) {
      if (!bars_.behind.contains(std::string_view(rest).substr(stem))) continue;
      const Letters base = rest.substr(0, stem);
      if (bars_.behind.contains(base)) continue;
      const auto found = parts_.find(base);
      if (!found || PartNumber::of(*found).last == 0) continue;
      step(begin, word_.size(), PartNumber::of(*found).last + length_bonus(stem) - derived_cost, 0);
    }
  }

  void step(std::size_t begin, std::size_t end, double score, std::uint32_t link) {
    for (std::size_t count = 0; count < most_parts; ++count) {
      const double sum = ways_[count][begin].score + score;
      if (Way& way = ways_[count + 1][end]; sum > way.score) way = {sum, begin, link};
    }
  }

  std::vector<CompoundPart> best() {
    std::size_t count = 0;
    double score = unreached;
    for (std::size_t parts = 2; parts <= most_parts; ++parts) {
      if (const double other = ways_[parts][word_.size()].score; other > score) {
        score = other;
        count = parts;
      }
    }
    if (count == 0 || score <= 0 || score <= own_score()) return {};
    std::vector<CompoundPart> parts(count);
    for (std::size_t end = word_.size(); count > 0; --count) {
      const Way& way = ways_[count][end];
      parts[count - 1] = {way.from, end, base(way, end)};
      end = way.from;
    }
    return parts;
  }

  // How strongly the word stands for itself.
  double own_score() {
    double made = 0;
    for (const Letters& lemma : word_forms().lemmas) {
      if (const auto found = parts_.find(lemma)) {
        const PartNumber number = PartNumber::of(*found);
        made = std::max<double>({made, static_cast<double>(number.first), static_cast<double>(number.last)});
      }
    }
    return own_parts * made + own_use * lemmatiser_.frequency(word_);
  }

  // The lemma, so that a search for it finds the compound.
  Letters base(const Way& way, std::size_t end) {
    const Letters surface = word_.substr(way.from, end - way.from);
    const bool last = end == word_.size();
    const Letters base = last || way.link == PartNumber::form ? surface : links_[way.link].base(surface);
    const std::vector<Letters> lemmas = lemmatiser_.lemmas(base).lemmas;
    const auto fits = std::ranges::find_if(
        lemmas, [&](const Letters& lemma) { return last ? bends_like(way.from, lemma) : lemma == base; });
    return fits == lemmas.end() ? lemmas.front() : *fits;
  }

  const BaseForms& word_forms() {
    if (word_forms_.lemmas.empty()) word_forms_ = lemmatiser_.lemmas(word_);
    return word_forms_;
  }

  const Lemmatiser& lemmatiser_;
  const Automaton& parts_;
  const std::vector<Link>& links_;
  const double boundary_cost_;
  const Bars& bars_;
  const Letters& word_;
  BaseForms word_forms_;
  std::array<std::array<Way, max_letters + 1>, most_parts + 1> ways_;  // only as far as the word is long
};

Compounds::Compounds(const Pack& pack, const Lemmatiser& lemmatiser) : lemmatiser_(lemmatiser) {
  if (!pack.compounds) return;
  const auto found = std::ranges::find_if(pack.tables, [](const WeighedTable& t) { return !t.table->parts.empty(); });
  if (found == pack.tables.end()) return;
  table_ = found->table.get();
  const Automaton& parts = table_->parts;
  const Automaton::State about = parts.next(parts.root(), word_start);
  boundary_cost_ = parts.number(about).value_or(0) + least_share;
  links_.resize(PartNumber::form + 1);
  parts.for_each(about,
                 [&](std::uint8_t letter, Automaton::State state) { read_links(state, {static_cast<char>(letter)}); });
  for (const Letters& bar : pack.not_parts) {
    if (bar.ends_with(hyphen())) bars_.before.insert(bar.substr(0, bar.size() - 1));
    if (bar.starts_with(hyphen())) bars_.behind.insert(bar.substr(1));
  }
}

// All texts of links below a state.
void Compounds::read_links(Automaton::State state, const Letters& text) {
  const Automaton& parts = table_->parts;
  if (const auto number = parts.number(state)) links_[*number % links_.size()] = Link::read(text);
  parts.for_each(
      state, [&](std::uint8_t letter, Automaton::State next) { read_links(next, text + static_cast<char>(letter)); });
}

std::vector<CompoundPart> Compounds::split(const Letters& word) const {
  if (table_ == nullptr || word.size() > max_letters) return {};
  return Run(*this, word).parts();
}

}  // namespace pramen::stemmers
