#include "query/search.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <unordered_set>

#include "corpus/markdown.h"
#include "indexer/layout.h"
#include "query/facet_counter.h"
#include "query/passage.h"
#include "query/reasons.h"
#include "query/words.h"
#include "stemmers/detector.h"

namespace pramen::query {
namespace {

using indexer::Tier;
using Row = std::uint32_t;

// Every reading finds by its folded form, by the parts of compounds and by its
// word family; closer forms and the title only add to the score.
constexpr double lemma_bonus = 0.3, exact_bonus = 0.1, spelling_bonus = 0.09, title_bonus = 0.5, part_weight = 0.4,
                 family_weight = 1;
// BM25. Length counts half: a record in three languages is long for no fault.
constexpr double bm25_k1 = 1.2, bm25_b = 0.5, bm25_min_length = 0.5;
// Plain words fall back on "some of them" below so many full hits.
constexpr std::size_t few_hits = 10;
constexpr std::size_t passage_bytes = 240;
// Passages and reasons look at so much of a text: analysing takes time.
constexpr std::size_t looked_at_bytes = 64 * 1024;

// Shortens the text to at most `most` bytes, between two characters.
void cut(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
}

// --- from words to a Xapian query -------------------------------------------

Xapian::Query any_of(const std::vector<Xapian::Query>& queries, Xapian::Query::op op = Xapian::Query::OP_OR) {
  return {op, queries.begin(), queries.end()};
}

Xapian::Query terms(Tier tier, const Reading& reading, const std::vector<std::string>& words) {
  std::vector<Xapian::Query> queries;
  for (const std::string& word : words) queries.emplace_back(indexer::term(tier, reading.language->code(), word));
  return any_of(queries);
}

// A word that is its own lemma is indexed by its exact form only; and the form as
// typed is no worse a match than its lemma. The best of them counts.
Xapian::Query lemma_terms(const Reading& reading) {
  const stemmers::Word& word = *reading.word;
  std::vector<Xapian::Query> queries;
  const auto add = [&](Tier tier, const std::string& form) {
    queries.emplace_back(indexer::term(tier, reading.language->code(), form));
  };
  for (const std::string& lemma : word.lemmas) {
    add(Tier::lemma, lemma);
    if (lemma != word.exact) add(Tier::exact, lemma);
  }
  add(Tier::exact, word.exact);
  return any_of(queries, Xapian::Query::OP_MAX);
}

Xapian::Query scaled(double factor, const Xapian::Query& query) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, factor};
}

Xapian::Query reading_query(const Reading& reading, const std::vector<Tier>& without) {
  const stemmers::Word& word = *reading.word;
  std::vector<Xapian::Query> tiers;
  const auto add = [&](Tier tier, double weight, const Xapian::Query& query) {
    if (std::ranges::find(without, tier) == without.end() && !query.empty()) tiers.push_back(scaled(weight, query));
  };
  add(Tier::folded, 1, terms(Tier::folded, reading, word.folded));
  add(Tier::title, title_bonus, terms(Tier::title, reading, word.folded));
  add(Tier::lemma, lemma_bonus, lemma_terms(reading));
  add(Tier::exact, exact_bonus, terms(Tier::exact, reading, {word.exact}));
  add(Tier::exact, spelling_bonus, terms(Tier::exact, reading, word.spellings));
  add(Tier::part, part_weight, terms(Tier::part, reading, word.folded));
  add(Tier::family, family_weight, terms(Tier::family, reading, word.families));
  return any_of(tiers);
}

Xapian::Query word_query(const QueryWord& word, const std::vector<Tier>& without) {
  std::vector<Xapian::Query> languages;
  for (const Reading& reading : word.readings) languages.push_back(reading_query(reading, without));
  // A word that is the same in two languages counts once.
  return languages.size() == 1 ? languages[0] : any_of(languages, Xapian::Query::OP_MAX);
}

Xapian::Query phrase_query(const QueryItem& item) {
  std::vector<Xapian::Query> languages;
  for (const Reading& first : item.words.front().readings) {
    std::vector<Xapian::Query> words;
    for (const QueryWord& word : item.words) {
      const auto reading = std::ranges::find(word.readings, first.language, &Reading::language);
      if (reading != word.readings.end()) words.push_back(terms(Tier::folded, *reading, reading->word->folded));
    }
    if (words.size() != item.words.size()) continue;
    languages.emplace_back(Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                           static_cast<Xapian::termcount>(words.size()));
  }
  return any_of(languages);
}

