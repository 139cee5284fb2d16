#include "cli/report/same_thing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>
#include <tuple>

#include "cli/report/addresses.h"
#include "cli/report/characters.h"
#include "cli/report/near_texts.h"
#include "corpus/characters.h"
#include "stemmers/name_words.h"

namespace pramen::report {
namespace {

// What the score of two is multiplied with that have no name in common.
constexpr double other_name = 0.8;

// More holders of one value are not compared with each other.
constexpr std::uint32_t most_compared = 20;

struct Hint {
  std::string_view words;
  double worth;  // where only two records have the value
};

// By Sort.
constexpr std::array hints = {Hint{"words", 0.9},
                              Hint{"name", 0.6},
                              Hint{"web page", 0.5},
                              Hint{"source", 0.4},
                              Hint{"point on the map", 0.4},
                              Hint{"web server", 0.2},
                              Hint{"place", 0.2},
                              Hint{"year", 0.15}};

// All words of a text that is too short for a sketch; of a longer one nothing.
std::string few_words(const corpus::Text& text) {
  constexpr std::ptrdiff_t most = 2 * Sketch::fewest;  // signs between the words may count, too
  const std::string words = corpus::fold_spaces(text.summary + " " + text.body);
  if (corpus::is_blank(words) || std::ranges::count(words, ' ') >= most) return {};
  return corpus::fold_spaces(text.title + ": " + words);
}

// Folded words in alphabetical order: "Projekt DOM.ov" and "DOM.ov – projekt" are one name.
std::string folded_name(std::string_view name) {
  std::set<std::string> words;
  for (stemmers::NameWord& word : stemmers::name_words(name)) words.insert(std::move(word.folded));
  return fmt::format("{}", fmt::join(words, " "));
}

double number_fact(const corpus::Record& record, std::string_view field) {
  if (const auto* whole = record.fact_as<std::int64_t>(field)) return static_cast<double>(*whole);
  const auto* real = record.fact_as<double>(field);
  return real == nullptr ? std::nan("") : *real;
}

}  // namespace

void SameThingReader::add(Number number, const corpus::Record& record) {
  first_mark_.push_back(marks_.size());
  add_names(number, record);
  for (const auto& [lang, text] : record.texts) add_mark(number, Sort::words, few_words(text));
  for (const corpus::Source* source : sources_of(record)) {
    if (!source->url.empty()) add_mark(number, Sort::source, page_of(source->url));
  }
  if (const std::string* web = record.fact_as<std::string>("web")) {
    add_mark(number, Sort::page, page_of(*web));
    add_mark(number, Sort::host, host_of(*web));
  }
  if (const std::string* city = record.fact_as<std::string>("city")) add_mark(number, Sort::city, folded_name(*city));
  const double lat = number_fact(record, "lat"), lon = number_fact(record, "lon");
  // To a thousandth of a degree, some hundred metres.
  if (std::isfinite(lat) && std::isfinite(lon)) add_mark(number, Sort::point, fmt::format("{:.3f}, {:.3f}", lat, lon));
  if (const double year = number_fact(record, "year"); std::isfinite(year))
    add_mark(number, Sort::year, fmt::format("{:.0f}", year));
}

void SameThingReader::add_names(Number number, const corpus::Record& record) {
  const std::string* issuer = record.fact_as<std::string>("issuer");
  const std::string behind = issuer == nullptr ? "" : " (" + folded_name(*issuer) + ")";
  std::set<std::string> names;
  const auto add = [&](std::string_view name, const std::string& lang) {
    std::string folded = folded_name(name);
    if (folded.empty()) return;
    if (const stemmers::Language* language = languages_.find(lang)) {
      // A name in Cyrillic is also the one it has in Latin letters elsewhere.
      std::set<std::string> romanised;
      for (const stemmers::NameWord& word : stemmers::name_words(name)) {
        const auto spellings = language->romanised(word.exact);
        romanised.insert(spellings.empty() ? word.folded : spellings.front());
      }
      names.insert(fmt::format("{}", fmt::join(romanised, " ")) + behind);
    }
    names.insert(std::move(folded) + behind);
  };
  for (const auto& [lang, text] : record.texts) {
    add(text.title, lang);
    for (const std::string& name : text.alternative) add(name, lang);
  }
  for (const std::string& name : names) add_mark(number, Sort::name, name);
}

void SameThingReader::add_mark(Number number, Sort sort, const std::string& value) {
  if (value.empty()) return;
  const std::uint64_t hash = std::hash<std::string>()(value) + static_cast<std::uint64_t>(sort);
  const bool doubled = std::any_of(marks_.begin() + static_cast<std::ptrdiff_t>(first_mark_.back()), marks_.end(),
                                   [&](const Mark& mark) { return mark.hash == hash; });
  if (doubled) return;
  if (seen_.add(hash, number)) values_.try_emplace(hash, value);
  marks_.push_back({hash, number, sort});
}

std::vector<std::size_t> SameThingReader::marks_in_order() const {
  std::vector<std::size_t> order(marks_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::tuple(marks_[i].hash, marks_[i].record); });
  return order;
}

