#include "query/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>

#include "corpus/markdown.h"
#include "query/enquire.h"
#include "query/explanation.h"
#include "query/facet_counter.h"
#include "query/hit_texts.h"
#include "query/loop.h"
#include "query/meanings.h"
#include "query/passage.h"
#include "query/plan.h"
#include "query/question.h"
#include "query/reasons.h"
#include "query/spelling.h"
#include "query/ways_out.h"
#include "query/weights.h"
#include "query/words.h"
#include "stemmers/detector.h"
#include "stemmers/folding.h"

namespace pramen::query {
namespace {

// Plain words fall back on "some of them" below so many full hits.
constexpr std::size_t few_hits = 10;
constexpr std::size_t passage_bytes = 240;

// Phrases, NEAR and brackets as the words in them; what is excluded stays as it is, and conditions in
// brackets are given up with them.
void take_apart(const QueryItem& item, std::vector<QueryItem>& apart) {
  if (item.excluded || item.kind == QueryItem::Kind::word) {
    apart.push_back(item);
    return;
  }
  for (const QueryItem& inner : item.items) take_apart(inner, apart);
  for (const QueryWord& word : item.words)
    apart.push_back({.kind = QueryItem::Kind::word, .words = {word}, .items = {}});
}

bool is_stop_word(const QueryItem& item) {
  return item.kind == QueryItem::Kind::word && is_stop_word(item.words.front());
}

// --- which language a word is read in ---------------------------------------

class ReadingChooser {
 public:
  ReadingChooser(const Planner& planner, std::string likely) : planner_(planner), likely_(std::move(likely)) {}

  // Keeps the likely language where a record has the word in it, in whatever form, else every language that really
  // has it: what another one makes of a strange word by its endings is chance. A phrase is read as a whole.
  void choose(QueryItem& item) const {
    for (QueryItem& inner : item.items) choose(inner);
    if (item.words.empty()) return;
    const stemmers::Language* const likely = likely_reading(item);
    std::vector<const stemmers::Language*> known;
    if (likely != nullptr && known_in(item, likely, false)) {
      known = {likely};
    } else {
      for (const Reading& reading : item.words.front().readings) {
        if (known_in(item, reading.language, true)) known.push_back(reading.language);
      }
      if (known.empty() && likely != nullptr) known = {likely};  // nobody knows it
    }
    if (known.empty()) return;
    for (QueryWord& word : item.words) {
      std::erase_if(word.readings,
                    [&](const Reading& r) { return std::ranges::find(known, r.language) == known.end(); });
    }
  }

 private:
  bool known_in(const QueryItem& item, const stemmers::Language* language, bool really) const {
    return std::ranges::all_of(item.words, [&](const QueryWord& word) {
      const auto reading = std::ranges::find(word.readings, language, &Reading::language);
      if (reading == word.readings.end()) return false;
      // title: finds no other words than the plain word does.
      QueryWord anywhere = word;
      anywhere.title = false;
      return really ? planner_.really_has(anywhere, *reading) : !planner_.expand(anywhere, *reading).groups.empty();
    });
  }
  const stemmers::Language* likely_reading(const QueryItem& item) const {
    const auto& readings = item.words.front().readings;
    const auto found = std::ranges::find_if(readings, [&](const Reading& r) { return r.language->code() == likely_; });
    return found == readings.end() ? nullptr : found->language;
  }

  const Planner& planner_;
  std::string likely_;
};

// --- matching, filtering, counting ------------------------------------------

struct Ranked {
  Row row;
  double score;
};

// Keeps the first `size` of all that come, in the order asked for.
class Best {
 public:
  // Without words there is no score to go by.
  Best(const Generation& generation, const Request& request, bool words, std::string_view reader, std::size_t size)
      : by_score_(request.sort == Sort::relevance && words),
        by_year_(request.sort == Sort::year && is_range(generation.schema.facet("year"))),
        size_(size),
        columns_(generation.columns),
        most_factor_(generation.factors.empty() ? 1.0 : std::ranges::max(generation.factors)) {
    if (!by_score_) titles_ = generation.columns.title_order(reader);
    if (by_year_) years_ = generation.columns.facets().of("year").range;
  }