Xapian::Query item_query(const QueryItem& item, const std::vector<Tier>& without) {
  return item.phrase ? phrase_query(item) : word_query(item.words.front(), without);
}

bool is_stop_word(const QueryItem& item) {
  return !item.phrase &&
         std::ranges::any_of(item.words.front().readings, [](const Reading& r) { return r.word->stop; });
}

// --- which language a word is read in ---------------------------------------

class ReadingChooser {
 public:
  ReadingChooser(const Xapian::Database& index, std::string likely) : index_(index), likely_(std::move(likely)) {}

  // Keeps the likely language where the index knows the word in it, else every
  // language where it does. A phrase is read as a whole.
  void choose(QueryItem& item) const {
    std::vector<const stemmers::Language*> known;
    for (const Reading& reading : item.words.front().readings) {
      if (std::ranges::all_of(item.words, [&](const QueryWord& word) { return knows(word, reading.language); })) {
        known.push_back(reading.language);
      }
    }
    const auto likely = std::ranges::find(known, likely_, &stemmers::Language::code);
    if (likely != known.end()) known = {*likely};
    if (known.empty()) return;  // nothing will be found in any of them
    for (QueryWord& word : item.words) {
      std::erase_if(word.readings,
                    [&](const Reading& r) { return std::ranges::find(known, r.language) == known.end(); });
    }
  }

 private:
  bool knows(const QueryWord& word, const stemmers::Language* language) const {
    const auto reading = std::ranges::find(word.readings, language, &Reading::language);
    if (reading == word.readings.end()) return false;
    const auto indexed = [&](Tier tier, const std::vector<std::string>& forms) {
      return std::ranges::any_of(forms, [&](const std::string& form) {
        return index_.term_exists(indexer::term(tier, language->code(), form));
      });
    };
    const stemmers::Word& forms = *reading->word;
    return indexed(Tier::folded, forms.folded) || indexed(Tier::lemma, forms.lemmas) ||
           indexed(Tier::exact, forms.lemmas) || indexed(Tier::part, forms.folded) ||
           indexed(Tier::family, forms.families);
  }

  const Xapian::Database& index_;
  std::string likely_;
};

// --- matching, filtering, counting ------------------------------------------

struct Ranked {
  Row row;
  double score;
};

// Sees every record that the words match, keeps those that pass and remembers
// their rows: their number, another order, what to leave out below.
class RowCollector final : public Xapian::MatchDecider {
 public:
  explicit RowCollector(std::function<bool(Row)> passes) : passes_(std::move(passes)) {}
  bool operator()(const Xapian::Document& document) const override {
    const Row row = document.get_docid() - 1;
    if (!passes_(row)) return false;
    rows.push_back(row);
    return true;
  }
  mutable std::vector<Row> rows;

 private:
  const std::function<bool(Row)> passes_;
};

class Search {
 public:
  Search(const Generation& generation, const Request& request)
      : generation_(generation), request_(request), counter_(generation.schema, generation.columns, request) {
    answer_.request = request;
  }

  Answer run() {
    const auto began = std::chrono::steady_clock::now();
    understand();
    std::vector<Ranked> ranked = items_.empty() ? browse() : match();
    for (std::size_t i = 0; i < ranked.size(); ++i) answer_.hits.push_back(hit(ranked[i], i >= full_on_page_));
    answer_.facets = counter_.counts(request_.lang);
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
    ParsedWords parsed = parse_words(request_.words, languages);
    items_ = std::move(parsed.items);
    answer_.problems = std::move(parsed.problems);
    const ReadingChooser chooser(generation_.index, likely_language());
    for (QueryItem& item : items_) chooser.choose(item);
    stop_words_only_ =
        std::ranges::all_of(items_, [](const QueryItem& item) { return item.excluded || is_stop_word(item); });
    for (const QueryItem& item : items_) answer_.words.push_back(understood(item));
    if (!request_.words.empty() && items_.empty())
      answer_.problems.push_back({0, "there is no word in the query; all records are shown"});
  }

  // The reader's, or the one the query is surely in; empty: any.
  std::string likely_language() const {
    if (!request_.lang.empty()) return request_.lang;
    const stemmers::Guess guess = stemmers::detect(generation_.languages, request_.words);
    return guess.sure ? guess.code : std::string();
  }

  bool is_optional(const QueryItem& item) const { return !item.excluded && !stop_words_only_ && is_stop_word(item); }

