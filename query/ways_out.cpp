#include "query/ways_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/spelling.h"

namespace pramen::query {
namespace {

using Items = std::vector<QueryItem>;
using Filters = std::vector<Filter>;

// Records that answer in full; 0 also where it takes too long to tell.
std::uint64_t total_of(const Attempt& attempt, std::string text, Filters filters, std::string lang) {
  Request other = attempt.request;
  other.words = std::move(text);
  other.filters = std::move(filters);
  other.lang = std::move(lang);
  other.facets.emplace();
  other.limit = other.offset = 0;
  other.passages = other.explain = false;
  if (other.match == Match::automatic) other.match = Match::all;  // records with some of the words do not count
  other.budget_ms = attempt.request.budget_ms / 8;
  const Answer found = search(attempt.generation, other);
  return found.cut_short ? 0 : found.total;
}

// --- did you mean -------------------------------------------------------------

class Speller {
 public:
  explicit Speller(const Attempt& attempt) : attempt_(attempt) { note_named(attempt.items); }

  std::optional<OtherSpelling> find() const {
    const std::string text = respelled();
    if (text.empty()) return std::nullopt;
    const Request& request = attempt_.request;
    OtherSpelling other{.text = text, .total = total_of(attempt_, text, request.filters, request.lang)};
    if (other.total == 0 && attempt_.total == 0 && !request.filters.empty()) {
      other.total = total_of(attempt_, text, {}, request.lang);
      other.without_filters = true;
    }
    if (other.total == 0) return std::nullopt;
    return other;
  }

 private:
  // The text with other words in it; empty where there are none.
  std::string respelled() const {
    const std::string_view typed = attempt_.request.words;
    std::string text;
    std::size_t done = 0, unknown = 0;
    for (const Leaf& leaf : leaves(attempt_.items)) {
      if (leaf.excluded || named_.contains(leaf.item)) continue;
      for (const QueryWord& word : leaf.item->words) {
        if (word.begin < done || !word.pattern.empty() || word.exact || word.edits > 0) continue;
        if (is_known(word) || unknown++ >= most_respelled) continue;
        const std::string other = other_word(word);
        if (other.empty()) continue;
        text.append(typed, done, word.begin - done).append(other);
        done = word.end;
      }
    }
    return done == 0 ? std::string() : text.append(typed, done);
  }

  bool is_known(const QueryWord& word) const { return is_stop_word(word) || attempt_.planner.stands_in_records(word); }

  // Empty where nothing is like it. Words of other languages are offered for long ones only: short ones, and names,
  // have neighbours everywhere.
  std::string other_word(const QueryWord& word) const {
    std::optional<Spelling> best;
    const auto consider = [&](const std::optional<Spelling>& one) {
      if (one && (!best || one->records > best->records)) best = one;
    };
    for (const Reading& reading : word.readings) consider(attempt_.planner.spelling(reading));
    for (std::size_t i = 0; i < word.readings.size() && !best; ++i) {
      const Reading& reading = word.readings[i];
      std::string named =
          likely_label_word(attempt_.generation.concepts.labels(), reading.language->code(), reading.word->exact);
      if (!named.empty()) return named;
    }
    constexpr std::size_t long_word = 6;
    if (!best && characters(word.text) >= long_word) {
      for (const auto& language : attempt_.generation.languages.all()) {
        const std::vector<stemmers::Token> tokens = language->analyse(word.text, stemmers::Side::query);
        if (tokens.size() == 1) consider(attempt_.planner.spelling({language.get(), tokens.front().word}));
      }
    }
    return best ? best->form : std::string();
  }

  // The items that name a concept, alone or together with others.
  void note_named(std::span<const QueryItem> items) {
    std::size_t named_until = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      note_named(items[i].items);
      const Meant& meant = items[i].meant;
      if (!meant.subjects.empty()) named_until = std::max(named_until, i + meant.items);
      if (i < named_until || !meant.within.empty()) named_.insert(&items[i]);
    }
  }