  void add(const Ranked& one) {
    const auto first = [this](const Ranked& a, const Ranked& b) { return before(a, b); };
    if (heap_.size() < size_) {
      heap_.push_back(one);
      std::ranges::push_heap(heap_, first);
    } else if (size_ > 0 && before(one, heap_.front())) {
      std::ranges::pop_heap(heap_, first);
      heap_.back() = one;
      std::ranges::push_heap(heap_, first);
    }
    // Of equals the ids decide, so these are wanted too.
    if (heap_.size() == size_ && size_ > 0) least_ = std::nextafter(heap_.front().score / most_factor_, -1.0);
  }

  // What does not score above it, factors aside, will not be kept; nullptr: any may be.
  const double* least() const { return by_score_ ? &least_ : nullptr; }

  // What is left after the first `offset`.
  std::vector<Ranked> page(std::size_t offset) {
    std::ranges::sort(heap_, [this](const Ranked& a, const Ranked& b) { return before(a, b); });
    heap_.erase(heap_.begin(), heap_.begin() + static_cast<std::ptrdiff_t>(std::min(offset, heap_.size())));
    return std::move(heap_);
  }

 private:
  // Of equals the ids decide: the order is the same however the records came into the database.
  bool before(const Ranked& a, const Ranked& b) const {
    if (by_score_) return a.score != b.score ? a.score > b.score : columns_.id(a.row) < columns_.id(b.row);
    if (by_year_) {
      const std::int32_t year_a = columns_.number(a.row, years_), year_b = columns_.number(b.row, years_);
      if (year_a != year_b) return year_a > year_b;  // newest first, none last
    }
    return titles_[a.row] < titles_[b.row];  // no two have the same place
  }

  static bool is_range(const corpus::Facet* facet) {
    return facet != nullptr && facet->type == corpus::FacetType::range;
  }

  const bool by_score_, by_year_;
  const std::size_t size_;
  const indexer::Columns& columns_;
  const double most_factor_;
  std::size_t years_ = 0;  // which range facet
  double least_ = -1;
  std::span<const std::uint32_t> titles_;
  std::vector<Ranked> heap_;
};

class Search {
 public:
  Search(const Generation& generation, const Request& request)
      : generation_(generation),
        request_(request),
        counter_(generation.schema, generation.columns, request, &generation.sets),
        planner_(generation.forms, generation.concepts, request.without),
        postings_{generation.index, generation.forms,   generation.tokens,  generation.norms,
                  generation.cache, generation.columns, generation.concepts},
        deadline_(std::chrono::steady_clock::now() + to_duration(request.budget_ms)) {
    answer_.request = request;
  }

  Answer run() {
    const auto began = std::chrono::steady_clock::now();
    understand();
    std::vector<Ranked> ranked = items_.empty() ? browse() : match();
    if (request_.passages) texts_.emplace(generation_, request_, reader_language(), items_, planner_);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      const bool partial = i >= full_on_page_;
      answer_.hits.push_back(request_.passages ? hit(ranked[i], partial) : short_hit(ranked[i], partial));
      if (is_pinned(ranked[i].row)) mark_pinned(answer_.hits.back());
    }
    if (request_.explain && has_words()) explain(ranked);
    if (request_.passages && !answer_.cut_short) look_for_better();
    answer_.facets = counter_.counts(request_.lang, generation_.label_orders);
    answer_.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    return std::move(answer_);
  }