  UnderstoodWord understood(const QueryItem& item) const {
    UnderstoodWord word{.phrase = item.phrase, .excluded = item.excluded, .optional = is_optional(item)};
    for (const QueryWord& part : item.words) word.text += (word.text.empty() ? "" : " ") + part.text;
    for (const Reading& reading : item.words.front().readings) word.languages.push_back(reading.language->code());
    for (const QueryWord& part : item.words) {
      for (const Reading& reading : part.readings) {
        for (const std::string& meant : reading.word->understood) {
          if (std::ranges::find(word.read_as, meant) == word.read_as.end()) word.read_as.push_back(meant);
        }
      }
    }
    return word;
  }

  // All records in the order asked for; without words there is no score.
  std::vector<Ranked> browse() {
    std::vector<Row> rows;
    for (Row row = 0; row < generation_.columns.rows(); ++row) {
      if (counter_.visit(row)) rows.push_back(row);
    }
    answer_.total = rows.size();
    std::vector<Ranked> page = page_of(std::move(rows), request_.offset, request_.limit);
    full_on_page_ = page.size();
    return page;
  }

  std::vector<Ranked> match() {
    RowCollector full([&](Row row) { return counter_.visit(row); });
    const bool any = request_.match == Match::any;
    std::vector<Ranked> page = best(query(any), full, request_.offset, request_.limit);
    answer_.total = full.rows.size();
    full_on_page_ = page.size();
    const bool fill_up = request_.match == Match::automatic && answer_.total < few_hits && plain_words() > 1;
    if (!fill_up) return page;
    const std::size_t after = request_.offset > answer_.total ? request_.offset - answer_.total : 0;
    // These pass the filters but count nowhere.
    const std::unordered_set<Row> above(full.rows.begin(), full.rows.end());
    RowCollector partial([&](Row row) { return !above.contains(row) && counter_.passes(row); });
    const std::vector<Ranked> below = best(query(true), partial, after, request_.limit - page.size());
    answer_.partial = partial.rows.size();
    page.insert(page.end(), below.begin(), below.end());
    return page;
  }

