#include "query/generation_diff.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace pramen::query {
namespace {

constexpr std::size_t looked_at = 10;  // hits of a search
constexpr std::size_t best_places = 3;
constexpr std::uint32_t rows_at_once = 1024;

std::string title_of(const corpus::Record& record) { return record.text_in({}).title; }

// Names of facts and languages in which two records differ.
std::vector<std::string> differences(const corpus::Record& a, const corpus::Record& b) {
  std::vector<std::string> names;
  const auto differ = [](const auto& x, const auto& y, const auto& sink) {
    std::set<std::string> keys;
    for (const auto& [key, value] : x) keys.insert(key);
    for (const auto& [key, value] : y) keys.insert(key);
    for (const std::string& key : keys) {
      const auto in_x = x.find(key), in_y = y.find(key);
      if (in_x == x.end() || in_y == y.end() || !(in_x->second == in_y->second)) sink(key);
    }
  };
  if (a.kind != b.kind) names.emplace_back("kind");
  if (a.original != b.original) names.emplace_back("original");
  const auto note = [&](const std::string& key) { names.push_back(key); };
  differ(a.facts, b.facts, note);
  differ(a.texts, b.texts, note);
  return names;
}

class Comparison {
 public:
  Comparison(const Database& before, const Database& after, std::span<const WatchedQuery> queries,
             const DiffOptions& options)
      : before_(before), after_(after), queries_(queries.begin(), queries.end()), options_(options) {
    watch(after.bet_queries());
    watch(before.bet_queries());
  }

  GenerationDiff run() {
    diff_.before = before_.generation();
    diff_.after = after_.generation();
    diff_.records_before = before_.record_count();
    diff_.records_after = after_.record_count();
    diff_.searches = queries_.size();
    compare_records();
    find_renamed();
    compare_values();
    compare_searches();
    return std::move(diff_);
  }

 private:
  void watch(const std::vector<WatchedQuery>& more) {
    for (const WatchedQuery& query : more) {
      if (std::ranges::find(queries_, query) == queries_.end()) queries_.push_back(query);
    }
  }

  bool go_on(double share) {
    if (!diff_.stopped && options_.progress && !options_.progress(share)) diff_.stopped = true;
    return !diff_.stopped;
  }

  // Calls sink(id) for all records; `share` of the whole work begins at `from`.
  template <typename Sink>
  void each_id(const Database& database, double from, double share, const Sink& sink) {
    for (std::uint32_t row = 0; row < database.row_count(); row += rows_at_once) {
      if (!go_on(from + share * row / database.row_count())) return;
      for (const std::string& id : database.ids(row, rows_at_once)) sink(id);
    }
  }

  void compare_records() {
    std::unordered_set<std::string> kept;
    each_id(after_, 0, 0.5, [&](const std::string& id) {
      const auto now = after_.stored(id), then = before_.stored(id);
      if (then)
        kept.insert(id);
      else
        diff_.added.push_back({id, title_of(*after_.record(id)), {}});
      if (then && now != then) add_changed(id);
    });
    each_id(before_, 0.5, 0.1, [&](const std::string& id) {
      if (!kept.contains(id)) diff_.removed.push_back({id, title_of(*before_.record(id)), {}});
    });
    for (auto* list : {&diff_.added, &diff_.changed, &diff_.removed}) std::ranges::sort(*list, {}, &RecordChange::id);
  }

  void add_changed(const std::string& id) {
    const auto then = before_.record(id), now = after_.record(id);
    // What is kept may look different without being so, where the rules for keeping it changed.
    if (std::vector<std::string> what = differences(*then, *now); !what.empty())
      diff_.changed.push_back({id, title_of(*now), std::move(what)});
  }

  // The same but for the id, or the same kind and title where that is only one record on either side.
  void find_renamed() {
    std::multimap<std::string, corpus::Record> gone;  // by kind and title
    if (!diff_.added.empty()) gone = by_name(before_, diff_.removed);
    std::multimap<std::string, corpus::Record> coming;
    if (!gone.empty()) coming = by_name(after_, diff_.added);
    for (const auto& [name, now] : coming) {
      const auto [first, last] = gone.equal_range(name);
      for (auto old = first; old != last; ++old) {
        std::vector<std::string> what = differences(old->second, now);
        if (!what.empty() && (std::next(first) != last || coming.count(name) != 1)) continue;
        now_called_[old->second.id] = now.id;
        diff_.renamed.push_back({old->second.id, now.id, title_of(now), std::move(what)});
        gone.erase(old);
        break;
      }
    }
    std::ranges::sort(diff_.renamed, {}, &RecordRename::after);
    const auto is_new_name = [&](const RecordChange& record) {
      const auto place = std::ranges::lower_bound(diff_.renamed, record.id, {}, &RecordRename::after);
      return place != diff_.renamed.end() && place->after == record.id;
    };
    std::erase_if(diff_.added, is_new_name);
    std::erase_if(diff_.removed, [&](const RecordChange& record) { return now_called_.contains(record.id); });
  }