 private:
  void understand() {
    std::vector<const stemmers::Language*> languages;
    for (const std::string& code : generation_.schema.languages()) {
      if (const stemmers::Language* language = generation_.languages.find(code)) languages.push_back(language);
    }
    std::ranges::stable_partition(languages, [&](const auto* language) { return language->code() == request_.lang; });
    const Grammar grammar{generation_.fields, std::move(languages), request_.lang, &generation_.concepts};
    ParsedWords parsed = parse_words(request_.words, grammar);
    items_ = std::move(parsed.items);
    if (!generation_.bets.empty()) look_for_bets(grammar);
    answer_.problems = std::move(parsed.problems);
    answer_.parsed = printed(items_, generation_.schema, &generation_.concepts);
    likely_ = likely_language();
    if (items_.size() == 1 || stemmers::has_small_letters(request_.words)) {
      for (QueryItem& item : items_) read_acronyms(item);
    }
    if (planner_.wants(Tier::concepts)) find_meanings(items_, generation_.concepts, likely_);
    const ReadingChooser chooser(planner_, likely_);
    for (QueryItem& item : items_) chooser.choose(item);
    stop_words_only_ = std::ranges::all_of(items_, [](const QueryItem& item) {
      return item.excluded || item.kind == QueryItem::Kind::facet || is_stop_word(item);
    });
    wanted_ = items_;
    for (const Leaf& leaf : leaves(items_)) answer_.words.push_back(understood(leaf));
    note_concepts(wanted_);
    note_cut_words();
    note_whole_query();
  }

  // SME and IT in capitals are no words of everyday ("we are", "it") where another language has them as a name.
  void read_acronyms(QueryItem& item) const {
    for (QueryItem& inner : item.items) read_acronyms(inner);
    const indexer::SortedTexts& names = generation_.concepts.labels().keys();
    for (QueryWord& word : item.words) {
      if (!is_stop_word(word) || characters(word.text) < 2 || stemmers::has_small_letters(word.text)) continue;
      std::vector<Reading> named;
      for (const Reading& reading : word.readings) {
        if (reading.word->stop || !reading.word->understood.empty()) continue;
        const bool label = names.find(reading.language->code(), '=' + reading.word->exact) < names.size();
        if (label || generation_.forms.find(reading.language->code(), reading.word->exact)) named.push_back(reading);
      }
      if (!named.empty()) word.readings = std::move(named);
    }
  }

  // Before the words are read in one language only. A question has the bets of what it asks about, too.
  void look_for_bets(const Grammar& grammar) {
    const auto rows_of = [&](std::span<const QueryItem> items) {
      return generation_.bets.rows(items, request_.lang, generation_.day);
    };
    BetRows rows = rows_of(items_);
    const auto question = read_question(request_.words);
    if (question && rows.pinned.empty() && rows.hidden.empty())
      rows = rows_of(parse_words(question->about, grammar).items);
    for (const Row row : rows.hidden) answer_.hidden.emplace_back(generation_.columns.id(row));
    set_aside_ = rows.hidden;
    set_aside_.insert(set_aside_.end(), rows.pinned.begin(), rows.pinned.end());
    std::ranges::sort(set_aside_);
    bet_rows_ = std::move(rows);
  }

  void note_concepts(std::span<const QueryItem> items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const QueryItem& item = items[i];
      note_concepts(item.items);
      if (item.kind != QueryItem::Kind::word) continue;
      note_concepts(items.subspan(i, item.meant.items), item.meant.subjects);
      note_concepts(items.subspan(i, 1), item.meant.within);
    }
  }

  void note_concepts(std::span<const QueryItem> words, std::span<const indexer::Subject> subjects) {
    std::string text;
    for (const QueryItem& word : words) text.append(text.empty() ? "" : " ").append(word.words.front().text);
    for (const indexer::Subject subject : subjects) {
      answer_.concepts.push_back({text, std::string(generation_.concepts.id(subject)),
                                  std::string(generation_.concepts.label(subject, reader_language()))});
    }
  }

  void note(Oddity code, std::size_t begin, std::size_t end, OddityFacts facts = {}) {
    ProblemList list(request_.words, request_.lang);
    list.add(code, begin, end, std::move(facts));
    std::ranges::move(list.take(), std::back_inserter(answer_.problems));
  }