std::vector<LikelyPair> SameThingReader::finish(const Catalogue& catalogue,
                                                const std::function<bool(Number, Number)>& known) const {
  const std::vector<std::size_t> order = marks_in_order();
  std::vector<std::uint32_t> holders(marks_.size());  // of a mark: records that have it
  std::vector<std::pair<Number, Number>> candidates;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const Mark& mark = marks_[order[begin]];
    while (end < order.size() && marks_[order[end]].hash == mark.hash) ++end;
    for (std::size_t i = begin; i < end; ++i) holders[order[i]] = static_cast<std::uint32_t>(end - begin);
    if (end - begin > most_compared || mark.sort >= Sort::host) continue;
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t j = begin; j < i; ++j) candidates.push_back({marks_[order[j]].record, marks_[order[i]].record});
    }
  }
  std::ranges::sort(candidates);
  const auto rest = std::ranges::unique(candidates);
  candidates.erase(rest.begin(), rest.end());

  std::vector<LikelyPair> pairs;
  for (const auto& [a, b] : candidates) {
    if (catalogue[a].withdrawn || catalogue[b].withdrawn || catalogue[a].kind != catalogue[b].kind || known(a, b))
      continue;
    LikelyPair pair = compare(a, b, holders);
    if (pair.score >= least_score) pairs.push_back(std::move(pair));
  }
  return pairs;
}

LikelyPair SameThingReader::compare(Number a, Number b, const std::vector<std::uint32_t>& holders) const {
  const auto marks_of = [&](Number number) {
    const std::size_t begin = first_mark_[number];
    const std::size_t end = number + 1 < first_mark_.size() ? first_mark_[number + 1] : marks_.size();
    return std::span(marks_).subspan(begin, end - begin);
  };
  LikelyPair pair{.a = a, .b = b};
  std::array<double, hints.size()> unlike;  // by Sort: that these agree by chance
  unlike.fill(1);
  std::string_view name;
  for (const Mark& mark : marks_of(a)) {
    if (std::ranges::find(marks_of(b), mark.hash, &Mark::hash) == marks_of(b).end()) continue;
    const std::string& value = values_.at(mark.hash);
    double& left = unlike[static_cast<std::size_t>(mark.sort)];
    const double chance = 1 - worth_of(mark.sort, value, holders[static_cast<std::size_t>(&mark - marks_.data())]);
    if (mark.sort != Sort::name) {
      left = mark.sort == Sort::source ? left * chance : chance;
      pair.reasons.push_back(reason(mark.sort, value));
    } else if (chance < left) {
      left = chance;
      name = value;
    }
  }
  if (!name.empty()) pair.reasons.insert(pair.reasons.begin(), reason(Sort::name, name));
  pair.score = 1 - chance_of(unlike);
  if (name.empty()) pair.score *= other_name;
  return pair;
}

// A name in six languages is one hint, as is a page with its server and a point with its place.
double SameThingReader::chance_of(std::span<const double> unlike) {
  const auto of = [&](Sort sort) { return unlike[static_cast<std::size_t>(sort)]; };
  return of(Sort::words) * of(Sort::name) * of(Sort::source) * of(Sort::year) *
         std::min(of(Sort::page), of(Sort::host)) * std::min(of(Sort::point), of(Sort::city));
}

// An abbreviation of up to four letters is many people's name.
double SameThingReader::worth_of(Sort sort, std::string_view value, std::uint32_t holders) {
  const double worth = hints[static_cast<std::size_t>(sort)].worth * std::sqrt(2.0 / std::max(holders, 2U));
  return sort == Sort::name && character_count(value) <= 4 ? worth / 2 : worth;
}

std::string SameThingReader::reason(Sort sort, std::string_view value) {
  return fmt::format("same {}: {}", hints[static_cast<std::size_t>(sort)].words, first_characters(value, 80));
}

}  // namespace pramen::report