  std::size_t plain_words() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        items_, [&](const QueryItem& item) { return !item.phrase && !item.excluded && !is_optional(item); }));
  }

  // Phrases are always wanted whole; plain words all of them or any.
  Xapian::Query query(bool any_word) const {
    std::vector<Xapian::Query> required, words, optional, excluded;
    for (const QueryItem& item : items_) {
      if (item.excluded)
        excluded.push_back(item_query(item, request_.without));
      else if (is_optional(item))
        optional.push_back(item_query(item, request_.without));
      else
        (any_word && !item.phrase ? words : required).push_back(item_query(item, request_.without));
    }
    if (!words.empty()) required.push_back(any_of(words));
    Xapian::Query query = required.empty() ? Xapian::Query::MatchAll : any_of(required, Xapian::Query::OP_AND);
    if (!optional.empty()) query = {Xapian::Query::OP_AND_MAYBE, query, any_of(optional)};
    if (!excluded.empty()) query = {Xapian::Query::OP_AND_NOT, query, any_of(excluded)};
    return query;
  }

  std::vector<Ranked> best(const Xapian::Query& query, RowCollector& collector, std::size_t offset, std::size_t limit) {
    const bool by_score = request_.sort == Sort::relevance;
    Xapian::Enquire enquire(generation_.index);
    enquire.set_query(query);
    if (by_score)
      enquire.set_weighting_scheme(Xapian::BM25Weight(bm25_k1, 0, 1, bm25_b, bm25_min_length));
    else
      enquire.set_weighting_scheme(Xapian::BoolWeight());
    // Every match must be seen, because every match is counted.
    const Xapian::doccount all = generation_.index.get_doccount();
    const Xapian::MSet found = enquire.get_mset(
        by_score ? static_cast<Xapian::doccount>(offset) : 0,
        by_score ? std::max<Xapian::doccount>(static_cast<Xapian::doccount>(limit), 1) : 1, all, nullptr, &collector);
    if (!by_score) return page_of(collector.rows, offset, limit);
    std::vector<Ranked> ranked;
    for (auto it = found.begin(); it != found.end() && ranked.size() < limit; ++it)
      ranked.push_back({*it - 1, it.get_weight()});
    return ranked;
  }

  // One page of rows by title or year; browsing without an order goes by title.
  std::vector<Ranked> page_of(std::vector<Row> rows, std::size_t offset, std::size_t limit) const {
    const auto titles = generation_.columns.title_order(reader_language());
    const bool by_year = request_.sort == Sort::year && generation_.schema.facet("year") != nullptr;
    const auto years = by_year ? generation_.columns.number("year") : std::span<const std::int32_t>{};
    const auto before = [&](Row a, Row b) {
      if (by_year && years[a] != years[b]) return years[a] > years[b];  // newest first, none last
      return titles[a] != titles[b] ? titles[a] < titles[b] : a < b;
    };
    offset = std::min(offset, rows.size());
    const std::size_t end = std::min(rows.size(), offset + limit);
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(end), rows.end(), before);
    std::vector<Ranked> page;
    for (std::size_t i = offset; i < end; ++i) page.push_back({rows[i], 0});
    return page;
  }

  // --- one hit ---------------------------------------------------------------

  struct TextMatch {
    std::string_view lang;
    const corpus::Text* text = nullptr;
    std::string plain;  // summary and body, as the passage is taken from them
    std::vector<MatchedToken> in_plain;
    std::vector<Reason> reasons;  // the closest form of each word
  };

  Hit hit(const Ranked& ranked, bool partial) const {
    const corpus::Record record =
        corpus::from_json(generation_.schema, generation_.index.get_document(ranked.row + 1).get_data());
    Hit hit{.id = record.id, .kind = record.kind, .score = ranked.score, .partial = partial};
    const TextMatch shown = best_text(record);
    hit.lang = shown.lang;
    hit.title = shown.text->title;
    hit.snippet = passage_html(shown.plain, shown.in_plain, passage_bytes);
    hit.why = reason_sentence(shown.reasons, request_.lang.empty() ? hit.lang : request_.lang);
    for (const corpus::Facet& facet : generation_.schema.facets()) {
      if (std::vector<std::string> values = corpus::facet_values(record, facet); !values.empty()) {
        hit.facets.emplace(facet.name, std::move(values));
      }
    }
    return hit;
  }

  // The text that holds most words of the query; of equals the one in
  // which the reader would read the record.
  TextMatch best_text(const corpus::Record& record) const {
    std::string_view own;
    record.text_in(reader_language(), &own);
    TextMatch best = match_text(record, own);
    if (request_.sort == Sort::title) return best;  // the title shown is the one sorted by
    const std::size_t wanted = wanted_words();
    for (const auto& [lang, text] : record.texts) {
      if (best.reasons.size() >= wanted) break;
      if (lang == own) continue;
      TextMatch other = match_text(record, lang);
      if (other.reasons.size() > best.reasons.size()) best = std::move(other);
    }
    return best;
  }

  // Titles and labels for a reader whose language is not known are English.
  std::string_view reader_language() const { return request_.lang.empty() ? std::string_view("en") : request_.lang; }

  std::size_t wanted_words() const {
    std::size_t words = 0;
    for (const QueryItem& item : items_) words += item.excluded ? 0 : item.words.size();
    return words;
  }

  TextMatch match_text(const corpus::Record& record, std::string_view lang) const {
    const auto& [code, text] = *record.texts.find(lang);
    TextMatch match{.lang = code, .text = &text, .plain = text.summary, .in_plain = {}, .reasons = {}};
    if (const std::string body = corpus::markdown_to_text(text.body); !body.empty()) {
      match.plain += (match.plain.empty() ? "" : "\n") + body;
    }
    cut(match.plain, looked_at_bytes);
    const stemmers::Language* language = generation_.languages.find(lang);
    if (language == nullptr || items_.empty()) return match;
    const Matcher matcher(items_, *language);
    match.in_plain = matcher.match(match.plain);
    std::map<std::size_t, Reason> closest;
    const auto note = [&](std::string_view in, const std::vector<MatchedToken>& tokens) {
      for (const MatchedToken& token : tokens) {
        const auto known = closest.find(token.word);
        if (known != closest.end() && known->second.closeness <= token.closeness) continue;
        closest[token.word] = {typed(token.word),
                               std::string(in.substr(token.word_begin, token.word_end - token.word_begin)),
                               token.closeness};
      }
    };
    note(text.title, matcher.match(text.title));
    for (const std::string& name : text.alternative) note(name, matcher.match(name));
    note(match.plain, match.in_plain);
    for (auto& [word, reason] : closest) match.reasons.push_back(std::move(reason));
    return match;
  }

  std::string typed(std::size_t number) const {
    for (const QueryItem& item : items_) {
      if (number < item.words.size()) return item.words[number].text;
      number -= item.words.size();
    }
    return {};
  }

  const Generation& generation_;
  const Request& request_;
  FacetCounter counter_;
  std::vector<QueryItem> items_;
  bool stop_words_only_ = false;
  std::size_t full_on_page_ = 0;
  Answer answer_;
};

}  // namespace

Answer search(const Generation& generation, const Request& request) { return Search(generation, request).run(); }

}  // namespace pramen::query