  static std::multimap<std::string, corpus::Record> by_name(const Database& database,
                                                            const std::vector<RecordChange>& changes) {
    std::multimap<std::string, corpus::Record> records;
    for (const RecordChange& change : changes) {
      corpus::Record record = *database.record(change.id);
      records.emplace(record.kind + '\n' + change.title, std::move(record));
    }
    return records;
  }

  void compare_values() {
    if (!go_on(0.6)) return;
    const Request everything{.lang = options_.lang, .limit = 0, .passages = false};
    const Answer then = before_.search(everything), now = after_.search(everything);
    for (const FacetCounts& facet : now.facets) compare_facet(facet.facet, &facet, facet_in(then, facet.facet));
    for (const FacetCounts& facet : then.facets) {
      if (facet_in(now, facet.facet) == nullptr) compare_facet(facet.facet, nullptr, &facet);
    }
  }

  static const FacetCounts* facet_in(const Answer& answer, const std::string& name) {
    const auto found = std::ranges::find(answer.facets, name, &FacetCounts::facet);
    return found == answer.facets.end() ? nullptr : &*found;
  }

  void compare_facet(const std::string& facet, const FacetCounts* now, const FacetCounts* then) {
    std::map<std::string, ValueChange> values;
    const auto add = [&](const FacetCounts* counts, std::uint64_t ValueChange::*count) {
      if (counts == nullptr) return;
      for (const FacetCount& value : counts->values) {
        ValueChange& change = values[value.value];
        change.facet = facet;
        change.value = value.value;
        if (change.label.empty()) change.label = value.label;
        change.*count = value.count;
      }
    };
    add(now, &ValueChange::after);
    add(then, &ValueChange::before);
    for (auto& [value, change] : values) {
      if (change.before != change.after) diff_.values.push_back(std::move(change));
    }
  }

  void compare_searches() {
    for (std::size_t i = 0; i < queries_.size(); ++i) {
      if (!go_on(0.6 + 0.4 * static_cast<double>(i) / static_cast<double>(queries_.size()))) return;
      compare_search(queries_[i]);
    }
    std::ranges::stable_partition(diff_.changed_searches, &SearchChange::worse);
  }

  void compare_search(const WatchedQuery& query) {
    const Request request{.words = query.text,
                          .lang = query.lang,
                          .facets = std::vector<std::string>{},
                          .limit = looked_at,
                          .passages = false};
    const Answer then = before_.search(request), now = after_.search(request);
    SearchChange change{.query = query, .before = then.total, .after = now.total};
    change.worse = then.total > 0 && now.total == 0;
    for (std::size_t i = 0; i < now.hits.size(); ++i) {
      const std::size_t was = place_before(then, now.hits[i].id);
      if (was != i + 1) change.moves.push_back({now.hits[i].id, now.hits[i].title, was, i + 1});
    }
    for (std::size_t i = 0; i < then.hits.size(); ++i) {
      const std::string id = called_now(then.hits[i].id);
      if (std::ranges::find(now.hits, id, &Hit::id) != now.hits.end()) continue;
      change.moves.push_back({then.hits[i].id, then.hits[i].title, i + 1, 0});
      const bool is_hidden = std::ranges::find(now.hidden, id) != now.hidden.end();  // editors meant it to leave
      if (i < best_places && !is_hidden && after_.stored(id)) change.worse = true;
    }
    if (change.before != change.after || !change.moves.empty()) diff_.changed_searches.push_back(std::move(change));
  }

  std::size_t place_before(const Answer& then, const std::string& id) const {
    for (std::size_t i = 0; i < then.hits.size(); ++i) {
      if (called_now(then.hits[i].id) == id) return i + 1;
    }
    return 0;
  }

  const std::string& called_now(const std::string& id) const {
    const auto renamed = now_called_.find(id);
    return renamed == now_called_.end() ? id : renamed->second;
  }

  const Database &before_, &after_;
  std::vector<WatchedQuery> queries_;
  const DiffOptions& options_;
  GenerationDiff diff_;
  std::map<std::string, std::string> now_called_;  // old id -> new id
};

}  // namespace

GenerationDiff compare_generations(const Database& before, const Database& after, std::span<const WatchedQuery> queries,
                                   const DiffOptions& options) {
  return Comparison(before, after, queries, options).run();
}

}  // namespace pramen::query