  void note_cut_words() {
    for (const Leaf& leaf : leaves(items_)) {
      for (const QueryWord& word : leaf.item->words) {
        if (word.pattern.empty() && word.edits == 0) continue;
        const bool cut = std::ranges::any_of(
            word.readings, [&](const Reading& reading) { return planner_.expand(word, reading).cut; });
        if (!cut) continue;
        const bool pattern = !word.pattern.empty();
        note(pattern ? Oddity::wildcard_wide : Oddity::fuzzy_wide, word.begin, word.end,
             {.limit = pattern ? word.most_forms : max_similar_forms, .choice = {}});
      }
    }
  }

  void note_whole_query() {
    const std::size_t end = request_.words.size();
    if (items_.empty()) {
      if (!request_.words.empty()) note(Oddity::words_none, 0, end);
    } else if (std::ranges::all_of(items_, &QueryItem::excluded)) {
      note(Oddity::only_excluded, 0, end);
    } else if (stop_words_only_ && std::ranges::any_of(items_, is_stop_word)) {
      note(Oddity::only_stop_words, 0, end);
    }
  }

  // The reader's, or the one the query is surely in; empty: any.
  std::string likely_language() const {
    if (!request_.lang.empty() || forms_only()) return request_.lang;
    std::string words;
    for (const Leaf& leaf : leaves(items_)) {
      for (const QueryWord& word : leaf.item->words) words.append(words.empty() ? "" : " ").append(word.text);
    }
    const stemmers::Guess guess = stemmers::detect(generation_.languages, words);
    return guess.sure ? guess.code : std::string();
  }

  // No tier is asked for in which it matters what language a word is in.
  bool forms_only() const {
    return std::ranges::all_of(std::array{Tier::lemma, Tier::folded, Tier::part, Tier::family}, [&](Tier tier) {
      return std::ranges::find(request_.without, tier) != request_.without.end();
    });
  }

  bool is_optional(const QueryItem& item) const {
    return !item.excluded && !stop_words_only_ && !forms_only() && is_stop_word(item);
  }

  UnderstoodWord understood(const Leaf& leaf) const {
    const QueryItem& item = *leaf.item;
    UnderstoodWord word{.phrase = item.kind == QueryItem::Kind::phrase,
                        .excluded = leaf.excluded,
                        .optional = !leaf.excluded && is_optional(item)};
    const std::string_view query = request_.words;
    for (const QueryWord& part : item.words) {
      word.text += (word.text.empty() ? "" : " ") + part.text;
      word.places.push_back(
          {characters(query.substr(0, part.begin)), characters(query.substr(part.begin, part.end - part.begin))});
    }
    for (const Reading& reading : item.words.front().readings) word.languages.push_back(reading.language->code());
    for (const QueryWord& part : item.words) {
      for (const Reading& reading : part.readings) {
        for (const std::string& meant : reading.word->understood) {
          if (!generation_.forms.find(reading.language->code(), meant)) continue;  // nothing was found by it
          if (std::ranges::find(word.read_as, meant) == word.read_as.end()) word.read_as.push_back(meant);
        }
      }
    }
    return word;
  }