  const Attempt& attempt_;
  std::set<const QueryItem*> named_;
};

// --- nothing found ------------------------------------------------------------

// Groups whose words are all wanted mean the same without their brackets.
void split(const QueryItem& item, Items& parts) {
  if (item.kind != QueryItem::Kind::all || item.excluded) return parts.push_back(item);
  for (const QueryItem& inner : item.items) split(inner, parts);
}

// Only the words: in any form, anywhere in a record.
Items loosened(const QueryItem& item) {
  if (item.excluded || (item.words.empty() && item.items.empty())) return {item};
  if (item.kind == QueryItem::Kind::any) {
    QueryItem any = item;
    for (QueryItem& inner : any.items)
      inner = {.kind = QueryItem::Kind::all, .words = {}, .items = loosened(inner), .condition = {}};
    return {std::move(any)};
  }
  Items loose;
  for (const QueryItem& inner : item.items) std::ranges::move(loosened(inner), std::back_inserter(loose));
  for (QueryWord word : item.words) {
    word.title = word.exact = false;
    loose.push_back({.kind = QueryItem::Kind::word, .words = {std::move(word)}, .items = {}, .condition = {}});
  }
  return loose;
}

bool is_strict(const QueryItem& item) {
  if (item.excluded) return false;
  return item.kind == QueryItem::Kind::phrase || item.kind == QueryItem::Kind::near ||
         std::ranges::any_of(item.words, [](const QueryWord& word) { return word.title || word.exact; }) ||
         std::ranges::any_of(item.items, is_strict);
}

class WayFinder {
 public:
  explicit WayFinder(const Attempt& attempt) : attempt_(attempt) {
    for (const QueryItem& item : attempt.items) split(item, typed_.items);
    if (std::ranges::any_of(typed_.items, is_strict)) {
      for (const QueryItem& item : typed_.items) std::ranges::move(loosened(item), std::back_inserter(loose_.items));
    }
    for (Parts* parts : {&typed_, &loose_}) note_missing(*parts);
  }

  std::optional<Rescue> find() {
    const Filters& filters = attempt_.request.filters;
    try_words(filters);
    try_fewer_filters();
    if (rescue_.ways.empty() && !filters.empty()) try_words({});
    // Of those that give up as much what finds most.
    std::ranges::stable_sort(rescue_.ways, [](const WayOut& a, const WayOut& b) {
      return given_up(a) != given_up(b) ? given_up(a) < given_up(b) : a.total > b.total;
    });
    constexpr std::size_t most_ways = 4;
    if (rescue_.ways.size() > most_ways) rescue_.ways.resize(most_ways);
    if (rescue_.missing.empty() && rescue_.ways.empty()) return std::nullopt;
    return std::move(rescue_);
  }

 private:
  // What is wanted together, each of which may be given up.
  struct Parts {
    Items items;
    std::vector<bool> missing;  // those that no record can answer
  };

  static std::size_t given_up(const WayOut& way) { return way.removed.size() + way.removed_filters.size(); }

  void note_missing(Parts& parts) {
    std::size_t named_until = 0;  // by a concept that records have
    for (std::size_t i = 0; i < parts.items.size(); ++i) {
      if (any_record_has(parts.items[i].meant.subjects))
        named_until = std::max(named_until, i + parts.items[i].meant.items);
      std::vector<std::string> words;
      parts.missing.push_back(i >= named_until && is_missing(parts.items[i], words));
      if (!parts.missing.back()) continue;
      for (std::string& word : words) {
        if (std::ranges::find(rescue_.missing, word) == rescue_.missing.end())
          rescue_.missing.push_back(std::move(word));
      }
    }
  }

  bool any_record_has(std::span<const indexer::Subject> subjects) const {
    return std::ranges::any_of(
        subjects, [&](indexer::Subject subject) { return !attempt_.generation.concepts.rows(subject).empty(); });
  }

  // Whether a word of it stands in no record, in no form, nor names a concept; of alternatives, whether one does in
  // each. Adds these words.
  bool is_missing(const QueryItem& item, std::vector<std::string>& words) const {
    if (item.excluded || any_record_has(item.meant.subjects) || any_record_has(item.meant.within)) return false;
    std::ptrdiff_t missing = 0;
    for (const QueryItem& inner : item.items) missing += is_missing(inner, words) ? 1 : 0;
    if (item.kind == QueryItem::Kind::any) return missing == std::ssize(item.items);
    for (QueryWord word : item.words) {
      word.title = word.exact = false;
      if (is_stop_word(word) || std::ranges::any_of(word.readings, [&](const Reading& reading) {
            return !attempt_.planner.expand(word, reading).forms.empty();
          }))
        continue;
      ++missing;
      words.push_back(word.text);
    }
    return missing > 0;
  }

  void try_words(const Filters& filters) {
    const bool strict = !loose_.items.empty();
    const bool found = strict && try_without(loose_, std::vector<bool>(loose_.items.size()), filters);
    const bool missing = std::ranges::find(typed_.missing, true) != typed_.missing.end();
    const bool enough = missing && (try_without(typed_, typed_.missing, filters) ||
                                    (strict && (found || try_without(loose_, loose_.missing, filters))));
    // One word more, or one at all.
    constexpr std::size_t most_tried = 8;
    for (std::size_t i = 0; i < typed_.items.size() && typed_.items.size() <= most_tried && !enough; ++i) {
      std::vector<bool> without = typed_.missing;
      if (without[i]) continue;
      without[i] = true;
      try_without(typed_, without, filters);
    }
    try_other_languages(filters);
  }

