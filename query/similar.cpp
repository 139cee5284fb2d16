#include "query/similar.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <map>

#include "query/rare_concepts.h"
#include "query/rare_words.h"
#include "query/search.h"
#include "query/shared_sentence.h"
#include "query/value_weights.h"
#include "query/written_words.h"

namespace pramen::query {
namespace {

constexpr std::size_t named_words = 5, named_concepts = 5;
constexpr auto no_number = std::numeric_limits<std::size_t>::max();
constexpr std::uint8_t same_kind = 1, same_country = 2;

struct Scored {
  std::uint32_t row = 0;
  double score = 0;
  bool at_home = false;  // in the same country
};

class Finder {
 public:
  Finder(const Generation& generation, const ValueWeights& weights, std::uint32_t row, const corpus::Record& record,
         std::string_view lang)
      : generation_(generation),
        weights_(weights),
        row_(row),
        lang_(lang),
        own_(weights.values().size()),
        alike_(own_.size()),
        words_(rare_words(generation, row)),
        concepts_(rare_concepts(generation, row)),
        written_(record, generation.tokens.fields(row), generation.forms, generation.schema.languages()) {
    weights.values().each(row, [&](std::size_t number) { own_[number] = weights.of(number); });
    if (const std::size_t kind = number_in(row, "kind"); kind != no_number) alike_[kind] = same_kind;
    if (const std::size_t country = number_in(row, "country"); country != no_number) alike_[country] = same_country;
  }

  std::vector<SimilarRecord> find(const std::vector<std::string>& related, std::size_t limit) const {
    std::vector<SimilarRecord> similar;
    for (const Scored& scored : best(limit)) {
      SimilarRecord& record = similar.emplace_back(described(scored));
      record.related = std::ranges::find(related, record.id) != related.end();
    }
    return similar;
  }

 private:
  std::vector<Scored> best(std::size_t limit) const {
    const indexer::Columns& columns = generation_.columns;
    std::vector<Scored> heap;
    const auto before = [&](const Scored& a, const Scored& b) {
      if (a.at_home != b.at_home) return b.at_home;
      return a.score != b.score ? a.score > b.score : columns.id(a.row) < columns.id(b.row);
    };
    for (std::uint32_t row = 0; row < columns.rows() && limit > 0; ++row) {
      if (row == row_ || !columns.live(row)) continue;
      const Scored one = scored(row);
      if (one.score < min_similar_score || (heap.size() == limit && !before(one, heap.front()))) continue;
      if (heap.size() == limit) {
        std::ranges::pop_heap(heap, before);
        heap.pop_back();
      }
      heap.push_back(one);
      std::ranges::push_heap(heap, before);
    }
    std::ranges::sort_heap(heap, before);
    return heap;
  }

  Scored scored(std::uint32_t row) const {
    float both = 0;
    unsigned alike = 0;
    weights_.values().each(row, [&](std::size_t number) {
      both += own_[number];
      alike |= alike_[number];
    });
    const double values = both > 0 ? both / (weights_.length(row_) * weights_.length(row)) : 0;
    const float words = std::max(words_.shares[row], concepts_.shares[row]);
    const double kind = (alike & same_kind) != 0 ? 1 : other_kind_factor;
    return {row, (values_share * values + words_share * words) * kind, (alike & same_country) != 0};
  }

  // Of the row's first value in the facet.
  std::size_t number_in(std::uint32_t row, std::string_view facet) const {
    std::size_t found = no_number;
    weights_.values().each(row, [&](std::size_t number) {
      if (found == no_number && weights_.values().value(number).facet->name == facet) found = number;
    });
    return found;
  }

  std::string key_in(std::uint32_t row, std::string_view facet) const {
    const std::size_t number = number_in(row, facet);
    return number == no_number ? std::string() : weights_.values().value(number).value->key;
  }