  static std::chrono::steady_clock::duration to_duration(double ms) {
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double, std::milli>(ms));
  }

  // All records in the order asked for; without words there is no score.
  std::vector<Ranked> browse() {
    const Row rows = generation_.columns.rows();
    Best best(generation_, request_, has_words(), reader_language(), request_.offset + request_.limit);
    if (!counter_.filters()) {
      counter_.take_counts(generation_.all);
      for (Row row = 0; row < rows; ++row) {
        if (!generation_.columns.live(row)) continue;
        ++answer_.total;
        best.add({row, 0});
      }
    } else {
      answer_.total = collect(Node{}, best, &counter_, {});
    }
    std::vector<Ranked> page = best.page(request_.offset);
    full_on_page_ = page.size();
    return page;
  }

  std::vector<Ranked> match() {
    const bool any = request_.match == Match::any;
    const bool may_fill_up = request_.match == Match::automatic && wanted_items() > 1;
    const Node wanted = plan(any);
    take_pins(wanted);
    std::vector<Ranked> page = pins_of_page();
    const std::size_t offset = request_.offset - std::min(request_.offset, pins_on_top());
    Best best(generation_, request_, has_words(), reader_language(), offset + request_.limit - page.size());
    if (pins_on_top() == 0) std::ranges::for_each(pins_, [&](const Ranked& pin) { best.add(pin); });
    std::vector<Row> first_rows;  // remembered as long as they are few
    answer_.total = pins_.size() + collect(wanted, best, &counter_, [&](Row row) {
                      if (may_fill_up && first_rows.size() < few_hits) first_rows.push_back(row);
                    });
    std::ranges::copy(best.page(offset), std::back_inserter(page));
    full_on_page_ = page.size();
    if (!may_fill_up || answer_.total >= few_hits || answer_.cut_short) return page;
    // A text of many words is often pasted, quotes and brackets and all: better some of its words than nothing.
    if (answer_.total == 0) take_items_apart();
    if (plain_words() < 2) return page;
    // Some of the words: these pass the filters but count nowhere.
    const std::size_t after = request_.offset > answer_.total ? request_.offset - answer_.total : 0;
    excluded_rows_ = std::move(first_rows);
    Best below(generation_, request_, has_words(), reader_language(), after + request_.limit - page.size());
    answer_.partial = collect(plan(true), below, nullptr, {});
    const std::vector<Ranked> more = below.page(after);
    page.insert(page.end(), more.begin(), more.end());
    return page;
  }

  // --- best bets ---------------------------------------------------------------

  // Those that pass the filters are found, whatever stands in them; the score is that of the words all the same.
  void take_pins(const Node& plan) {
    std::vector<std::uint32_t> passed;
    counter_.visit(bet_rows_.pinned, passed);
    for (const std::uint32_t i : passed) {
      const Row row = bet_rows_.pinned[i];
      double score = 0;
      for (const ScorePart& part : query::explain(postings_, plan, row, reader_language()).parts) score += part.score;
      pins_.push_back({row, score * factor(row)});
    }
  }

  // In other orders than that of relevance a pin has its place as any record.
  std::size_t pins_on_top() const { return request_.sort == Sort::relevance ? pins_.size() : 0; }

  std::vector<Ranked> pins_of_page() const {
    const std::size_t end = std::min(pins_on_top(), request_.offset + request_.limit);
    std::vector<Ranked> page;
    for (std::size_t i = request_.offset; i < end; ++i) page.push_back(pins_[i]);
    return page;
  }

  bool is_pinned(Row row) const { return std::ranges::find(bet_rows_.pinned, row) != bet_rows_.pinned.end(); }

  void mark_pinned(Hit& hit) const {
    hit.pinned = true;
    if (request_.passages) hit.why = pinned_sentence(request_.lang.empty() ? hit.lang : request_.lang);
  }

  // Without what is pinned or hidden.
  Loop::Matches without_set_aside(const Loop::Matches& matches) {
    const auto first = std::ranges::lower_bound(set_aside_, matches.rows.front());
    if (first == set_aside_.end() || *first > matches.rows.back()) return matches;
    other_rows_.clear();
    other_scores_.clear();
    for (std::size_t i = 0; i < matches.rows.size(); ++i) {
      if (std::ranges::binary_search(set_aside_, matches.rows[i])) continue;
      other_rows_.push_back(matches.rows[i]);
      other_scores_.push_back(matches.scores[i]);
    }
    return {other_rows_, other_scores_};
  }

  // -----------------------------------------------------------------------------

  // Walks over what the plan matches; with a counter every record that passes is counted,
  // also in the facets. Returns how many passed.
  std::uint64_t collect(const Node& plan, Best& best, FacetCounter* counter, const std::function<void(Row)>& seen) {
    std::uint64_t total = 0;
    std::vector<std::uint32_t> passed;  // places in the rows of a window
    const auto window = [&](const Loop::Matches& found) {
      const Loop::Matches matches = without_set_aside(found);
      passed.clear();
      if (counter != nullptr)
        counter->visit(matches.rows, passed);
      else
        for (std::uint32_t i = 0; i < matches.rows.size(); ++i) {
          if (counts_below(matches.rows[i])) passed.push_back(i);
        }
      total += passed.size();
      for (const std::uint32_t i : passed) {
        best.add({matches.rows[i], matches.scores[i] * factor(matches.rows[i])});
        if (seen) seen(matches.rows[i]);
      }
      answer_.cut_short = std::chrono::steady_clock::now() > deadline_;
      return !answer_.cut_short;
    };
    const auto wanted = [&](Row base, std::span<std::uint64_t> words) { return counter_.candidates(base, words); };
    if (request_.engine == Engine::loop)
      Loop(postings_, plan).run(window, request_.counts ? nullptr : best.least(), wanted);
    else
      run_enquire(postings_, plan, window);
    return total;
  }

  double factor(Row row) const { return generation_.factors.empty() ? 1 : generation_.factors[row]; }

  bool counts_below(Row row) const {
    return std::ranges::find(excluded_rows_, row) == excluded_rows_.end() && counter_.passes(row);
  }

  // Something to score by.
  bool has_words() const {
    return std::ranges::any_of(leaves(items_), [](const Leaf& leaf) { return !leaf.excluded; }) ||
           std::ranges::any_of(
               items_, [](const QueryItem& item) { return item.kind == QueryItem::Kind::subject && !item.excluded; });
  }

  std::size_t plain_words() const {
    return static_cast<std::size_t>(std::ranges::count_if(items_, [&](const QueryItem& item) {
      return item.kind == QueryItem::Kind::word && !item.excluded && !is_optional(item);
    }));
  }

  std::size_t wanted_items() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(items_, [&](const QueryItem& item) { return !item.excluded && !is_optional(item); }));
  }

  void take_items_apart() {
    std::vector<QueryItem> apart;
    for (QueryItem& item : items_) {
      if (item.kind == QueryItem::Kind::facet)
        apart.push_back(std::move(item));
      else
        take_apart(item, apart);
    }
    items_ = std::move(apart);
  }

  // Phrases are wanted whole; plain words all of them or any, and then records rank higher in which the
  // others are at least alike.
  Node plan(bool any_word) const {
    Node required{.kind = Node::Kind::all, .children = {}, .readings = {}};
    Node words{.kind = Node::Kind::any, .children = {}, .readings = {}};
    std::vector<Node> optional, excluded;
    std::size_t respelled = 0;
    for (std::size_t i = 0; i < items_.size();) {
      const std::size_t together = std::max<std::size_t>(items_[i].meant.items, 1);
      Node wanted{.kind = any_word ? Node::Kind::any : Node::Kind::all, .children = {}, .readings = {}};
      bool only_words = true;
      for (const QueryItem& item : std::span(items_).subspan(i, together)) {
        const bool word = item.kind == QueryItem::Kind::word;
        Node node = planner_.or_subjects(planner_.item(item), item.meant.within, any_word);
        if (item.excluded)
          excluded.push_back(std::move(node));
        else if (is_optional(item))
          optional.push_back(weighed(std::move(node), stop_word_weight));
        else
          wanted.children.push_back(std::move(node));
        only_words = only_words && word;
        if (!any_word || item.excluded || !word) continue;
        const QueryWord& typed = item.words.front();
        const bool unknown = !planner_.stands_in_records(typed);
        Node like = unknown && respelled++ < most_respelled ? planner_.respelled(typed) : Node{};
        if (like.readings.empty()) like = planner_.alike(typed);
        if (!like.readings.empty()) optional.push_back(std::move(like));
      }
      if (!wanted.children.empty()) {
        Node node = planner_.or_subjects(std::move(wanted), Planner::plain_meaning(items_[i]), any_word);
        (any_word && only_words ? words : required).children.push_back(std::move(node));
      }
      i += together;
    }
    if (!words.children.empty()) required.children.push_back(std::move(words));
    Node plan = required.children.empty() ? Node{} : std::move(required);
    const auto wrap = [&](Node::Kind kind, std::vector<Node> others) {
      if (others.empty()) return;
      Node around{.kind = kind, .children = {}, .readings = {}};
      around.children.push_back(std::move(plan));
      std::ranges::move(others, std::back_inserter(around.children));
      plan = std::move(around);
    };
    wrap(Node::Kind::maybe, std::move(optional));
    wrap(Node::Kind::except, std::move(excluded));
    level_rarities(postings_, plan);
    return plan;
  }

  void look_for_better() {
    const Attempt attempt{generation_, request_, planner_, wanted_, likely_, answer_.total};
    answer_.did_you_mean = other_spelling(attempt);
    if (answer_.total == 0 && (!wanted_.empty() || !request_.filters.empty())) answer_.rescue = ways_out(attempt);
  }

  // --- one hit ---------------------------------------------------------------

  // By the plan that found them: of all words, or of some.
  void explain(std::span<const Ranked> ranked) {
    const Node all = plan(request_.match == Match::any), some = plan(true);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      Hit& hit = answer_.hits[i];
      hit.explanation = query::explain(postings_, hit.partial ? some : all, ranked[i].row, reader_language());
      hit.explanation->factor = factor(ranked[i].row);
    }
  }

  Hit short_hit(const Ranked& ranked, bool partial) const {
    const auto title = generation_.columns.title(ranked.row, reader_language());
    Hit hit{.id = std::string(generation_.columns.id(ranked.row)), .score = ranked.score, .partial = partial};
    if (const corpus::Facet* kind = generation_.schema.facet("kind"); kind != nullptr) {
      const indexer::FacetNumbers::Place& place = generation_.columns.facets().of("kind");
      const auto values = generation_.columns.values(ranked.row, place);
      if (!values.empty()) hit.kind = kind->vocabulary->values()[values[0] - place.begin].key;
    }
    hit.lang = title.lang;
    hit.title = title.text;
    return hit;
  }

  Hit hit(const Ranked& ranked, bool partial) const {
    const corpus::Record record = corpus::from_json(generation_.schema, generation_.index.data(ranked.row));
    Hit hit{.id = record.id, .kind = record.kind, .score = ranked.score, .partial = partial};
    const TextMatch shown = texts_->best(record, ranked.row);
    hit.lang = shown.lang;
    hit.title = shown.text->title;
    hit.snippet = passage_html(shown.plain, shown.in_plain, passage_bytes);
    if (shown.attachment != nullptr) hit.attachment = shown.attachment->name();
    hit.why = reason_sentence(shown.reasons, request_.lang.empty() ? hit.lang : request_.lang);
    for (const corpus::Facet& facet : generation_.schema.facets()) {
      if (facet.on_request) continue;
      if (std::vector<std::string> values = corpus::facet_values(record, facet); !values.empty()) {
        hit.facets.emplace(facet.name, std::move(values));
      }
    }
    return hit;
  }

  // Titles and labels for a reader whose language is not known are English.
  std::string_view reader_language() const { return request_.lang.empty() ? std::string_view("en") : request_.lang; }

  const Generation& generation_;
  const Request& request_;
  FacetCounter counter_;
  Planner planner_;
  const Postings postings_;
  const std::chrono::steady_clock::time_point deadline_;
  std::vector<QueryItem> items_;
  std::vector<QueryItem> wanted_;   // the same as typed, also where these were taken apart
  std::optional<HitTexts> texts_;   // of the query, once it is understood
  std::vector<Row> excluded_rows_;  // shown above what is collected now
  BetRows bet_rows_;
  std::vector<Row> set_aside_;  // all of these, ascending
  std::vector<Ranked> pins_;    // those that pass the filters
  std::vector<Row> other_rows_;
  std::vector<double> other_scores_;
  bool stop_words_only_ = false;
  std::string likely_;  // language
  std::size_t full_on_page_ = 0;
  Answer answer_;
};

}  // namespace

Answer search(const Generation& generation, const Request& request) { return Search(generation, request).run(); }

}  // namespace pramen::query