  // Whether it finds something.
  bool try_without(const Parts& parts, const std::vector<bool>& without, const Filters& filters) {
    WayOut way = way_with(filters);
    way.loosened = &parts == &loose_;
    bool says_something = false;
    std::vector<std::string> kept_texts;
    std::size_t stop_words = 0;  // at the end of these
    for (std::size_t i = 0; i < parts.items.size(); ++i) {
      std::string text = printed({parts.items[i]}, attempt_.generation.schema, &attempt_.generation.concepts);
      if (without[i]) {
        way.removed.push_back(std::move(text));
        kept_texts.resize(kept_texts.size() - std::exchange(stop_words, 0));  // "in" of "in Vienna"
        continue;
      }
      kept_texts.push_back(std::move(text));
      const QueryItem& kept = parts.items[i];
      const bool stop_word = kept.kind == QueryItem::Kind::word && is_stop_word(kept.words.front());
      stop_words = stop_word ? stop_words + 1 : 0;
      says_something = says_something || (!kept.excluded && !stop_word);
    }
    way.text = fmt::format("{}", fmt::join(kept_texts, " "));
    return says_something && add(std::move(way), attempt_.request.lang);
  }

  // A word that stands in the reader's language is read in that one only. Of the others the one that finds most.
  void try_other_languages(const Filters& filters) {
    if (attempt_.likely.empty() || attempt_.items.empty()) return;
    WayOut best = way_with(filters);
    for (const std::string& code : attempt_.generation.schema.languages()) {
      if (code == attempt_.likely || !has_all_words(code)) continue;
      const std::uint64_t total = total_with(best, code);
      if (total <= best.total) continue;
      best.lang = code;
      best.total = total;
    }
    if (best.total > 0) rescue_.ways.push_back(std::move(best));
  }

  // A language that only finds relatives of them by chance is no way out.
  bool has_all_words(const std::string& code) const {
    const stemmers::Language* language = attempt_.generation.languages.find(code);
    return language != nullptr && std::ranges::all_of(leaves(attempt_.items), [&](const Leaf& leaf) {
             return leaf.excluded || std::ranges::all_of(leaf.item->words, [&](const QueryWord& word) {
                      const std::vector<stemmers::Token> tokens = language->analyse(word.text, stemmers::Side::query);
                      return !word.pattern.empty() ||
                             (tokens.size() == 1 && attempt_.planner.really_has(word, {language, tokens[0].word}));
                    });
           });
  }

  // One of them, all, and of several also pairs where no single one is to blame.
  void try_fewer_filters() {
    const Filters& filters = attempt_.request.filters;
    const auto without = [&](std::size_t i, std::size_t k) {
      Filters others;
      for (std::size_t n = 0; n < filters.size(); ++n) {
        if (n != i && n != k) others.push_back(filters[n]);
      }
      return !others.empty() && add(way_with(others), attempt_.request.lang);
    };
    bool found = false;
    for (std::size_t i = 0; i < filters.size(); ++i) found = without(i, i) || found;
    for (std::size_t i = 0; i < filters.size() && !found; ++i) {
      for (std::size_t k = i + 1; k < filters.size(); ++k) without(i, k);
    }
    if (!filters.empty() && !typed_.items.empty()) add(way_with({}), attempt_.request.lang);
  }

  // The query as it is.
  WayOut way_with(const Filters& filters) const {
    WayOut way{.text = attempt_.request.words, .filters = filters, .removed = {}, .removed_filters = {}};
    for (const Filter& filter : attempt_.request.filters) {
      if (std::ranges::find(filters, filter.facet, &Filter::facet) == filters.end())
        way.removed_filters.push_back(filter.facet);
    }
    return way;
  }

  bool add(WayOut way, const std::string& lang) {
    way.total = total_with(way, lang);
    if (way.total == 0) return false;
    rescue_.ways.push_back(std::move(way));
    return true;
  }

  // 0 also where enough was tried: to read and plan many words many times takes longer than anybody waits.
  std::uint64_t total_with(const WayOut& way, const std::string& lang) {
    constexpr std::size_t most_words = 160;  // of all searches together
    words_tried_ += words_;
    return words_tried_ > most_words ? 0 : total_of(attempt_, way.text, way.filters, lang);
  }

  const Attempt& attempt_;
  const std::size_t words_ = std::max<std::size_t>(leaves(attempt_.items).size(), 1);
  std::size_t words_tried_ = 0;
  Parts typed_, loose_;  // as typed; only its words, where that is less strict
  Rescue rescue_;
};

}  // namespace

std::optional<OtherSpelling> other_spelling(const Attempt& attempt) { return Speller(attempt).find(); }

std::optional<Rescue> ways_out(const Attempt& attempt) { return WayFinder(attempt).find(); }

}  // namespace pramen::query