  SimilarRecord described(const Scored& scored) const {
    const auto title = generation_.columns.title(scored.row, lang_);
    SimilarRecord record{.id = std::string(generation_.columns.id(scored.row)),
                         .kind = key_in(scored.row, "kind"),
                         .country = key_in(scored.row, "country"),
                         .lang = std::string(title.lang),
                         .title = std::string(title.text),
                         .score = scored.score,
                         .shared = shared_values(scored.row),
                         .concepts = shared_concepts(scored.row),
                         .words = shared_words(scored.row),
                         .why = {}};
    record.why = shared_sentence(record, lang_);
    return record;
  }

  // Facets by the weight of what is shared in them.
  std::vector<SharedFacet> shared_values(std::uint32_t row) const {
    std::vector<std::size_t> numbers;
    std::map<const corpus::Facet*, float> sums;
    weights_.values().each(row, [&](std::size_t number) {
      if (own_[number] <= 0) return;
      numbers.push_back(number);
      sums[weights_.values().value(number).facet] += own_[number];
    });
    const auto facet_of = [&](std::size_t number) { return weights_.values().value(number).facet; };
    std::ranges::stable_sort(numbers, [&](std::size_t a, std::size_t b) {
      const corpus::Facet *first = facet_of(a), *second = facet_of(b);
      if (first == second) return own_[a] > own_[b];
      return sums[first] != sums[second] ? sums[first] > sums[second] : first < second;
    });
    std::vector<SharedFacet> shared;
    for (const std::size_t number : numbers) {
      const auto [facet, value] = weights_.values().value(number);
      if (shared.empty() || shared.back().facet != facet->name)
        shared.push_back({facet->name, std::string(corpus::label_in(facet->labels, lang_, facet->name)), {}});
      shared.back().values.push_back({value->key, std::string(corpus::label_in(value->labels, lang_, value->key))});
    }
    return shared;
  }

  std::vector<SharedValue> shared_concepts(std::uint32_t row) const {
    const indexer::Concepts& known = generation_.concepts;
    std::vector<SharedValue> shared;
    for (const RareConcept& one : concepts_.concepts) {
      if (shared.size() == named_concepts) break;
      if (std::ranges::binary_search(one.rows, row))
        shared.push_back({std::string(known.id(one.subject)), std::string(known.label(one.subject, lang_))});
    }
    return shared;
  }

  // In the first language the reader reads in which one is shared, else in that in which most are.
  std::vector<std::string> shared_words(std::uint32_t row) const {
    std::map<std::size_t, std::pair<double, std::vector<std::string>>> by_language;
    for (const RareWord& word : words_.words) {
      if (std::ranges::find(word.rows, row) == word.rows.end()) continue;
      auto& [weight, words] = by_language[word.language];
      weight += word.weight;
      if (words.size() < named_words) words.push_back(written_.written(word.word, word.forms));
    }
    for (const std::string_view lang : corpus::reading_order(lang_)) {
      const auto found = by_language.find(generation_.tokens.number(lang));
      if (found != by_language.end()) return found->second.second;
    }
    const auto best = std::ranges::max_element(by_language, {}, [](const auto& one) { return one.second.first; });
    return best == by_language.end() ? std::vector<std::string>{} : best->second.second;
  }

  const Generation& generation_;
  const ValueWeights& weights_;
  const std::uint32_t row_;
  const std::string_view lang_;
  std::vector<float> own_;           // weight of each value of the record, 0 for all others
  std::vector<std::uint8_t> alike_;  // bits of the values by which a record is of the same kind or country
  const RareWords words_;
  const RareConcepts concepts_;
  const WrittenWords written_;
};

}  // namespace

std::optional<std::size_t> parse_similar_limit(std::string_view text) {
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error != std::errc() || end != text.data() + text.size() || limit == 0 || limit > max_similar)
    return std::nullopt;
  return limit;
}

std::vector<SimilarRecord> similar_records(const Generation& generation, const ValueWeights& weights, std::uint32_t row,
                                           const corpus::Record& record, std::string_view lang, std::size_t limit) {
  const std::string_view reader = lang.empty() ? std::string_view("en") : lang;
  return Finder(generation, weights, row, record, reader).find(corpus::related_ids(generation.schema, record), limit);
}

}  // namespace pramen::query
